/**
 * What a container is: a file that holds files, each of which becomes a source of its own. Nothing of it is ever written to disk; the names in it
 * are labels for people and lead nowhere.
 */
import type { Marks } from '../../../corpus/exchange/marks.ts';
import type { ParsedSource } from '../../../corpus/layouts/layout.ts';
import type { CaptureContext, FileError, Warning } from '../../../corpus/records.ts';

/** Why members have no outcome of their own. */
export type LeftOut =
  /** What belongs to a saved page: its pictures, styles and scripts. */
  | 'page-parts'
  /** Hidden files and what systems leave behind. */
  | 'junk'
  /** Records of a web archive that hold no page: requests, redirects, pictures. */
  | 'no-page';

/** One thing that a container gives, in order. */
export type Member =
  | {
      readonly kind: 'page';
      /** Its place in the container. */
      readonly place: string;
      /** What it is called. */
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly context?: CaptureContext;
    }
  | { readonly kind: 'failed'; readonly place: string; readonly name: string; readonly size: number; readonly error: FileError }
  /** A source that was read before, by the copy of Cuttings that exported it: without its bytes, with what was put on it. */
  | { readonly kind: 'read'; readonly place: string; readonly name: string; readonly parsed: ParsedSource; readonly marks: Marks }
  /** Tags of an export, whether they are on anything or not. */
  | { readonly kind: 'marks'; readonly marks: Marks }
  | { readonly kind: 'warning'; readonly warning: Warning }
  | { readonly kind: 'left-out'; readonly why: LeftOut; readonly count: number }
  /** How many members are to come, where the container says so beforehand. */
  | { readonly kind: 'expected'; readonly count: number };

/** Bytes that can be read from any place. */
export interface ByteStore {
  readonly size: number;
  /** Up to `length` bytes from `at` on; fewer at the end. */
  read(at: number, length: number): Promise<Uint8Array>;
}

/** A container that cannot be read further. What it gave before stands. */
export class ContainerError extends Error {
  override readonly name = 'ContainerError';
  constructor(readonly fault: FileError) {
    super(fault.message);
  }
}

/** The container's bytes end, or make no sense, at a byte; `what` begins with a capital and has no full stop. */
export function damaged(what: string, at: number): ContainerError {
  return new ContainerError({
    kind: 'damaged',
    title: 'Damaged',
    message: `${what}, at byte ${at.toLocaleString('en')}. What came before it went in; for the rest, fetch the file again.`,
  });
}

/** The last part of a place, without folders: `2019/page.html` gives `page.html`. */
export function nameIn(place: string): string {
  return (
    place
      .split(/[/\\]/)
      .filter((part) => part !== '')
      .at(-1) ?? place
  );
}

/** A name as a container states it, fit to be shown on one line: control characters become U+FFFD, and it is cut at 400 characters. */
export function label(name: string): string {
  const shown = name.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd');
  return [...shown].length <= 400 ? shown : `${[...shown].slice(0, 400).join('')}…`;
}
