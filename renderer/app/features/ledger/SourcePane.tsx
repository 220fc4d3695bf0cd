import { useEffect, useMemo, useRef } from 'react';
import type { ByteRange, Correction, Source } from '../../../../corpus/records.ts';
import { type DecodedText, decode } from '../../../../corpus/text/decode.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { runCommand } from '../../state/keyboard.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { cutFront, formatNumber, plural } from '../../ui/format.ts';
import text from '../../ui/text.module.css';
import { showQuery, sourceQuery } from '../filtering/show.ts';
import { SourceMap } from '../reading/SourceMap.tsx';
import { sourceLines } from '../reading/source-lines.ts';
import { CorrectionList } from './CorrectionList.tsx';
import { commands } from './commands.ts';
import { unparsedRuns } from './ledger.ts';
import { RunList } from './RunList.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import styles from './SourcePane.module.css';
import { SourceText } from './SourceText.tsx';

/** One source: its unparsed runs, its text with what each part became, and what the analyst says of it. */
export function SourcePane({ source }: { readonly source: Source }) {
  const { workspace } = useServices();
  const bytes = useLive(async (reader) => (await reader.sourceBytes(source.id)) ?? null, [source.id]);
  const corrections = useLive((reader) => reader.corrections(source.id), [source.id]);
  const decoded = useMemo(() => (bytes ? decode(bytes) : undefined), [bytes]);
  // commands act on the source that is shown, chosen or not; it stays when another has more unparsed text
  useEffect(() => workspace.set({ ledgerSource: source.id }), [workspace, source.id]);
  if (bytes === undefined || corrections === undefined) return <section className={styles.pane} aria-label="Source" aria-busy="true" />;
  if (decoded === undefined)
    return (
      <section className={styles.pane} aria-label="Source">
        <EmptyState title="The source is not here.">
          The bytes of <span className={text.wire}>{source.name}</span> are not in the library, so its text cannot be shown, corrected or read anew. Importing
          the same file again brings them back.
        </EmptyState>
      </section>
    );
  return <Open source={source} decoded={decoded} corrections={corrections} />;
}

const NOTHING: ByteRange = [0, 0];

interface OpenProps {
  readonly source: Source;
  readonly decoded: DecodedText;
  readonly corrections: readonly Correction[];
}

function Open({ source, decoded, corrections }: OpenProps) {
  const services = useServices();
  const { workspace } = services;
  const lines = useMemo(() => sourceLines(decoded), [decoded]);
  const runs = useMemo(() => unparsedRuns(source.ledger), [source.ledger]);
  const selected = useWorkspace((state) => state.ledgerSelection);
  const lit = selected?.source === source.id ? selected.bytes : NOTHING;
  const at = runs.findIndex(([from, to]) => from === lit[0] && to === lit[1]);
  const handle = useRef<{ show(byte: number): void }>(null);
  const run = (id: string): void => {
    const command = commands.find((each) => each.id === id);
    if (command) void runCommand(command, services);
  };
  return (
    <section className={styles.pane} aria-label="Source">
      <header className={styles.head}>
        <h2 className={text.ellipsis} title={source.name}>
          {cutFront(source.name, 44)}
        </h2>
        <span className={styles.at} aria-live="polite">
          {at < 0 ? runs.length > 0 && plural(runs.length, 'unparsed run') : `run ${formatNumber(at + 1)} of ${formatNumber(runs.length)}`}
        </span>
        <span className={text.grow} />
        {runs.length > 0 && (
          <>
            <IconButton icon="arrow-up" label="Previous unparsed run (p)" disabled={at === 0} onClick={() => run('ledger-previous')} />
            <IconButton icon="arrow-down" label="Next unparsed run (n)" disabled={at === runs.length - 1} onClick={() => run('ledger-next')} />
          </>
        )}
        {source.coverage.article > 0 && (
          <Button small icon="newspaper" folds onClick={() => showQuery(workspace, sourceQuery(source.id), 'articles')}>
            Its articles
          </Button>
        )}
        {source.coverage.comment > 0 && (
          <Button small icon="message-square" folds onClick={() => showQuery(workspace, sourceQuery(source.id), 'comments')}>
            Its comments
          </Button>
        )}
        <Button small icon="history" folds title="Read this source anew… (r)" onClick={() => run('ledger-read-anew')}>
          Read anew…
        </Button>
      </header>
      {runs.length > 0 && (
        <RunList
          runs={runs}
          lines={lines}
          at={at < 0 ? undefined : at}
          onChoose={(index) => workspace.set({ ledgerSelection: { source: source.id, bytes: runs[index] ?? NOTHING } })}
        />
      )}
      <CorrectionList source={source} lines={lines} corrections={corrections} />
      <div className={styles.map}>
        <SourceMap source={source} lit={lit} onShow={(byte) => handle.current?.show(byte)} />
      </div>
      <SelectionBar source={source} corrections={corrections} />
      <SourceText source={source} decoded={decoded} lines={lines} corrections={corrections} handle={handle} />
    </section>
  );
}
