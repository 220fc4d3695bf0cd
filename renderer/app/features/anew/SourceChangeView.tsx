import type { RecordChange, RecordCounts, SourceChange } from '../../../../corpus/changes.ts';
import { COVERAGE_CLASSES } from '../../../../corpus/coverage.ts';
import { CoverageBar } from '../../ui/CoverageBar.tsx';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import text from '../../ui/text.module.css';
import styles from './SourceChangeView.module.css';
import { exampleRuns, marksWords } from './words.ts';

/** What reading one source anew would change: its coverage, its records, their words, and what becomes of tags and notes. */
export function SourceChangeView({ change }: { readonly change: SourceChange }) {
  const { coverage, layout, articles, blocks, comments, marks, examples } = change;
  const told = blocks.added + blocks.gone + blocks.changed + comments.added + comments.gone + comments.changed;
  const words = marksWords(marks);
  return (
    <div className={styles.change}>
      <div className={styles.tables}>
        <table className={styles.coverage}>
          <caption className={text.cap}>Bytes</caption>
          <thead>
            <tr>
              <th scope="col" aria-label="Class" />
              <th scope="col">before</th>
              <th scope="col">after</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td />
              <td>
                <CoverageBar coverage={coverage.before} />
              </td>
              <td>
                <CoverageBar coverage={coverage.after} />
              </td>
            </tr>
            {COVERAGE_CLASSES.map((name) => (
              <tr key={name} className={cx(coverage.before[name] !== coverage.after[name] && styles.differs)}>
                <th scope="row">{name}</th>
                <td>{formatNumber(coverage.before[name])}</td>
                <td>{formatNumber(coverage.after[name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <table className={styles.records}>
          <caption className={text.cap}>Records</caption>
          <thead>
            <tr>
              <th scope="col" aria-label="Kind" />
              <th scope="col">same</th>
              <th scope="col">added</th>
              <th scope="col">gone</th>
              <th scope="col">changed</th>
            </tr>
          </thead>
          <tbody>
            <Counts name="blocks" counts={blocks} />
            <Counts name="comments" counts={comments} />
          </tbody>
        </table>
      </div>
      <p className={cx(marks.homeless > 0 && styles.homeless)}>{words ?? 'No tags or notes are touched.'}</p>
      {articles.before !== articles.after && (
        <p>
          Articles read in it: {formatNumber(articles.before)} before, {formatNumber(articles.after)} after.
        </p>
      )}
      {layout.before !== layout.after && (
        <p>
          Read by the layout {layout.after ?? 'of none'}, before by {layout.before ?? 'none'}.
        </p>
      )}
      {examples.length > 0 && (
        <>
          <ul className={styles.examples} aria-label="Records that change">
            {examples.map((example) => (
              <Example
                key={`${example.kind} ${example.before?.bytes?.join('-')} ${example.after?.bytes?.join('-')} ${example.fields.join()}`}
                example={example}
              />
            ))}
          </ul>
          {told > examples.length && (
            <p className={styles.more}>
              The first {formatNumber(examples.length)} of {formatNumber(told)} are shown.
            </p>
          )}
        </>
      )}
    </div>
  );
}

function Counts({ name, counts }: { readonly name: string; readonly counts: RecordCounts }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{formatNumber(counts.same)}</td>
      {(['added', 'gone', 'changed'] as const).map((key) => (
        <td key={key} className={cx(counts[key] > 0 && styles[key])}>
          {formatNumber(counts[key])}
        </td>
      ))}
    </tr>
  );
}

function Example({ example }: { readonly example: RecordChange }) {
  const how = example.before === undefined ? 'added' : example.after === undefined ? 'gone' : 'changed';
  const seen = new Map<string, number>();
  return (
    <li>
      <span className={cx(styles.how, styles[how])}>
        {example.kind} {how}
      </span>
      <div>
        <p className={styles.words}>
          {exampleRuns(example).map(({ kind, text }) => {
            const times = (seen.get(text) ?? 0) + 1;
            seen.set(text, times);
            const key = `${text} ${times}`;
            return kind === 'kept' ? <span key={key}>{text} </span> : kind === 'removed' ? <del key={key}>{text} </del> : <ins key={key}>{text} </ins>;
          })}
        </p>
        {example.fields.length > 0 && <p className={styles.fields}>{example.fields.join('; ')}</p>}
      </div>
    </li>
  );
}
