import { type ReactNode, useMemo } from 'react';
import type { ByteRange, LedgerRun } from '../../../../corpus/records.ts';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import styles from './SourceLine.module.css';
import { classOf, type LinePiece, linePieces, runsOn, type SourceLines } from './source-lines.ts';

interface SourceLineProps {
  readonly lines: SourceLines;
  readonly index: number;
  readonly ledger: readonly LedgerRun[];
  readonly lit: ByteRange;
  /** Ranges of which the analyst said what they are. */
  readonly corrected?: readonly ByteRange[];
  /** Where the caret stands in the line's text, in UTF-16 units. */
  readonly caret?: number | undefined;
}

const NONE: readonly ByteRange[] = [];

/** One line of a source: its first byte, what became of it and of its parts, its text, the lit part of it. */
export function SourceLine({ lines, index, ledger, lit, corrected = NONE, caret }: SourceLineProps) {
  const bytes = lines.bytes(index);
  const words = lines.text(index);
  const part = lines.lit(index, lit);
  // a range begins at its first letter: the space before it is lit with it
  const whole = part !== undefined && words.slice(0, part[0]).trim() === '' && words.slice(part[1]).trim() === '';
  const pieces = useMemo(() => {
    const runs = runsOn(ledger, lines.bytes(index)).flatMap((run) => {
      const covered = lines.lit(index, run.bytes);
      return covered === undefined ? [] : [{ part: covered, class: run.class }];
    });
    const own = corrected.flatMap((range) => {
      const covered = lines.lit(index, range);
      return covered === undefined ? [] : [covered];
    });
    return linePieces(lines.text(index).length, runs, lines.lit(index, lit), own);
  }, [lines, index, ledger, lit, corrected]);
  const plain = pieces.length < 2 && pieces.every((piece) => !piece.corrected);
  const mixed = pieces.some((piece) => piece.class !== undefined);
  return (
    <div className={cx(styles.line, part && styles.lit, !mixed && styles.one)}>
      <span className={styles.byte} aria-hidden="true">
        {formatNumber(bytes[0])}
      </span>
      <i className={styles[`class-${classOf(ledger, bytes)}`]} />
      <span
        data-text=""
        className={cx(styles.text, whole && styles.whole, whole && lit[0] >= bytes[0] && styles.first, whole && lit[1] <= bytes[1] && styles.last)}
      >
        {plain
          ? withCaret(words, 0, caret)
          : pieces.map((piece) => (
              <Piece key={piece.from} piece={piece} whole={whole}>
                {withCaret(words.slice(piece.from, piece.to), piece.from, caret, piece.to === words.length)}
              </Piece>
            ))}
        {words === '' && caret !== undefined && <i className={styles.caret} />}
      </span>
    </div>
  );
}

function Piece({ piece, whole, children }: { readonly piece: LinePiece; readonly whole: boolean; readonly children: ReactNode }) {
  const names = cx(piece.class && styles[`in-${piece.class}`], piece.corrected && styles.corrected, piece.lit && !whole && styles.part);
  if (piece.lit && !whole) return <mark className={names}>{children}</mark>;
  return names === '' ? children : <span className={names}>{children}</span>;
}

/** Words that begin at `from`, with the caret in them where it stands there; at their end only where the line ends with them. */
function withCaret(words: string, from: number, caret: number | undefined, ends = true): ReactNode {
  const at = caret === undefined ? -1 : caret - from;
  if (words === '' || at < 0 || at > words.length || (at === words.length && !ends)) return words;
  return (
    <>
      {words.slice(0, at)}
      <i className={styles.caret} />
      {words.slice(at)}
    </>
  );
}
