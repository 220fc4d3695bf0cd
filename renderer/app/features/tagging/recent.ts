/** Which tags were used last, kept for the next start: the picker shows them first. View state, so it lives beside the window, not in the library. */
import type { TagId } from '../../../../corpus/records.ts';

const KEY = 'cuttings.recent-tags';
const KEPT = 12;

type Store = Pick<Storage, 'getItem' | 'setItem'>;

const isTagId = (value: unknown): value is TagId => typeof value === 'string' && value.startsWith('t');

/** Latest first. What cannot be read counts as nothing used yet: the list is a convenience and is rebuilt by use. */
export function recentTags(store: Store = localStorage): readonly TagId[] {
  const kept = store.getItem(KEY);
  if (kept === null) return [];
  try {
    const value: unknown = JSON.parse(kept);
    return Array.isArray(value) ? value.filter(isTagId) : [];
  } catch {
    return [];
  }
}

/** Puts a tag at the front. */
export function rememberTag(id: TagId, store: Store = localStorage): void {
  store.setItem(KEY, JSON.stringify([id, ...recentTags(store).filter((other) => other !== id)].slice(0, KEPT)));
}
