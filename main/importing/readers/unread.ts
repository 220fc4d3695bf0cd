/** Kinds of files that are known, and known not to be readable yet: better a plain word for each than a page of rubbish in the library. */
import type { FileError } from '../../../corpus/records.ts';
import type { RawFile, Reader } from './reader.ts';

const startsWith = (file: RawFile, signature: readonly number[]): boolean => signature.every((byte, at) => file.bytes[at] === byte);

function unread(id: string, recognises: (file: RawFile) => boolean, error: FileError): Reader {
  return { id, recognises, read: () => ({ error }) };
}

export const UNREAD: readonly Reader[] = [
  unread('zip', (file) => startsWith(file, [0x50, 0x4b, 0x03, 0x04]) || startsWith(file, [0x50, 0x4b, 0x05, 0x06]), {
    kind: 'binary',
    title: 'ZIP archive',
    message: 'Archives are not opened yet. Unpack it and import the folder. (Word and Excel files are archives too: save them as plain text.)',
  }),
  unread('gzip', (file) => startsWith(file, [0x1f, 0x8b]), {
    kind: 'binary',
    title: 'Compressed file',
    message: 'Compressed files are not opened yet. Unpack it and import what was in it.',
  }),
  unread('pdf', (file) => startsWith(file, [0x25, 0x50, 0x44, 0x46, 0x2d]), {
    kind: 'binary',
    title: 'PDF',
    message: 'Cuttings reads pages captured as plain text or saved as HTML, not PDF. Save the text of the page as a .txt file and import that.',
  }),
];
