import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import type { LedgerList } from '../../state/workspace.ts';
import { cx } from '../../ui/cx.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { plural } from '../../ui/format.ts';
import text from '../../ui/text.module.css';
import { LedgerHead } from './LedgerHead.tsx';
import styles from './LedgerView.module.css';
import { readListed } from './ledger.ts';
import { SourceList } from './SourceList.tsx';
import { SourcePane } from './SourcePane.tsx';
import { useCounted } from './use-counted.ts';

const LISTS: Readonly<Record<LedgerList, string>> = { unparsed: 'Unparsed', all: 'All', corrected: 'Corrected' };
const LIST_KEYS: readonly LedgerList[] = ['unparsed', 'all', 'corrected'];

/** What became of every byte of the library, the text that nothing claimed, and what the analyst says of it. */
export function LedgerView() {
  const { workspace } = useServices();
  const list = useWorkspace((state) => state.ledgerList ?? 'unparsed');
  const sources = useCounted((reader) => readListed(reader, list), [list]);
  const wanted = useWorkspace((state) => state.ledgerSource);
  // a source that was chosen stays, in the list or not
  const chosen = useLive(async (reader) => (wanted && (await reader.source(wanted))) || null, [wanted]);
  const first = sources?.[0]?.id;
  const instead = useLive(async (reader) => (first && (await reader.source(first))) || null, [first]);
  const shown = chosen ?? (chosen === null ? instead : undefined);
  return (
    <section className={styles.view} aria-label="Ledger" aria-busy={sources === undefined}>
      <LedgerHead />
      {sources !== undefined && (
        <div className={styles.columns}>
          <div className={styles.sources}>
            <header className={styles.head}>
              <fieldset className={styles.lists}>
                <legend className={text.hidden}>Sources listed</legend>
                {LIST_KEYS.map((each) => (
                  <button
                    key={each}
                    type="button"
                    aria-pressed={list === each}
                    className={cx(list === each && styles.on)}
                    onClick={() => workspace.set({ ledgerList: each })}
                  >
                    {LISTS[each]}
                  </button>
                ))}
              </fieldset>
              <h2>{plural(sources.length, 'source')}</h2>
            </header>
            {sources.length > 0 ? (
              <SourceList
                sources={sources}
                shown={shown?.id}
                label={list === 'unparsed' ? 'Sources with unparsed text, most first' : list === 'all' ? 'All sources, by name' : 'Corrected sources, by name'}
                onChoose={(id) => workspace.set({ ledgerSource: id })}
              />
            ) : (
              <Nothing list={list} />
            )}
          </div>
          {shown ? <SourcePane key={shown.id} source={shown} /> : <div className={styles.empty} />}
        </div>
      )}
    </section>
  );
}

function Nothing({ list }: { readonly list: LedgerList }) {
  return (
    <div className={styles.empty}>
      {list === 'unparsed' && (
        <EmptyState title="Nothing is unparsed.">Every byte of every source that is kept here is article, comment, furniture or blank.</EmptyState>
      )}
      {list === 'all' && <EmptyState title="There are no sources." />}
      {list === 'corrected' && (
        <EmptyState title="Nothing is corrected.">Select text of a source and say what it is; the source is then listed here.</EmptyState>
      )}
    </div>
  );
}
