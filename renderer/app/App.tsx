import { useEffect } from 'react';
import { unwrap } from '../../corpus/errors.ts';
import styles from './App.module.css';
import { CodingView } from './features/coding/CodingView.tsx';
import { ContextView } from './features/context/ContextView.tsx';
import { CountsView } from './features/counts/CountsView.tsx';
import { DropTarget } from './features/importing/DropTarget.tsx';
import { FirstRun } from './features/importing/FirstRun.tsx';
import { ImportsView } from './features/importing/ImportsView.tsx';
import { LedgerView } from './features/ledger/LedgerView.tsx';
import { ListPane } from './features/library/ListPane.tsx';
import { ReaderPane } from './features/reading/ReaderPane.tsx';
import { perform } from './features/tagging/actions.ts';
import { Codebook } from './features/tagging/Codebook.tsx';
import { Sidebar } from './shell/Sidebar.tsx';
import { StatusBar } from './shell/StatusBar.tsx';
import { StoreFailed } from './shell/StoreFailed.tsx';
import { TopBar } from './shell/TopBar.tsx';
import { useLive, useServices, useWorkspace } from './state/context.tsx';
import { Dialogs } from './state/dialogs.tsx';
import { listenToKeys } from './state/keyboard.ts';
import { runFromMenu } from './state/menu.ts';
import { readTotals } from './state/reads.ts';
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
  useEffect(() => startSearching(services), [services]);
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
  const totals = useLive(readTotals, []);
  const imports = useLive((reader) => reader.imports(), []);
  const shown = useWorkspace((state) => state.result !== undefined || state.searchFailure !== undefined) || totals?.sources === 0;
  useEffect(() => {
    if (!shown) return;
    // idle: once the list is painted
    const idle = requestIdleCallback(
      () => {
        loadFonts();
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
                <CodingView />
              </PaneBoundary>
            ) : view === 'imports' ? (
              <PaneBoundary name="The imports">
                <ImportsView />
              </PaneBoundary>
            ) : view === 'ledger' ? (
              <PaneBoundary name="The ledger">
                <LedgerView />
              </PaneBoundary>
            ) : view === 'codebook' ? (
              <PaneBoundary name="The codebook">
                <Codebook />
              </PaneBoundary>
            ) : view === 'context' ? (
              <PaneBoundary name="The words in context">
                <ContextView />
              </PaneBoundary>
            ) : view === 'counts' ? (
              <PaneBoundary name="The counts">
                <CountsView />
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
      <Dialogs />
    </>
  );
}
