import { memo, useEffect, useMemo, useRef } from 'react';
import { toFailure } from '../../../../corpus/errors.ts';
import type { Source } from '../../../../corpus/records.ts';
import { type DecodedText, decode } from '../../../../corpus/text/decode.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Count } from '../../ui/Count.tsx';
import { CoverageKey } from '../../ui/CoverageBar.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { cutFront, formatBytes, formatNumber, formatShare } from '../../ui/format.ts';
import text from '../../ui/text.module.css';
import { VirtualList, type VirtualListHandle } from '../../ui/VirtualList.tsx';
import { showInLedger } from '../ledger/show.ts';
import styles from './EvidenceDrawer.module.css';
import { evidenceOf, type LabelledEvidence } from './evidence.ts';
import { SourceLine } from './SourceLine.tsx';
import { SourceMap } from './SourceMap.tsx';
import { sourceLines } from './source-lines.ts';

/** The source behind what is read: the record's bytes lit in their place. */
export const EvidenceDrawer = memo(function EvidenceDrawer() {
  const { workspace, reader } = useServices();
  const evidence = useWorkspace((state) => state.evidence);
  const open = useWorkspace((state) => state.open);
  const openComment = useWorkspace((state) => state.openComment);
  const isOpen = evidence !== undefined;

  // an open drawer follows the reader
  const before = useRef({ open, openComment });
  useEffect(() => {
    const moved = before.current.open !== open || before.current.openComment !== openComment;
    before.current = { open, openComment };
    if (!isOpen || !moved) return;
    let current = true;
    evidenceOf(reader, { ...(open ? { open } : {}), ...(openComment ? { openComment } : {}) }).then(
      (next) => current && next && workspace.set({ evidence: next }),
      (error: unknown) => current && workspace.set({ toast: { text: toFailure(error).message, tone: 'bad' } }),
    );
    return () => {
      current = false;
    };
  }, [isOpen, open, openComment, reader, workspace]);

  if (evidence === undefined) return null;
  return (
    <SourceDrawer evidence={evidence} onShow={(next) => workspace.set({ evidence: next })} onClose={() => workspace.set({ evidence: undefined })} keys="e" />
  );
});

interface SourceDrawerProps {
  readonly evidence: LabelledEvidence;
  /** Another place of the source is asked for. */
  readonly onShow: (evidence: LabelledEvidence) => void;
  readonly onClose: () => void;
  /** The key that closes it, where there is one. */
  readonly keys?: string;
}

/** A source with a range of it lit in its place; any view may have one below it. */
export function SourceDrawer({ evidence, onShow, onClose, keys }: SourceDrawerProps) {
  const { workspace } = useServices();
  const id = evidence.source;
  const source = useLive(async (reader) => (await reader.source(id)) ?? null, [id]);
  const bytes = useLive(async (reader) => (await reader.sourceBytes(id)) ?? null, [id]);
  const decoded = useMemo(() => (bytes ? decode(bytes) : undefined), [bytes]);

  if (source === undefined || bytes === undefined) return <section className={styles.drawer} aria-label="Evidence" aria-busy="true" />;
  if (source === null || decoded === undefined) return <Gone evidence={evidence} name={source?.name} onClose={onClose} />;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(rangeText(bytes, evidence.bytes, decoded));
      workspace.set({ toast: { text: `Copied the source of ${evidence.label}.`, tone: 'done' } });
    } catch (error) {
      workspace.set({ toast: { text: `Nothing was copied: ${toFailure(error).message}`, tone: 'bad' } });
    }
  };
  return <Open evidence={evidence} source={source} decoded={decoded} onShow={onShow} onClose={onClose} keys={keys} onCopy={() => void copy()} />;
}

/** The text of a range of bytes, by the encoding of the whole; all of it for an empty range. */
function rangeText(bytes: Uint8Array | null, [from, to]: readonly [number, number], decoded: DecodedText): string {
  if (bytes === null || from === to) return decoded.text;
  const label = decoded.encoding === 'utf-8' ? 'utf-8' : decoded.encoding;
  return new TextDecoder(label).decode(bytes.subarray(from, to));
}

