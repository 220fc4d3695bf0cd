/** Which facets are folded, kept for the next start. View state, so it lives beside the window, not in the library. */
const KEY = 'cuttings.facets-folded';

type Store = Pick<Storage, 'getItem' | 'setItem'>;

/** What cannot be read counts as nothing folded: it is made anew by use. */
export function foldedFacets(store: Store = localStorage): ReadonlySet<string> {
  try {
    const value: unknown = JSON.parse(store.getItem(KEY) ?? '[]');
    return new Set(Array.isArray(value) ? value.filter((name) => typeof name === 'string') : []);
  } catch {
    return new Set();
  }
}

export function keepFolded(names: ReadonlySet<string>, store: Store = localStorage): void {
  store.setItem(KEY, JSON.stringify([...names]));
}
