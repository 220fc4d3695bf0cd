/** The last queries, kept for the next start. View state, so it lives beside the window, not in the library. */
const KEY = 'cuttings.query-history';
export const HISTORY_LENGTH = 50;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Latest first. What cannot be read counts as no history: it is rebuilt by use. */
export function queryHistory(store: Store = localStorage): readonly string[] {
  const kept = store.getItem(KEY);
  if (kept === null) return [];
  try {
    const value: unknown = JSON.parse(kept);
    return Array.isArray(value) ? value.filter((query) => typeof query === 'string') : [];
  } catch {
    return [];
  }
}

/** Puts a query at the front; an empty one is not remembered, one that the new one only continues is replaced. */
export function rememberQuery(query: string, store: Store = localStorage): void {
  const text = query.trim();
  if (text === '') return;
  const [latest, ...older] = queryHistory(store).filter((other) => other !== text);
  const kept = latest === undefined || text.startsWith(latest) ? older : [latest, ...older];
  store.setItem(KEY, JSON.stringify([text, ...kept].slice(0, HISTORY_LENGTH)));
}

/** Forgets every query. */
export function forgetQueries(store: Store = localStorage): void {
  store.removeItem(KEY);
}
