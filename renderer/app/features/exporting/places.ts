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

/** A failed export in the analyst's words: a heading here, what happened from main, and that the library is whole. */
export function exportTrouble({ kind, message }: Failure, path: string): ExportTrouble {
  const { name } = placeParts(path);
  if (kind === 'exists') return { title: `${name} is already there.`, text: 'It has not been touched. Keep both, or replace it.', exists: true };
  const titles: Readonly<Record<string, string>> = {
    permission: `${name} cannot be written there.`,
    'disk-full': 'The disk is full.',
    'no-folder': 'The folder is gone.',
    'is-folder': `${name} is a folder.`,
    busy: `${name} is open in another program.`,
    cancelled: 'The export was cancelled.',
    changed: 'The library changed meanwhile.',
  };
  return { title: titles[kind] ?? `${name} was not written.`, text: `${message} The library is as it was.`, exists: false };
}
