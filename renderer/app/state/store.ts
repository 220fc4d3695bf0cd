import type { WorkspaceStore } from './services.ts';
import type { Workspace } from './workspace.ts';

/** What the window shows when it opens. */
export const initialWorkspace: Workspace = { view: 'articles', draft: '', query: '', order: 'published', selected: new Set() };

/** Holds the view state of one window. A change that changes nothing calls no listener. */
export function createWorkspaceStore(initial: Workspace = initialWorkspace): WorkspaceStore {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(change) {
      const next: Record<string, unknown> = { ...state };
      let changed = false;
      for (const [key, value] of Object.entries(change)) {
        if (Object.is(next[key], value)) continue;
        changed = true;
        if (value === undefined) delete next[key];
        else next[key] = value;
      }
      if (!changed) return;
      // `change` is a partial Workspace by its type, so merging it gives a Workspace again
      state = next as unknown as Workspace;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
