import { cx } from '../../ui/cx.ts';
import { plural } from '../../ui/format.ts';
import { useSpan } from '../../ui/use-span.ts';
import { type Counted, type HistogramBar, spanCondition } from './facets.ts';
import styles from './Histogram.module.css';

interface HistogramProps {
  readonly bars: readonly HistogramBar[];
  readonly counted: Counted;
  /** Narrows the list to a condition, or lets it go where the list is narrowed to it. */
  readonly onChoose: (condition: string) => void;
}

/** How the rows of the list lie in time: a bar, or several that are drawn over, narrow the list. */
export function Histogram({ bars, counted, onChoose }: HistogramProps) {
  const { drawn, stop, onFocus, handlers } = useSpan({
    count: bars.length,
    onChoose: (a, b) => {
      const condition = spanCondition(bars, a, b);
      if (condition !== undefined) onChoose(condition);
    },
  });
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return null;
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <div className={styles.histogram}>
      {/* biome-ignore lint/a11y/useSemanticElements: an SVG holds no fieldset */}
      <svg
        viewBox={`0 0 ${bars.length} 30`}
        preserveAspectRatio="none"
        role="group"
        aria-label={`${counted} from ${first.stretch} to ${last.stretch}: arrows move, Shift and arrows draw a span, Enter narrows the list to it`}
        {...handlers}
      >
        {bars.map(({ stretch, count, chosen }, index) => {
          // what is there at all can be seen
          const height = count === 0 ? 0 : Math.max(1, (count / most) * 30);
          const words = `${stretch}: ${plural(count, counted.slice(0, -1))}`;
          const inside = drawn !== undefined && index >= drawn[0] && index < drawn[1];
          return (
            // biome-ignore lint/a11y/useSemanticElements: an SVG holds no button
            <g
              key={stretch}
              data-bar=""
              role="button"
              tabIndex={index === stop ? 0 : -1}
              aria-label={words}
              aria-pressed={chosen}
              className={cx(styles.bar, chosen && styles.chosen, inside && styles.drawn)}
              onFocus={() => onFocus(index)}
            >
              <title>{`${words}\nClick: only this. Shift and click, or draw: from there to here.`}</title>
              <rect className={styles.room} x={index} y={0} width={1} height={30} />
              <rect className={styles.count} x={index + 0.06} y={30 - height} width={0.88} height={height} />
            </g>
          );
        })}
      </svg>
      <div className={styles.ends} aria-hidden="true">
        <span>{first.stretch}</span>
        <span>{last.stretch}</span>
      </div>
    </div>
  );
}
