import { cx } from '../../ui/cx.ts';
import { plural } from '../../ui/format.ts';
import type { Counted, HistogramBar } from './facets.ts';
import styles from './Histogram.module.css';

/** How the rows of the list lie in time; the same numbers stand below it, where they can be chosen. */
export function Histogram({ bars, counted }: { readonly bars: readonly HistogramBar[]; readonly counted: Counted }) {
  const most = Math.max(...bars.map(({ count }) => count));
  const peak = bars.find(({ count }) => count === most);
  const [first, last] = [bars[0], bars.at(-1)];
  if (peak === undefined || first === undefined || last === undefined) return null;
  const label = `${counted} from ${first.stretch} to ${last.stretch}, most in ${peak.stretch}: ${plural(most, counted.slice(0, -1))}`;
  return (
    <div className={styles.histogram}>
      <svg viewBox={`0 0 ${bars.length} 30`} preserveAspectRatio="none" role="img" aria-label={label}>
        {bars.map(({ stretch, count, chosen }, index) => {
          // what is there at all can be seen
          const height = count === 0 ? 0 : Math.max(1, (count / most) * 30);
          return <rect key={stretch} className={cx(chosen && styles.chosen)} x={index + 0.06} y={30 - height} width={0.88} height={height} />;
        })}
      </svg>
      <div className={styles.ends} aria-hidden="true">
        <span>{first.stretch}</span>
        <span>{last.stretch}</span>
      </div>
    </div>
  );
}
