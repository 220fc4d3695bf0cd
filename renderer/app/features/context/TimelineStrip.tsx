import { memo } from 'react';
import { dateSpanOf, withDateSpan, withoutDateSpan } from '../../../../corpus/query/spans.ts';
import type { TimeBar, TimeStep } from '../../../search/client.ts';
import { useAsked } from '../../state/asked.ts';
import { useServices, useWorkspace } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { ErrorBlock } from '../../ui/ErrorBlock.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Segments } from '../../ui/Segments.tsx';
import text from '../../ui/text.module.css';
import { useSpan } from '../../ui/use-span.ts';
import { useWidth } from '../../ui/use-width.ts';
import { barWords, countWords, STEPS, spanWords, sumOf } from '../counts/time-words.ts';
import { barsWithin, spanBetween, yearLabels } from './strip.ts';
import styles from './TimelineStrip.module.css';

const HEIGHT = 78;
/** px a year's label needs. */
const LABEL = 44;

interface TimelineStripProps {
  readonly step: TimeStep;
  readonly onStep: (step: TimeStep) => void;
}

/** When what was found was said, against all of the library; a span that is drawn over it narrows the query. */
export const TimelineStrip = memo(function TimelineStrip({ step, onStep }: TimelineStripProps) {
  const { search, workspace } = useServices();
  const query = useWorkspace((state) => state.query);
  const answered = useWorkspace((state) => state.answered);
  // all of the time there is: the span the query has is drawn over it
  const whole = withoutDateSpan(query);
  const { value, failure, asking } = useAsked(async () => {
    const answer = await search.timeline(whole, step);
    return answer.ok ? { ok: true, value: { ...answer.value, whole } } : answer;
  }, [search, whole, step, answered]);
  const span = dateSpanOf(query);
  const bars = value?.bars ?? [];
  const within = span && barsWithin(bars, span);
  const shown = within ? bars.slice(...within) : bars;
  const [first, last] = [shown[0], shown.at(-1)];
  const choose = (a: number, b: number): void => {
    const chosen = value && spanBetween(bars, a, b, value.step);
    if (chosen) workspace.set({ draft: withDateSpan(workspace.get().query, chosen) });
  };
  if (failure) return <ErrorBlock title="The time of what was found could not be counted.">{failure.message}</ErrorBlock>;
  return (
    <section className={styles.strip} aria-label="When it was said" aria-busy={asking}>
      <div className={styles.words}>
        {value && first && last ? (
          <>
            <b>{spanWords(first.from, last.to, value.step)}</b>
            <span className={text.muted}>
              {countWords(sumOf(shown.map(({ found }) => found)))}
              {within && ` in this span, of ${countWords(sumOf(bars.map(({ found }) => found)))}`}
              {value.undated.articles + value.undated.comments > 0 && `; without a date so exact: ${countWords(value.undated)}`}
            </span>
          </>
        ) : (
          <span className={text.muted}>{value ? 'Nothing that was found has a date so exact.' : 'Counting by time…'}</span>
        )}
        {span && (
          <Button tone="ghost" small icon="x" onClick={() => workspace.set({ draft: withoutDateSpan(workspace.get().query) })}>
            All time
          </Button>
        )}
        <span className={text.grow} />
        <span className={cx(styles.legend, text.wide)}>
          <i className={styles.keyAll} aria-hidden="true" /> all
          <i className={styles.keyFound} aria-hidden="true" /> found
        </span>
        <Segments label="Steps of time" value={step} options={STEPS} onChoose={onStep} />
      </div>
      <Bars bars={bars} step={value?.step ?? step} within={within} onChoose={choose} />
    </section>
  );
});

interface BarsProps {
  readonly bars: readonly TimeBar[];
  readonly step: TimeStep;
  /** Half-open range of the bars the query is narrowed to. */
  readonly within: readonly [from: number, to: number] | undefined;
  readonly onChoose: (a: number, b: number) => void;
}

function Bars({ bars, step, within, onChoose }: BarsProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const { drawn, stop, onFocus, handlers } = useSpan({ count: bars.length, onChoose });
  const each = bars.length === 0 ? 0 : width / bars.length;
  const most = Math.max(1, ...bars.map(({ all }) => all.articles + all.comments));
  const height = (n: number): number => (n === 0 ? 0 : Math.max(1.5, (n / most) * HEIGHT));
  const span = drawn ?? within;

  return (
    <div ref={ref} className={styles.bars}>
      {/* biome-ignore lint/a11y/useSemanticElements: an SVG holds no fieldset */}
      <svg
        width={width}
        height={HEIGHT + 22}
        role="group"
        aria-label="Bars of the time: arrows move, Shift and arrows draw a span, Enter narrows the query to it"
        {...handlers}
      >
        {bars.map((bar, index) => {
          const all = height(bar.all.articles + bar.all.comments);
          const found = height(bar.found.articles + bar.found.comments);
          const gap = each > 6 ? 2 : each > 2 ? 1 : 0;
          const inside = span !== undefined && index >= span[0] && index < span[1];
          return (
            // biome-ignore lint/a11y/useSemanticElements: an SVG holds no button
            <g
              key={bar.from}
              data-bar=""
              role="button"
              tabIndex={index === stop ? 0 : -1}
              aria-label={barWords(bar, step)}
              aria-pressed={inside}
              className={cx(styles.bar, inside && styles.in)}
              onFocus={() => onFocus(index)}
            >
              <title>{barWords(bar, step)}</title>
              <rect className={styles.room} x={index * each} y={0} width={each} height={HEIGHT} />
              <rect className={styles.all} x={index * each} y={HEIGHT - all} width={Math.max(0.5, each - gap)} height={all} />
              <rect className={styles.found} x={index * each} y={HEIGHT - found} width={Math.max(0.5, each - gap)} height={found} />
            </g>
          );
        })}
        <line className={styles.base} x1={0} x2={width} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} />
        {span && <rect className={styles.span} x={span[0] * each} y={0.75} width={Math.max(1, (span[1] - span[0]) * each)} height={HEIGHT - 0.75} />}
        {yearLabels(bars, width / LABEL).map(({ at: index, year }) => (
          <g key={year}>
            <line className={styles.tick} x1={index * each + 0.5} x2={index * each + 0.5} y1={HEIGHT + 3} y2={HEIGHT + 18} />
            <text className={styles.year} x={index * each + 5} y={HEIGHT + 15}>
              {year}
            </text>
          </g>
        ))}
      </svg>
      {bars.length > 0 && <p className={text.hidden}>{formatNumber(bars.length)} bars</p>}
    </div>
  );
}
