import type { CommentPage } from '../../../../corpus/records.ts';
import { cx } from '../../ui/cx.ts';
import styles from './PageStrip.module.css';

/** More pages than this do not fit a strip; the words beside it say it all. */
const MOST = 80;

/** Which comment pages of an article there are, the captured one raised. */
export function PageStrip({ page: { current, of }, small }: { readonly page: CommentPage; readonly small?: boolean }) {
  if (of > MOST || of < 1) return null;
  const width = small ? 4 : 5;
  const height = small ? 9 : 13;
  const low = small ? 7 : 9;
  return (
    <svg
      className={cx(styles.strip, small && styles.small)}
      width={of * width - 1}
      height={height}
      viewBox={`0 0 ${of * width - 1} ${height}`}
      role="img"
      aria-label={`comment page ${current} of ${of} captured`}
    >
      {Array.from({ length: of }, (_, index) => {
        const here = index + 1 === current;
        const x = index * width;
        if (here) return <rect key={x} className={styles.here} x={x} y={0} width={width - 1} height={height} />;
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
