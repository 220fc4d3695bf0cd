/** What one page becomes: its hash, its records, its bytes packed for keeping. This is most of an import's work, and all of it that threads share. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { ParsedSource } from '../../corpus/layouts/layout.ts';
import type { MappingBook } from '../../corpus/mapping/mapping.ts';
import type { FileError, SourceId } from '../../corpus/records.ts';
import { readSource } from './readers/index.ts';
import type { RawFile } from './readers/reader.ts';

/** A file or a member of a container, whole and not looked at yet. */
export type Page = Omit<RawFile, 'id'>;

/** A page read, with the gzip of its bytes, or why it cannot be. */
export type PageReading = { readonly parsed: ParsedSource; readonly packed: Uint8Array<ArrayBuffer> } | { readonly error: FileError };

/** Reads a page where it is called. Never throws: what goes wrong is the page's error. */
export function readPage(page: Page, mappings?: MappingBook): PageReading {
  const reading = readSource({ ...page, id: sourceId(page.bytes) }, mappings);
  return 'error' in reading ? reading : { parsed: reading.parsed, packed: pack(page.bytes) };
}

/** The SHA-256 of a source's bytes. */
function sourceId(bytes: Uint8Array): SourceId {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** gzip of a source's bytes. */
function pack(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  // a copy of its own: a Buffer can be a view of a larger one, and all of that would be cloned with it
  return new Uint8Array(gzipSync(bytes, { level: 6 }));
}
