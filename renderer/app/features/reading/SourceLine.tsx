import type { ByteRange, LedgerRun } from '../../../../corpus/records.ts';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import styles from './SourceLine.module.css';
import { classOf, type SourceLines } from './source-lines.ts';

interface SourceLineProps {
  readonly lines: SourceLines;
  readonly index: number;
  readonly ledger: readonly LedgerRun[];
  readonly lit: ByteRange;
}

/** One line of a source: its first byte, what became of it, its text, the lit part of it. */
export function SourceLine({ lines, index, ledger, lit }: SourceLineProps) {
  const bytes = lines.bytes(index);
  const words = lines.text(index);
  const part = lines.lit(index, lit);
  // a range begins at its first letter: the space before it is lit with it
  const whole = part !== undefined && words.slice(0, part[0]).trim() === '' && words.slice(part[1]).trim() === '';
  return (
    <div className={cx(styles.line, part && styles.lit)}>
      <span className={styles.byte} aria-hidden="true">
        {formatNumber(bytes[0])}
      </span>
      <i className={styles[`class-${classOf(ledger, bytes)}`]} />
      <span className={cx(styles.text, whole && styles.whole, whole && lit[0] >= bytes[0] && styles.first, whole && lit[1] <= bytes[1] && styles.last)}>
        {part === undefined || whole ? (
          words
        ) : (
          <>
            {words.slice(0, part[0])}
            <mark className={styles.part}>{words.slice(...part)}</mark>
            {words.slice(part[1])}
          </>
        )}
      </span>
    </div>
  );
}
