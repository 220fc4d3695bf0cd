/**
 * The window's entry: small, so that the search's worker starts, and looks for what the window shows first, while the window itself is
 * still being loaded.
 */
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import { assertNonNullable } from '../../corpus/assert.ts';
import { toFailure } from '../../corpus/errors.ts';
import type { AppBridge } from '../../preload/contract/app-api.ts';
import type { SearchClient } from '../search/client.ts';
import { createSearchClient } from '../search/worker-client.ts';
import { initialWorkspace } from './state/store.ts';

declare global {
  interface Window {
    readonly cuttings: AppBridge;
  }
}

// the database is opened while the window's own script is still being loaded; whether that succeeds is the window's to say
const library = import('../store/open.ts').then(({ openLibrary }) => openLibrary());
library.catch(() => undefined);

/** Where the window has nothing to show yet, the worker looks for it at once. */
const searchClient = (ahead: boolean): SearchClient =>
  createSearchClient(undefined, ahead ? { query: initialWorkspace.draft, order: initialWorkspace.order } : undefined);

// the script waits for nothing, not even for the end of its page
const parsed = new Promise<void>((resolve) => {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
  else resolve();
});
const root = (): HTMLElement => assertNonNullable(document.getElementById('root'), 'the element the app lives in');

Promise.all([import('./window.tsx'), parsed]).then(
  ([{ startWindow }]) => startWindow(root(), window.cuttings, library, searchClient),
  (error: unknown) => {
    // a part of the app's own files is missing: there is nothing else left to say it with
    root().textContent = `Cuttings cannot start: ${toFailure(error).message}`;
  },
);
