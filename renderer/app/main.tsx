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
import { createSearchClient } from '../search/worker-client.ts';
import { initialWorkspace } from './state/store.ts';

declare global {
  interface Window {
    readonly cuttings: AppBridge;
  }
}

const search = createSearchClient(undefined, { query: initialWorkspace.draft, order: initialWorkspace.order });

// the script waits for nothing, not even for the end of its page
const parsed = new Promise<void>((resolve) => {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
  else resolve();
});
const root = (): HTMLElement => assertNonNullable(document.getElementById('root'), 'the element the app lives in');

Promise.all([import('./window.tsx'), import('../store/open.ts'), parsed]).then(
  ([{ startWindow }, { openLibrary }]) => startWindow(root(), window.cuttings, search, openLibrary),
  (error: unknown) => {
    // a part of the app's own files is missing: there is nothing else left to say it with
    root().textContent = `Cuttings cannot start: ${toFailure(error).message}`;
  },
);
