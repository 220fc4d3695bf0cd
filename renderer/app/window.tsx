/** Puts the window on the page. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { toFailure } from '../../corpus/errors.ts';
import type { AppBridge } from '../../preload/contract/app-api.ts';
import { createAnewClient } from '../anew/client.ts';
import type { SearchClient } from '../search/client.ts';
import { App } from './App.tsx';
import { LibraryUnopened } from './shell/StoreFailed.tsx';
import { followSettings } from './state/appearance.ts';
import { ServicesContext } from './state/context.tsx';
import { readAhead, readOpening } from './state/opening.ts';
import type { Services } from './state/services.ts';
import { createWorkspaceStore } from './state/store.ts';

/** Shows the window in `element`; a library that cannot be opened is shown as that. */
export async function startWindow(
  element: HTMLElement,
  bridge: AppBridge,
  library: Promise<Pick<Services, 'reader' | 'commands' | 'live'>>,
  searchClient: (ahead: boolean) => SearchClient,
): Promise<void> {
  const root = createRoot(element);
  try {
    // the settings and the database start side by side
    const [{ reader, commands, live }] = await Promise.all([library, followSettings(bridge)]);
    const [opening] = await Promise.all([readOpening(reader), readAhead(live)]);
    const search = searchClient(opening === undefined);
    const anew = createAnewClient(commands);
    const services: Services = { reader, commands, live, bridge, search, anew, workspace: createWorkspaceStore(), opening };
    root.render(
      <StrictMode>
        <ServicesContext value={services}>
          <App />
        </ServicesContext>
      </StrictMode>,
    );
  } catch (error) {
    root.render(<LibraryUnopened failure={toFailure(error)} />);
  }
}
