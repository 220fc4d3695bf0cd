import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { plural } from '../../ui/format.ts';
import { LedgerHead } from './LedgerHead.tsx';
import styles from './LedgerView.module.css';
import { SourceList } from './SourceList.tsx';
import { SourcePane } from './SourcePane.tsx';

/** What became of every byte of the library, and the text that nothing claimed. */
export function LedgerView() {
  const { workspace } = useServices();
  const sources = useLive((reader) => reader.unparsedSources(), []);
  const chosen = useWorkspace((state) => state.ledgerSource);
  const shown = sources?.find(({ id }) => id === chosen) ?? sources?.[0];
  return (
    <section className={styles.view} aria-label="Ledger" aria-busy={sources === undefined}>
      <LedgerHead />
      {sources !== undefined &&
        (shown === undefined ? (
          <div className={styles.empty}>
            <EmptyState title="Nothing is unparsed.">Every byte of every source that is kept here is article, comment, furniture or blank.</EmptyState>
          </div>
        ) : (
          <div className={styles.columns}>
            <div className={styles.sources}>
              <h2>{plural(sources.length, 'source')} with unparsed text</h2>
              <SourceList sources={sources} shown={shown.id} onChoose={(id) => workspace.set({ ledgerSource: id })} />
            </div>
            <SourcePane key={shown.id} source={shown} />
          </div>
        ))}
    </section>
  );
}
