import { useEffect } from 'react';
import { unwrap } from '../../corpus/errors.ts';
import styles from './App.module.css';
import { DropTarget } from './features/importing/DropTarget.tsx';
import { FirstRun } from './features/importing/FirstRun.tsx';
import { ListPane } from './features/library/ListPane.tsx';
import { ReaderPane } from './features/reading/ReaderPane.tsx';
import { perform } from './features/tagging/actions.ts';
import { Later, loadLaterParts } from './shell/later.tsx';
import { Sidebar } from './shell/Sidebar.tsx';
import { StatusBar } from './shell/StatusBar.tsx';
import { StoreFailed } from './shell/StoreFailed.tsx';
import { TopBar } from './shell/TopBar.tsx';
import { useLive, useServices, useWorkspace } from './state/context.tsx';
import { listenToKeys } from './state/keyboard.ts';
import { runFromMenu } from './state/menu.ts';
import { afterFirstRows } from './state/milestones.ts';
import { readImports, readTotals } from './state/reads.ts';
import { commands } from './state/registry.ts';
import { startSearching } from './state/searching.ts';
import { loadFonts } from './styles/load-fonts.ts';
import { cx } from './ui/cx.ts';
import { PaneBoundary } from './ui/ErrorBlock.tsx';
import { Toast } from './ui/Toast.tsx';

/** The window. */
export function App() {
  const services = useServices();
  const failure = useWorkspace((state) => state.storeFailure);
  useEffect(() => {
    // rows that are there come first: the search's worker would take from them what the machine can do
    if (services.opening === undefined) return startSearching(services);
    let stop: (() => void) | undefined;
    let ended = false;
    void afterFirstRows().then(() => {
      if (!ended) stop = startSearching(services);
    });
    return () => {
      ended = true;
      stop?.();
    };
  }, [services]);
  useEffect(() => listenToKeys(services, commands), [services]);
  useEffect(() => services.bridge.on('command:run', (asked) => runFromMenu(services, asked)), [services]);
  useEffect(() => services.bridge.on('store:failed', (storeFailure) => services.workspace.set({ storeFailure })), [services]);
  return (
    <>
      {failure ? (
        <StoreFailed failure={failure} />
      ) : (
        <PaneBoundary name="The library">
          <Window />
        </PaneBoundary>
      )}
      {/* files are taken from the first moment, whether the library has been read or not */}
      <DropTarget />
      <Toast />
    </>
  );
}

function Window() {
  const services = useServices();
  const view = useWorkspace((state) => state.view);
  const dialog = useWorkspace((state) => state.dialog !== undefined);
  const totals = useLive(readTotals, []);
  const imports = useLive(readImports, []);
  const shown = useWorkspace((state) => state.result !== undefined || state.searchFailure !== undefined) || totals?.sources === 0;
  useEffect(() => {
    if (!shown) return;
    // idle: once the list is painted
    const idle = requestIdleCallback(
      () => {
        loadFonts();
        // where it fails, whoever needs them tries again and says so
        loadLaterParts().catch(() => undefined);
        perform(services, async () => unwrap(await services.bridge.call('app:shown')));
      },
      { timeout: 1_000 },
    );
    return () => cancelIdleCallback(idle);
  }, [shown, services]);
  if (totals === undefined || imports === undefined) return null;
  // an import that brought nothing has a report to show
  const empty = totals.sources === 0 && view !== 'imports' && view !== 'codebook';
  return (
    <>
      <div className={styles.window}>
        <TopBar empty={totals.sources === 0} />
        {empty ? (
          <main className={cx(styles.main, styles.first)}>
            {imports.length > 0 && <Sidebar />}
            <FirstRun />
          </main>
        ) : (
          <main
            className={cx(styles.main, view === 'comments' && styles.wideList, view !== 'articles' && view !== 'comments' && view !== 'coding' && styles.two)}
          >
            {view !== 'coding' && <Sidebar />}
            {view === 'coding' ? (
              <PaneBoundary name="The coding view">
                <Later part="CodingView" />
              </PaneBoundary>
            ) : view === 'imports' ? (
              <PaneBoundary name="The imports">
                <Later part="ImportsView" />
              </PaneBoundary>
            ) : view === 'ledger' ? (
              <PaneBoundary name="The ledger">
                <Later part="LedgerView" />
              </PaneBoundary>
            ) : view === 'codebook' ? (
              <PaneBoundary name="The codebook">
                <Later part="Codebook" />
              </PaneBoundary>
            ) : view === 'context' ? (
              <PaneBoundary name="The words in context">
                <Later part="ContextView" />
              </PaneBoundary>
            ) : view === 'counts' ? (
              <PaneBoundary name="The counts">
                <Later part="CountsView" />
              </PaneBoundary>
            ) : (
              <>
                <PaneBoundary name="The list">
                  <ListPane />
                </PaneBoundary>
                <ReaderPane />
              </>
            )}
          </main>
        )}
        <StatusBar />
      </div>
      {dialog && <Later part="Dialogs" />}
    </>
  );
}
