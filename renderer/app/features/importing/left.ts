/** Stopped imports the analyst has decided on, to leave them as they are or to go on, so that they ask no more. View state, kept beside the window. */
import { useSyncExternalStore } from 'react';
import type { ImportId, ImportRun } from '../../../../corpus/records.ts';

const KEY = 'cuttings.left-imports';

type Store = Pick<Storage, 'getItem' | 'setItem'>;

const listeners = new Set<() => void>();

const isImportId = (value: string): value is ImportId => value.startsWith('i');
const idsIn = (kept: string): ReadonlySet<ImportId> => new Set(kept.split(' ').filter(isImportId));

export function leftImports(store: Store = localStorage): ReadonlySet<ImportId> {
  return idsIn(store.getItem(KEY) ?? '');
}

export function leaveImport(id: ImportId, store: Store = localStorage): void {
  store.setItem(KEY, [...leftImports(store), id].join(' '));
  for (const listener of listeners) listener();
}

/** `leftImports` as it is now. */
export function useLeftImports(): ReadonlySet<ImportId> {
  const kept = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(KEY) ?? '',
  );
  return idsIn(kept);
}

/** The imports that were cut off, by a crash or a failure, and wait for the analyst's word; those he cancelled do not. */
export function waitingImports(runs: readonly ImportRun[], left: ReadonlySet<ImportId>): readonly ImportRun[] {
  return runs.filter(({ id, state }) => (state === 'interrupted' || state === 'failed') && !left.has(id));
}
