import { Fragment } from 'react';
import type { QueryError } from '../../../../corpus/query/query.ts';
import { useWorkspace } from '../../state/context.tsx';
import { plural } from '../../ui/format.ts';
import styles from './FilterBox.module.css';

/** What is wrong with the query, where, what could stand there, and that the last good result is still shown. */
export function QueryProblem({ id, error }: { readonly id: string; readonly error: QueryError }) {
  const result = useWorkspace((state) => state.result);
  const expected = error.expected;
  return (
    <div id={id} className={styles.error}>
      <b>{error.message}</b> <span className={styles.at}>At character {error.at.from + 1}.</span>
      <p>
        {expected.length > 0 && (
          <>
            Expected{' '}
            {expected.map((text, index) => (
              <Fragment key={text}>
                {index > 0 && (index === expected.length - 1 ? ' or ' : ', ')}
                <code>{text}</code>
              </Fragment>
            ))}
            .{' '}
          </>
        )}
        {result !== undefined &&
          `The last good result, ${plural(result.articles.length, 'article')} and ${plural(result.comments.length, 'comment')}, stays below.`}
      </p>
    </div>
  );
}
