import { QUERY_EXAMPLES } from '../../../../corpus/query/examples.ts';
import { useServices, useWorkspace } from '../../state/context.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import text from '../../ui/text.module.css';
import styles from './QueryHelp.module.css';
import { listFor, showQuery } from './show.ts';

/** The query language by examples; a click asks one. */
export function QueryHelp() {
  const { workspace } = useServices();
  const view = useWorkspace((state) => state.view);
  const ask = (query: string): void => {
    workspace.set({ dialog: undefined });
    showQuery(workspace, query, query.includes('in:articles') ? 'articles' : listFor(view, undefined));
  };
  return (
    <Dialog title="What can be searched for" width="large" onClose={() => workspace.set({ dialog: undefined })}>
      {/* what may scroll must be reachable from the keyboard */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: for scrolling */}
      <section className={styles.groups} aria-label="Examples" tabIndex={0}>
        {QUERY_EXAMPLES.map(({ title, examples }) => (
          <section key={title}>
            <h2 className={text.cap}>{title}</h2>
            <dl>
              {examples.map(({ query, finds }) => (
                <div key={query}>
                  <dt>
                    <button type="button" onClick={() => ask(query)}>
                      {query}
                    </button>
                  </dt>
                  <dd>{finds}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  );
}
