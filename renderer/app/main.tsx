import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { assertNonNullable } from '../../corpus/assert.ts';
import { toFailure } from '../../corpus/errors.ts';
import type { AppBridge } from '../../preload/contract/app-api.ts';
import { createSearchClient } from '../search/worker-client.ts';
import { openLibrary } from '../store/open.ts';
import { App } from './App.tsx';
import { LibraryUnopened } from './shell/StoreFailed.tsx';
import { followSettings } from './state/appearance.ts';
import { ServicesContext } from './state/context.tsx';
import type { Services } from './state/services.ts';
import { createWorkspaceStore } from './state/store.ts';

declare global {
  interface Window {
    readonly cuttings: AppBridge;
  }
}

const root = createRoot(assertNonNullable(document.getElementById('root'), 'the element the app lives in'));

async function start(bridge: AppBridge): Promise<void> {
  // the worker, the settings and the database start side by side
  const search = createSearchClient();
  const [{ reader, commands, live }] = await Promise.all([openLibrary(), followSettings(bridge)]);
  const services: Services = { reader, commands, live, bridge, search, workspace: createWorkspaceStore() };
  root.render(
    <StrictMode>
      <ServicesContext value={services}>
        <App />
      </ServicesContext>
    </StrictMode>,
  );
}

start(window.cuttings).catch((error: unknown) => root.render(<LibraryUnopened failure={toFailure(error)} />));
