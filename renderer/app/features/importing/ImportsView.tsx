import type { ImportRun } from '../../../../corpus/records.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { runCommand } from '../../state/keyboard.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatMoment, formatNumber, plural } from '../../ui/format.ts';
import { commands } from './commands.ts';
import { ImportReportView } from './ImportReportView.tsx';
import styles from './ImportsView.module.css';
import { useImportProgress } from './progress.ts';
import { Running } from './Running.tsx';
import { importTitle } from './report.ts';

/** Every import the library has seen: what runs now, and the report of the one that is shown. */
export function ImportsView() {
  const services = useServices();
  const progress = useImportProgress();
  const runs = useLive((reader) => reader.imports(), []);
  const chosen = useWorkspace((state) => state.importShown);
  if (runs === undefined) return null;
  const shown = runs.find((run) => run.id === chosen) ?? runs[0];
  const chooseFiles = commands.find((command) => command.id === 'import-files');

  return (
    <section className={styles.view} aria-label="Imports">
      {progress && <Running progress={progress} />}
      {shown === undefined ? (
        <div className={styles.empty}>
          <EmptyState
            title="Nothing has been imported yet."
            actions={
              chooseFiles && (
                <Button icon="file-text" onClick={() => void runCommand(chooseFiles, services)}>
                  Choose files
                </Button>
              )
            }
          >
            Drop captured pages anywhere in this window. Each import leaves its report here.
          </EmptyState>
        </div>
      ) : (
        <div className={styles.columns}>
          <nav className={styles.runs} aria-label="All imports">
            <h2>{plural(runs.length, 'import')}</h2>
            <ul>
              {runs.map((run) => (
                <li key={run.id}>
                  <button type="button" aria-current={run.id === shown.id} onClick={() => services.workspace.set({ importShown: run.id })}>
                    <b>{importTitle(run.names)}</b>
                    <small>{formatMoment(run.startedAt)}</small>
                    <RunWords run={run} />
                  </button>
                </li>
              ))}
            </ul>
          </nav>
          <ImportReportView key={shown.id} run={shown} />
        </div>
      )}
    </section>
  );
}

/** A run in a line: how far it came, or what it brought. */
function RunWords({ run }: { readonly run: ImportRun }) {
  const { totals, state } = run;
  if (state === 'running') return <small>under way, {plural(totals.files, 'file')} so far</small>;
  if (state !== 'done')
    return (
      <small className={styles.warn}>
        {state === 'cancelled' ? 'cancelled' : 'stopped half way'}, {plural(totals.files - totals.failed, 'file')} in
      </small>
    );
  const { waiting = 0 } = totals;
  if (totals.failed === 0 && waiting > 0)
    return (
      <small className={styles.warn}>
        {plural(totals.files, 'file')}, {formatNumber(waiting)} {waiting === 1 ? 'waits for its columns' : 'wait for their columns'}
      </small>
    );
  return (
    <small className={totals.failed > 0 ? styles.bad : undefined}>
      {plural(totals.files, 'file')}, {totals.failed > 0 ? `${formatNumber(totals.failed)} failed` : plural(totals.articles, 'article')}
    </small>
  );
}
