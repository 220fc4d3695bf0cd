import { useMemo } from 'react';
import type { FileOutcome } from '../../../../corpus/records.ts';
import { useLive, useServices } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { cut, formatNumber, plural } from '../../ui/format.ts';
import styles from './ImportsView.module.css';
import { waitingTables } from './waiting.ts';

/** Tables of an import that nobody has said the columns of, by shape; those that were read since are left out. */
export function WaitingTables({ outcomes }: { readonly outcomes: readonly FileOutcome[] }) {
  const { workspace } = useServices();
  const tables = useMemo(() => waitingTables(outcomes), [outcomes]);
  const still = useLive(
    async (reader) => {
      const sources = await reader.sources(tables.flatMap((table) => table.sources));
      return new Set(sources.filter(({ warnings }) => warnings.some(({ kind }) => kind === 'needs-mapping')).map(({ id }) => id));
    },
    [tables],
  );
  const open = still === undefined ? [] : tables.filter((table) => table.sources.some((source) => still.has(source)));
  if (open.length === 0) return null;
  return (
    <section className={styles.fails} aria-label="Waits for its columns">
      <h2 className={styles.section}>
        Waits for its columns <span>{formatNumber(open.length)}</span>
      </h2>
      <ul>
        {open.map((table) => (
          <li key={table.shape}>
            <span className={styles.name}>{table.sources.length === 1 ? table.name : `${table.name} and ${formatNumber(table.sources.length - 1)} more`}</span>
            <div>
              <b>{plural(table.columns.length, 'column')}</b>
              <p className={styles.why}>{cut(table.columns.join(', '), 200)}</p>
            </div>
            <Button small tone="primary" onClick={() => workspace.set({ dialog: { kind: 'map-columns', table } })}>
              Say what the columns mean
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
