/** Kinds of files that are known, and known not to be readable yet: better a plain word for each than a page of rubbish in the library. */
import type { FileError } from '../../../corpus/records.ts';
import type { RawFile, Reader } from './reader.ts';

const startsWith = (file: RawFile, signature: readonly number[]): boolean => signature.every((byte, at) => file.bytes[at] === byte);

function unread(id: string, recognises: (file: RawFile) => boolean, error: FileError): Reader {
  return { id, recognises, read: () => ({ error }) };
}

export const UNREAD: readonly Reader[] = [
  unread('pdf', (file) => startsWith(file, [0x25, 0x50, 0x44, 0x46, 0x2d]), {
    kind: 'binary',
    title: 'PDF',
    message: 'Cuttings reads pages captured as plain text or saved as HTML, not PDF. Save the text of the page as a .txt file and import that.',
  }),
  unread('tar', (file) => Buffer.from(file.bytes.subarray(257, 262)).toString('latin1') === 'ustar', {
    kind: 'unsupported',
    title: 'TAR archive',
    message: 'TAR archives are not opened. Unpack it and import the folder, or pack it as a ZIP archive.',
  }),
];
