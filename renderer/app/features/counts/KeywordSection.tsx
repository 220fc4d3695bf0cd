import { useCallback, useMemo, useState } from 'react';
import { keywordsCsv } from '../../../../corpus/exchange/analysis-csv.ts';
import type { Keyword, Keywords } from '../../../search/client.ts';
import { useAsked } from '../../state/asked.ts';
import { useServices, useWorkspace } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { ErrorBlock } from '../../ui/ErrorBlock.tsx';
import { formatNumber, plural } from '../../ui/format.ts';
import { Segments } from '../../ui/Segments.tsx';
import text from '../../ui/text.module.css';
import { type CountsChoices, chooseCounts } from './choices.ts';
import styles from './KeywordSection.module.css';
import { compares, formatRate, formatScore, keywordWords, perTenThousand, shownKeywords } from './keywords.ts';
import { longerList, openCounted } from './opening.ts';
import { type Draw, PlotFigure } from './PlotFigure.tsx';
import { Section } from './Section.tsx';
import tables from './tables.module.css';
import { ViewTools } from './ViewTools.tsx';

const FIRST = 20;
const MORE = 100;

interface SectionProps {
  readonly query: string;
  readonly choices: CountsChoices;
}

/** Words, or pairs of words, that what was found has more often than the rest of the library, or less. */
export function KeywordSection({ query, choices: { of, side, keywords: form } }: SectionProps) {
  const { search, workspace } = useServices();
  const result = useWorkspace((state) => state.result);
  const answered = useWorkspace((state) => state.answered);
  const { value, failure, asking } = useAsked(() => search.keywords(query, of), [search, query, of, answered]);
  const [room, setRoom] = useState(FIRST);
  const rows = useMemo(() => (value ? shownKeywords(value, side) : []), [value, side]);
  const compared = value !== undefined && compares(value);
  const draw = useCallback<Draw>(
    (plots, frame) => plots.keywordPlot(rows.slice(0, room), value ?? { of: 'words', foundWords: 0, allWords: 0 }, compared, frame),
    [rows, room, value, compared],
  );
  const open = ({ condition }: Keyword): void =>
    openCounted(workspace, [condition], longerList({ articles: result?.articles.length ?? 0, comments: result?.comments.length ?? 0 }));
  return (
    <Section
      title={value?.of === 'pairs' ? 'Pairs of words' : 'Words'}
      words={
        value &&
        rows.length > 0 &&
        (compared
          ? `${side === 'over' ? 'more' : 'less'} frequent than in the rest of the library, by log-likelihood (G²)`
          : 'most frequent: all of the library was found, so there is nothing to compare it with')
      }
      failure={failure}
      asking={asking}
      answered={value !== undefined}
      tools={
        <>
          <Segments
            label="Words or pairs"
            value={of}
            options={[
              ['words', 'words'],
              ['pairs', 'pairs'],
            ]}
            onChoose={(chosen) => chooseCounts(workspace, { of: chosen })}
          />
          <Segments
            label="Compared with the rest of the library"
            value={side}
            options={[
              ['over', 'more frequent'],
              ['under', 'less frequent'],
            ]}
            onChoose={(chosen) => chooseCounts(workspace, { side: chosen })}
          />
          {value && rows.length > 0 && (
            <ViewTools
              query={query}
              form={form}
              onForm={(chosen) => chooseCounts(workspace, { keywords: chosen })}
              plot={{ what: value.of, draw: () => draw }}
              table={{ what: value.of, csv: () => keywordsCsv(value) }}
            />
          )}
        </>
      }
    >
      {value && value.read < value.documents && (
        <ErrorBlock
          tone="look"
          title={`Counted in ${formatNumber(value.read)} of the ${plural(value.documents, 'article or comment', 'articles and comments')} found.`}
        >
          There were too many to read them all. A narrower search is counted whole.
        </ErrorBlock>
      )}
      {value && rows.length === 0 ? (
        <p className={text.muted}>
          {value.documents === 0
            ? 'Nothing was found.'
            : `No ${value.of === 'pairs' ? 'pair of words' : 'word'} is ${side === 'over' ? 'more' : 'less'} frequent here.`}
        </p>
      ) : (
        value &&
        (form === 'plot' ? (
          <PlotFigure
            draw={draw}
            onOpen={(mark) => {
              const row = rows[mark];
              if (row) open(row);
            }}
          />
        ) : (
          <KeywordTable keywords={value} rows={rows.slice(0, room)} compared={compared} onOpen={open} />
        ))
      )}
      {rows.length > room && (
        <Button small tone="ghost" icon="chevron-down" onClick={() => setRoom(room + MORE)}>
          {formatNumber(Math.min(MORE, rows.length - room))} more of {formatNumber(rows.length)}
        </Button>
      )}
    </Section>
  );
}

interface TableProps {
  readonly keywords: Keywords;
  readonly rows: readonly Keyword[];
  readonly compared: boolean;
  readonly onOpen: (row: Keyword) => void;
}

function KeywordTable({ keywords: { of, foundWords, allWords }, rows, compared, onOpen }: TableProps) {
  const most = Math.max(1e-9, ...rows.map(({ likelihood, found }) => (compared ? Math.abs(likelihood) : found)));
  return (
    <table className={cx(tables.table, tables.wide)}>
      <thead>
        <tr>
          <th scope="col">{of === 'pairs' ? 'Pair' : 'Word'}</th>
          <th scope="col">Found</th>
          <th scope="col">in 10,000 words</th>
          <th scope="col">All</th>
          <th scope="col">in 10,000 words</th>
          <th scope="col">Articles and comments</th>
          <th scope="col">{compared ? 'G²' : ''}</th>
          <td className={styles.bars} />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.words}>
            <th scope="row">
              <button type="button" className={styles.word} aria-label={keywordWords(row)} onClick={() => onOpen(row)}>
                {row.words}
              </button>
            </th>
            <td>{formatNumber(row.found)}</td>
            <td>{formatRate(perTenThousand(row.found, foundWords))}</td>
            <td>{formatNumber(row.all)}</td>
            <td>{formatRate(perTenThousand(row.all, allWords))}</td>
            <td>{formatNumber(row.documents)}</td>
            <td>{compared ? formatScore(row.likelihood) : ''}</td>
            <td>
              <svg className={tables.bar} viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false" aria-hidden="true">
                <rect
                  className={row.likelihood < 0 ? tables.under : tables.over}
                  width={Math.max(0.5, ((compared ? Math.abs(row.likelihood) : row.found) / most) * 100)}
                  height={10}
                />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
