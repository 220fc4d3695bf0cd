/** Why a file could not be imported, in words an analyst can act on. */
import type { FileError, FileErrorKind } from '../../corpus/records.ts';

/** A file longer than this is no captured page; reading it would take the memory of everything else. Bytes. */
export const LARGEST_FILE = 512 * 1024 * 1024;

/** Kinds of faults any file can have; what is wrong inside a container is told by its reader. */
type PlainKind = Exclude<FileErrorKind, 'encrypted' | 'damaged' | 'bomb' | 'unsupported'>;

const CODES: Readonly<Record<string, PlainKind>> = {
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  EACCES: 'permission',
  EPERM: 'permission',
  EISDIR: 'not-a-file',
};

/** The system's error code (`ENOENT`), where an error has one. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What the file system's refusal to read a file means. */
export function readError(error: unknown): FileError {
  const code = errorCode(error);
  const kind = code === undefined ? 'unreadable' : (CODES[code] ?? 'unreadable');
  return describe(kind, code ?? (error instanceof Error ? error.message : String(error)));
}

/** What the file system's refusal to list a folder means. */
export function folderError(error: unknown): FileError {
  const code = errorCode(error);
  const kind = code === undefined ? 'unreadable' : (CODES[code] ?? 'unreadable');
  if (kind === 'permission')
    return {
      kind,
      title: 'No permission',
      message:
        'The system does not let Cuttings look into this folder, so nothing in it was imported. Give yourself the right to read it, and import it again.',
    };
  if (kind === 'unreadable')
    return {
      kind,
      title: 'Folder not readable',
      message: `The folder could not be listed (${code ?? String(error)}), so nothing in it was imported. Check the disk or the network drive, and import it again.`,
    };
  return describe(kind, code ?? '');
}

/** The words for a kind; `detail` is the system's own word for it. */
export function describe(kind: PlainKind, detail = ''): FileError {
  switch (kind) {
    case 'empty':
      return { kind, title: 'Empty', message: 'The file has no content: 0 bytes, or only blank lines. If a page was meant to be in it, capture it again.' };
    case 'binary':
      return { kind, title: 'Not text', message: 'The file is not a text file. Cuttings reads pages captured as plain text or saved as HTML.' };
    case 'gone':
      return { kind, title: 'Gone', message: 'The file was no longer there when its turn came. If it was moved, import it from its new place.' };
    case 'permission':
      return {
        kind,
        title: 'No permission',
        message: 'The system does not let Cuttings read this file. Give yourself the right to read it, and import it again.',
      };
    case 'too-large':
      return {
        kind,
        title: 'Too large',
        message: `The file is ${detail} long; a captured page may have ${megabytes(LARGEST_FILE)}. If it holds many pages, split it into one file a page.`,
      };
    case 'not-a-file':
      return { kind, title: 'Not a file', message: 'This is neither a file nor a folder (a device, a pipe or a socket), so there is nothing to read.' };
    case 'unreadable':
      return {
        kind,
        title: 'Not readable',
        message: `The file could not be read${detail === '' ? '' : ` (${detail})`}. Check the disk or the network drive, and import it again.`,
      };
    case 'not-stored':
      return { kind, title: 'Not stored', message: `The file was read, but the library could not store it${detail === '' ? '' : `: ${detail}`}.` };
  }
}

/** `536870912` → `512 MB`. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / (1024 * 1024)).toLocaleString('en')} MB`;
}
