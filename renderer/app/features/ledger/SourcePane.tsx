import { useEffect, useMemo, useRef, useState } from 'react';
import type { ByteRange, Source } from '../../../../corpus/records.ts';
import { type DecodedText, decode } from '../../../../corpus/text/decode.ts';
import { useLive, useServices } from '../../state/context.tsx';
import { chordOf, placeOf } from '../../state/keyboard.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { cutFront, formatNumber, plural } from '../../ui/format.ts';
import { onMac } from '../../ui/keys.ts';
import text from '../../ui/text.module.css';
import { VirtualList, type VirtualListHandle } from '../../ui/VirtualList.tsx';
import { showQuery, sourceQuery } from '../filtering/show.ts';
import { SourceLine } from '../reading/SourceLine.tsx';
import { SourceMap } from '../reading/SourceMap.tsx';
import { sourceLines } from '../reading/source-lines.ts';
import { stepped, unparsedRuns } from './ledger.ts';
import { RunList } from './RunList.tsx';
import styles from './SourcePane.module.css';

/** One source: its unparsed runs, and its text with what each line became. */
export function SourcePane({ source }: { readonly source: Source }) {
  const bytes = useLive(async (reader) => (await reader.sourceBytes(source.id)) ?? null, [source.id]);
  const decoded = useMemo(() => (bytes ? decode(bytes) : undefined), [bytes]);
  if (bytes === undefined) return <section className={styles.pane} aria-label="Source" aria-busy="true" />;
  if (decoded === undefined)
    return (
      <section className={styles.pane} aria-label="Source">
        <EmptyState title="The source is not here.">
          The bytes of <span className={text.wire}>{source.name}</span> are not in the library, so its text cannot be shown. Importing the same file again
          brings them back.
        </EmptyState>
      </section>
    );
  return <Open source={source} decoded={decoded} />;
}

const NOTHING: ByteRange = [0, 0];

function Open({ source, decoded }: { readonly source: Source; readonly decoded: DecodedText }) {
  const { workspace } = useServices();
  const lines = useMemo(() => sourceLines(decoded), [decoded]);
  const runs = useMemo(() => unparsedRuns(source.ledger), [source.ledger]);
  const [at, setAt] = useState<number>();
  const handle = useRef<VirtualListHandle>(null);
  const lit = (at === undefined ? undefined : runs[at]) ?? NOTHING;

  useEffect(() => {
    if (lit !== NOTHING) handle.current?.scrollTo(Math.max(0, lines.lineAt(lit[0]) - 2), 'start');
  }, [lines, lit]);
  // before the window's own keys, which use these letters for other things
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const place = placeOf(event.target);
      const chord = chordOf(event, onMac);
      if (place === 'dialog' || place === 'text' || (chord !== 'n' && chord !== 'p')) return;
      event.preventDefault();
      setAt((now) => stepped(runs.length, now, chord === 'n' ? 1 : -1));
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [runs.length]);

  return (
    <section className={styles.pane} aria-label="Source">
      <header className={styles.head}>
        <h2 className={text.ellipsis} title={source.name}>
          {cutFront(source.name, 44)}
        </h2>
        <span className={styles.at} aria-live="polite">
          {at === undefined || lit === NOTHING ? plural(runs.length, 'unparsed run') : `run ${formatNumber(at + 1)} of ${formatNumber(runs.length)}`}
        </span>
        <span className={text.grow} />
        <IconButton
          icon="arrow-up"
          label="Previous unparsed run (p)"
          disabled={at === 0 || runs.length === 0}
          onClick={() => setAt(stepped(runs.length, at, -1))}
        />
        <IconButton
          icon="arrow-down"
          label="Next unparsed run (n)"
          disabled={at === runs.length - 1 || runs.length === 0}
          onClick={() => setAt(stepped(runs.length, at, 1))}
        />
        {source.coverage.article > 0 && (
          <Button small icon="newspaper" onClick={() => showQuery(workspace, sourceQuery(source.id), 'articles')}>
            Its articles
          </Button>
        )}
        {source.coverage.comment > 0 && (
          <Button small icon="message-square" onClick={() => showQuery(workspace, sourceQuery(source.id), 'comments')}>
            Its comments
          </Button>
        )}
      </header>
      <RunList runs={runs} lines={lines} at={at} onChoose={setAt} />
      <div className={styles.map}>
        <SourceMap source={source} lit={lit} onShow={(byte) => handle.current?.scrollTo(lines.lineAt(byte), 'start')} />
      </div>
      <VirtualList
        handle={handle}
        className={styles.source}
        tabIndex={0}
        role="region"
        aria-label={`Source text of ${source.name}`}
        count={lines.count}
        estimate={() => 18}
        keyOf={(index) => index}
        row={(index) => <SourceLine lines={lines} index={index} ledger={source.ledger} lit={lit} />}
      />
    </section>
  );
}
