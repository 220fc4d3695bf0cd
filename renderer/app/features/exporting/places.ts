/** Names and failures of an export. Pure. */
import type { Failure } from '../../../../corpus/errors.ts';

/** A file name from what is exported: `against-not-sarcastic`; letters of any script stay, what file systems refuse goes. */
export function suggestedName(scope: string, extension: string): string {
  const name = scope
    .normalize('NFC')
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 60)
    .replace(/-+$/u, '');
  return `${name === '' ? 'cuttings' : name}.${extension}`;
}

/** `/a/b/report.json` parted at the last separator of either kind. */
export function placeParts(path: string): { readonly folder: string; readonly name: string } {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return { folder: path.slice(0, cut + 1), name: path.slice(cut + 1) };
}

/** The next numbered name beside a file that is there: `report.json` → `report 2.json` → `report 3.json`. */
export function numberedPath(path: string): string {
  const { folder, name } = placeParts(path);
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  const extension = dot > 0 ? name.slice(dot) : '';
  const numbered = /^(?<stem>.*) (?<number>\d+)$/u.exec(stem);
  const base = numbered?.groups?.stem ?? stem;
  const number = Number(numbered?.groups?.number ?? '1') + 1;
  return `${folder}${base} ${number}${extension}`;
}

export interface ExportTrouble {
  readonly title: string;
  /** What happened, what is safe, what can be done. */
  readonly text: string;
  /** The file is there already: offer to keep both or to replace it. */
  readonly exists: boolean;
}

/** A failed export in the analyst's words. Main's message is kept where it says more. */
export function exportTrouble(failure: Failure, path: string): ExportTrouble {
  const { name, folder } = placeParts(path);
  const place = folder === '' ? 'that folder' : folder;
  switch (failure.kind) {
    case 'exists':
      return { title: `${name} is already there.`, text: 'It has not been touched. Keep both, or replace it.', exists: true };
    case 'permission':
      return {
        title: `${name} cannot be written there.`,
        text: `The system does not let Cuttings write to ${place}. Nothing was written and the library is as it was. Choose another folder.`,
        exists: false,
      };
    case 'disk-full':
      return {
        title: 'The disk is full.',
        text: 'The half-written file was removed and the library is as it was. Make room, or choose another disk.',
        exists: false,
      };
    case 'missing-folder':
      return { title: 'The folder is gone.', text: `${place} is no longer there. Nothing was written. Choose another folder.`, exists: false };
    default:
      return { title: `${name} was not written.`, text: `${failure.message} The library is as it was.`, exists: false };
  }
}
