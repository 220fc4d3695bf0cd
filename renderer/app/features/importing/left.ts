/** Stopped imports the analyst has decided to leave as they are, so that they ask no more. View state, kept beside the window. */
import type { ImportId } from '../../../../corpus/records.ts';

const KEY = 'cuttings.left-imports';

type Store = Pick<Storage, 'getItem' | 'setItem'>;

const isImportId = (value: string): value is ImportId => value.startsWith('i');

export function leftImports(store: Store = localStorage): ReadonlySet<ImportId> {
  return new Set((store.getItem(KEY) ?? '').split(' ').filter(isImportId));
}

export function leaveImport(id: ImportId, store: Store = localStorage): void {
  store.setItem(KEY, [...leftImports(store), id].join(' '));
}
