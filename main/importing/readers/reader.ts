import type { ParsedSource } from '../../../corpus/layouts/layout.ts';
import type { MappingBook } from '../../../corpus/mapping/mapping.ts';
import type { CaptureContext, ContainerPlace, FileError, SourceId } from '../../../corpus/records.ts';

/** A file or a member of a container, read whole. */
export interface RawFile {
  readonly id: SourceId;
  /** Without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly container?: ContainerPlace;
  readonly context?: CaptureContext;
}

export type Reading = { readonly parsed: ParsedSource } | { readonly error: FileError };

/** What knows one kind of file. The kind is told by content: names lie. */
export interface Reader {
  readonly id: string;
  recognises(file: RawFile): boolean;
  /** May throw where a parser meets what it was not made for; the caller reports it as the file's error. */
  read(file: RawFile, mappings?: MappingBook): Reading;
}
