import { describe, expect, it } from 'vitest';
import { createWorkspaceStore } from '../../renderer/app/state/store.ts';

describe('the workspace', () => {
  it('starts with all articles and an empty query', () => {
    const state = createWorkspaceStore().get();
    expect(state).toMatchObject({ view: 'articles', draft: '', query: '' });
    expect(state.selected.size).toBe(0);
  });

  it('merges a change and keeps the rest', () => {
    const store = createWorkspaceStore();
    store.set({ draft: 'bridge' });
    store.set({ view: 'comments' });
    expect(store.get()).toMatchObject({ draft: 'bridge', view: 'comments' });
  });

  it('takes a field away when it is set to undefined', () => {
    const store = createWorkspaceStore();
    store.set({ dialog: { kind: 'palette' } });
    store.set({ dialog: undefined });
    expect('dialog' in store.get()).toBe(false);
  });

  it('calls listeners for a change, not for one that changes nothing, and not after they left', () => {
    const store = createWorkspaceStore();
    let calls = 0;
    const leave = store.subscribe(() => {
      calls += 1;
    });
    store.set({ draft: 'a' });
    store.set({ draft: 'a' });
    expect(calls).toBe(1);
    leave();
    store.set({ draft: 'b' });
    expect(calls).toBe(1);
  });
});
