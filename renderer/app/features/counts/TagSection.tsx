import { useCallback, useMemo } from 'react';
import { tagTimelineCsv } from '../../../../corpus/exchange/analysis-csv.ts';
import type { Tag, TagId } from '../../../../corpus/records.ts';
import { useAsked } from '../../state/asked.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { Count } from '../../ui/Count.tsx';
import { formatNumber, plural } from '../../ui/format.ts';
import { TagShape } from '../../ui/TagShape.tsx';
import text from '../../ui/text.module.css';
import { type CountsChoices, chooseCounts } from './choices.ts';
import { longerList, openCounted } from './opening.ts';
import { type Draw, PlotFigure } from './PlotFigure.tsx';
import { type Palette, SCREEN } from './palette.ts';
import { Section } from './Section.tsx';
import tables from './tables.module.css';
import { spanWords } from './time-words.ts';
import { ViewTools } from './ViewTools.tsx';

/** Rows a plot has room for; the table has every tag. */
const PLOTTED = 12;

interface SectionProps {
  readonly query: string;
  readonly choices: CountsChoices;
}

/** Which tags were set on what was said when. */
export function TagSection({ query, choices: { step, tags: form } }: SectionProps) {
  const { search, workspace } = useServices();
  const result = useWorkspace((state) => state.result);
  const answered = useWorkspace((state) => state.answered);
  const { value, failure, asking } = useAsked(() => search.tagTimeline(query, step), [search, query, step, answered]);
  const tagList = useLive((reader) => reader.tags(), []);
  const tags = useMemo(() => new Map<TagId, Tag>((tagList ?? []).map((tag) => [tag.id, tag])), [tagList]);
  const nameOf = useCallback((id: TagId): string => tags.get(id)?.name ?? 'a tag that is gone', [tags]);
  const plotted = useMemo(() => (value?.tags ?? []).slice(0, PLOTTED), [value]);
  const open = (tag: number, bar?: number): void => {
    if (value === undefined || result === undefined) return;
    const conditions = [value.tags[tag]?.condition, bar === undefined ? undefined : value.bars[bar]?.condition].filter((each) => each !== undefined);
    openCounted(workspace, conditions, longerList({ articles: result.articles.length, comments: result.comments.length }));
  };
  const drawWith = useCallback(
    (palette: Palette): Draw =>
      (plots, frame) =>
        plots.tagPlot(
          value?.bars ?? [],
          value?.step ?? step,
          plotted.map(({ tag, counts }) => ({ name: nameOf(tag), colour: palette.tag(tags.get(tag)?.slot ?? 12), counts })),
          frame,
        ),
    [value, step, plotted, nameOf, tags],
  );
  const draw = useMemo(() => drawWith(SCREEN), [drawWith]);
  const bars = value?.bars ?? [];
  return (
    <Section
      title="Tags by time"
      words={
        value && value.tags.length > PLOTTED && form === 'plot'
          ? `the ${PLOTTED} most used of ${plural(value.tags.length, 'tag')}; the table has all`
          : undefined
      }
      failure={failure}
      asking={asking}
      answered={value !== undefined}
      tools={
        value &&
        value.tags.length > 0 && (
          <ViewTools
            query={query}
            form={form}
            onForm={(chosen) => chooseCounts(workspace, { tags: chosen })}
            plot={{ what: `tags by ${value.step}`, draw: drawWith }}
            table={{ what: `tags by ${value.step}`, csv: () => tagTimelineCsv(value, nameOf) }}
          />
        )
      }
    >
      {value?.tags.length === 0 ? (
        <p className={text.muted}>Nothing that was found has a tag.</p>
      ) : form === 'plot' && bars.length > 0 ? (
        <PlotFigure draw={draw} onOpen={(mark) => open(Math.floor(mark / bars.length), mark % bars.length)} />
      ) : (
        value && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: for scrolling
          <section className={tables.scroll} aria-label="Table of tags by time" tabIndex={0}>
            <table className={tables.table}>
              <thead>
                <tr>
                  <th scope="col">Time</th>
                  {value.tags.map(({ tag }) => (
                    <th key={tag} scope="col">
                      <TagShape slot={tags.get(tag)?.slot ?? 12} size="s" /> {nameOf(tag)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {bars.map((bar, at) =>
                  value.tags.every(({ counts }) => !counts[at]) ? null : (
                    <tr key={bar.from}>
                      <th scope="row">{spanWords(bar.from, bar.to, value.step)}</th>
                      {value.tags.map(({ tag, counts }, index) => (
                        <td key={tag}>
                          {counts[at] ? (
                            <Count
                              n={counts[at]}
                              label={`${plural(counts[at], 'record')} tagged ${nameOf(tag)}, ${spanWords(bar.from, bar.to, value.step)}`}
                              onOpen={() => open(index, at)}
                            />
                          ) : (
                            ''
                          )}
                        </td>
                      ))}
                    </tr>
                  ),
                )}
                <tr>
                  <th scope="row">without a date so exact</th>
                  {value.tags.map(({ tag, undated }) => (
                    <td key={tag}>{undated > 0 ? formatNumber(undated) : ''}</td>
                  ))}
                </tr>
              </tbody>
            </table>
          </section>
        )
      )}
    </Section>
  );
}
