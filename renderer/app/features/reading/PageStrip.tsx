import type { PageSet } from '../../../../corpus/page-sets.ts';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import styles from './PageStrip.module.css';
import { pageSetWords } from './page-words.ts';

/** More pages than this do not fit a strip. */
const MOST = 80;

/** Which comment pages of an article there are: captured ones raised, missing ones low. Of too many pages a row of the list says how many; the reader has words beside the strip. */
export function PageStrip({ set, small }: { readonly set: PageSet; readonly small?: boolean }) {
  const { captured, of } = set;
  if (of > MOST || of < 1) {
    return small && of > MOST ? (
      <span className={styles.words} title={pageSetWords(set)}>
        {formatNumber(captured.length)} of {formatNumber(of)} pages
      </span>
    ) : null;
  }
  const width = small ? 4 : 5;
  const height = small ? 9 : 13;
  const low = small ? 7 : 9;
  const here = new Set(captured);
  return (
    <svg
      className={cx(styles.strip, small && styles.small)}
      width={of * width - 1}
      height={height}
      viewBox={`0 0 ${of * width - 1} ${height}`}
      role="img"
      aria-label={pageSetWords(set)}
    >
      {Array.from({ length: of }, (_, index) => {
        const x = index * width;
        if (here.has(index + 1)) return <rect key={x} className={styles.here} x={x} y={0} width={width - 1} height={height} />;
        return (
          <g key={x}>
            <rect className={styles.missing} x={x} y={height - low} width={width - 1} height={low} />
            <rect className={styles.foot} x={x} y={height - 2} width={width - 1} height={2} />
          </g>
        );
      })}
    </svg>
  );
}
