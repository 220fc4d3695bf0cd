/** The readers, first match wins. A new kind of file is one reader file and one line here. */
import type { MappingBook } from '../../../corpus/mapping/mapping.ts';
import type { FileError } from '../../../corpus/records.ts';
import { describe } from '../file-errors.ts';
import type { RawFile, Reader, Reading } from './reader.ts';
import { textReader } from './text.ts';
import { UNREAD } from './unread.ts';

const READERS: readonly Reader[] = [...UNREAD, textReader];

/** Reads a file with the reader that knows its kind. A reader's failure is the file's error; nothing is thrown. */
export function readSource(file: RawFile, mappings?: MappingBook, readers: readonly Reader[] = READERS): Reading {
  if (file.bytes.length === 0) return { error: describe('empty') };
  const reader = readers.find((candidate) => candidate.recognises(file));
  if (reader === undefined) return { error: describe('binary') };
  try {
    return reader.read(file, mappings);
  } catch (error) {
    return { error: parserError(error) };
  }
}

function parserError(error: unknown): FileError {
  return {
    kind: 'unreadable',
    title: 'Not understood',
    message: `Cuttings failed to make sense of this file; that is a fault of Cuttings (${error instanceof Error ? error.message : String(error)}). The file is as it was.`,
  };
}
