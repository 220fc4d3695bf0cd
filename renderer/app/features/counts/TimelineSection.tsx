import { useCallback } from 'react';
import { timelineCsv } from '../../../../corpus/exchange/analysis-csv.ts';
import type { Timeline } from '../../../search/client.ts';
import { useAsked } from '../../state/asked.ts';
import { useServices, useWorkspace } from '../../state/context.tsx';
import { Count } from '../../ui/Count.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Segments } from '../../ui/Segments.tsx';
import text from '../../ui/text.module.css';
import { type CountsChoices, chooseCounts } from './choices.ts';
import { openCounted } from './opening.ts';
import { type Draw, PlotFigure } from './PlotFigure.tsx';
import { Section } from './Section.tsx';
import styles from './TimelineSection.module.css';
import tables from './tables.module.css';
import { barWords, countWords, spanWords } from './time-words.ts';
import { ViewTools } from './ViewTools.tsx';

interface SectionProps {
  readonly query: string;
  readonly choices: CountsChoices;
}

/** When it was said: what was found against all of the library. */
export function TimelineSection({ query, choices: { step, kind, timeline: form } }: SectionProps) {
  const { search, workspace } = useServices();
  const answered = useWorkspace((state) => state.answered);
  const { value, failure, asking } = useAsked(() => search.timeline(query, step), [search, query, step, answered]);
  const open = useCallback(
    (index: number, list = kind): void => {
      const bar = value?.bars[index];
      if (bar) openCounted(workspace, [bar.condition], list);
    },
    [workspace, value, kind],
  );
  const draw = useCallback<Draw>((plots, frame) => plots.timelinePlot(value?.bars ?? [], value?.step ?? step, kind, frame), [value, step, kind]);
  const undated = value ? value.undated.articles + value.undated.comments : 0;
  return (
    <Section
      title="By time"
      words={value && undated > 0 && `${countWords(value.undated)} without a date so exact are left out`}
      failure={failure}
      asking={asking}
      answered={value !== undefined}
      tools={
        <>
          <Segments
            label="What is counted"
            value={kind}
            options={[
              ['comments', 'comments'],
              ['articles', 'articles'],
            ]}
            onChoose={(chosen) => chooseCounts(workspace, { kind: chosen })}
          />
          {value && (
            <ViewTools
              query={query}
              form={form}
              onForm={(chosen) => chooseCounts(workspace, { timeline: chosen })}
              plot={{ what: `${kind} by ${value.step}`, draw: () => draw }}
              table={{ what: `by ${value.step}`, csv: () => timelineCsv(value) }}
            />
          )}
        </>
      }
    >
      {value && value.bars.length === 0 ? (
        <p className={text.muted}>Nothing that was found has a date so exact.</p>
      ) : form === 'plot' && value?.bars.every(({ all }) => all[kind] === 0) ? (
        <p className={text.muted}>{kind === 'comments' ? 'No comment' : 'No article'} of the library has a date so exact.</p>
      ) : form === 'plot' ? (
        <>
          <p className={styles.legend}>
            <i className={styles.all} aria-hidden="true" />
            <span>all {kind}</span>
            <i className={styles.found} aria-hidden="true" />
            <span>found</span>
          </p>
          <PlotFigure draw={draw} onOpen={open} />
        </>
      ) : (
        value && <TimelineTable timeline={value} onOpen={open} />
      )}
    </Section>
  );
}

function TimelineTable({
  timeline: { bars, step },
  onOpen,
}: {
  readonly timeline: Timeline;
  readonly onOpen: (index: number, list: 'articles' | 'comments') => void;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: for scrolling
    <section className={tables.scroll} aria-label="Table by time" tabIndex={0}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Comments found</th>
            <th scope="col">of all</th>
            <th scope="col">Articles found</th>
            <th scope="col">of all</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar, index) =>
            // times without anything are the gaps of the plot; a table can do without
            bar.found.articles + bar.found.comments === 0 ? null : (
              <tr key={bar.from}>
                <th scope="row">{spanWords(bar.from, bar.to, step)}</th>
                <td>
                  <Count n={bar.found.comments} label={barWords(bar, step)} onOpen={() => onOpen(index, 'comments')} />
                </td>
                <td>{formatNumber(bar.all.comments)}</td>
                <td>
                  <Count n={bar.found.articles} label={barWords(bar, step)} onOpen={() => onOpen(index, 'articles')} />
                </td>
                <td>{formatNumber(bar.all.articles)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}
