import { useServices, useWorkspace } from '../../state/context.tsx';
import { RESULT_VIEWS, type ResultView } from '../../state/workspace.ts';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import { show } from './commands.ts';
import styles from './ViewTabs.module.css';

const NAMES: Readonly<Record<ResultView, string>> = { articles: 'Articles', comments: 'Comments', context: 'In context', counts: 'Counts' };

/** The ways to look at what a query finds, with how many each shows. */
export function ViewTabs() {
  const services = useServices();
  const view = useWorkspace((state) => state.view);
  const result = useWorkspace((state) => state.result);
  const query = useWorkspace((state) => state.query);
  const hits = useWorkspace((state) => (state.context?.request.query === state.query ? state.context.rows.length : undefined));
  const counts: Partial<Record<ResultView, number | undefined>> =
    query === '' || result === undefined ? {} : { articles: result.articles.length, comments: result.comments.length, context: hits };
  return (
    <div className={styles.tabs}>
      {RESULT_VIEWS.map((each) => {
        const n = counts[each];
        return (
          <button key={each} type="button" aria-pressed={view === each} className={cx(view === each && styles.on)} onClick={() => show(services, each)}>
            {NAMES[each]}
            {n !== undefined && <span className={styles.count}>{formatNumber(n)}</span>}
          </button>
        );
      })}
    </div>
  );
}