interface OpenProps {
  readonly evidence: LabelledEvidence;
  readonly source: Source;
  readonly decoded: DecodedText;
  readonly onShow: (evidence: LabelledEvidence) => void;
  readonly onClose: () => void;
  readonly keys: string | undefined;
  readonly onCopy: () => void;
}

function Open({ evidence, source, decoded, onShow, onClose, keys, onCopy }: OpenProps) {
  const { workspace } = useServices();
  const lines = useMemo(() => sourceLines(decoded), [decoded]);
  const handle = useRef<VirtualListHandle>(null);
  const [from, to] = evidence.bytes;
  useEffect(() => {
    handle.current?.scrollTo(Math.max(0, lines.lineAt(from) - 1), 'start');
  }, [lines, from]);

  const { coverage } = source;
  const claimed = coverage.article + coverage.comment + coverage.furniture + coverage.unparsed;
  const unparsed = source.ledger.find((run) => run.class === 'unparsed' && run.bytes[0] > (evidence.label === 'unparsed' ? from : -1));
  const firstUnparsed = unparsed ?? source.ledger.find((run) => run.class === 'unparsed');
  return (
    <section className={styles.drawer} aria-label="Evidence">
      <header className={styles.head}>
        <h2>Evidence</h2>
        <span className={styles.file} title={`${source.name}\n${source.layoutReason}\nparser ${source.parser}`}>
          {cutFront(source.name, 44)}
        </span>
        <span className={styles.range}>
          {evidence.label}
          {to > from && (
            <>
              , bytes{' '}
              <Count
                n={from}
                text={`${formatNumber(from)}–${formatNumber(to)}`}
                label="Show the range"
                onOpen={() => handle.current?.scrollTo(Math.max(0, lines.lineAt(from) - 1), 'start')}
              />
            </>
          )}
          <span className={text.wide}> of {formatNumber(source.bytes)}</span>
        </span>
        <span className={text.grow} />
        <Button small onClick={() => showInLedger(workspace, source.id, evidence.bytes)}>
          Show in the ledger
        </Button>
        <IconButton icon="copy" label={to > from ? 'Copy this range' : 'Copy the source'} onClick={onCopy} />
        <IconButton icon="x" label={keys === undefined ? 'Close the source' : `Close (${keys})`} onClick={onClose} />
      </header>
      <SourceMap source={source} lit={evidence.bytes} onShow={(byte) => handle.current?.scrollTo(lines.lineAt(byte), 'start')} />
      <div className={styles.scale}>
        <span>0</span>
        <span className={styles.legend}>
          {(['article', 'comment', 'furniture'] as const).map((name) => (
            <span key={name}>
              <CoverageKey name={name} />
              {name} {formatShare(claimed === 0 ? 0 : coverage[name] / claimed)}
            </span>
          ))}
          <span>
            <CoverageKey name="unparsed" />
            unparsed{' '}
            {firstUnparsed ? (
              <Count
                n={coverage.unparsed}
                text={formatBytes(coverage.unparsed)}
                label="Show the next unparsed text"
                onOpen={() => onShow({ source: source.id, bytes: firstUnparsed.bytes, label: 'unparsed' })}
              />
            ) : (
              'nothing'
            )}
          </span>
        </span>
        <span>{formatNumber(source.bytes)}</span>
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
        row={(index) => <SourceLine lines={lines} index={index} ledger={source.ledger} lit={evidence.bytes} />}
      />
    </section>
  );
}

function Gone({ evidence, name, onClose }: { readonly evidence: LabelledEvidence; readonly name: string | undefined; readonly onClose: () => void }) {
  return (
    <section className={styles.drawer} aria-label="Evidence">
      <div className={styles.gone}>
        <EmptyState
          title="The words are here, the source is not."
          actions={
            <Button small onClick={onClose}>
              Close
            </Button>
          }
        >
          <p>The bytes this was read from are not in the library, so its evidence cannot be shown. Importing the same file again brings them back.</p>
          <dl>
            {name !== undefined && (
              <>
                <dt>Source</dt>
                <dd className={text.wire}>{name}</dd>
              </>
            )}
            <dt>Expected</dt>
            <dd className={text.wire}>{evidence.source.replace(':', ' ')}</dd>
            <dt>Still whole</dt>
            <dd>the article, its comments, all tags and notes</dd>
          </dl>
        </EmptyState>
      </div>
    </section>
  );
}
