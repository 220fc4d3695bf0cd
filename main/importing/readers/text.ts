import { parseSource } from '../../../corpus/parse.ts';
import { isBinary } from '../../../corpus/text/detect.ts';
import { describe } from '../file-errors.ts';
import type { Reader } from './reader.ts';

/** White space, byte order marks, and the zero bytes that make ASCII into UTF-16. */
const BLANK = new Set([0x00, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xff, 0xfe]);

/** A page captured as plain text, or saved as HTML. */
export const textReader: Reader = {
  id: 'text',
  recognises: (file) => !isBinary(file.bytes),
  read: (file, mappings) => (file.bytes.every((byte) => BLANK.has(byte)) ? { error: describe('empty') } : { parsed: parseSource(file, { mappings }) }),
};
