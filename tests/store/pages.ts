/** Pages as they are imported, read by the real parser, for tests of what becomes of their sources. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ParsedSource } from '../../corpus/layouts/layout.ts';
import { parseSource } from '../../corpus/parse.ts';
import type { SourceId } from '../../corpus/records.ts';
import { sha256 } from '../../corpus/text/sha256.ts';
import type { Library } from '../../renderer/store/open.ts';
import { IMPORT, libraryWith, NOW } from './library.ts';

export interface Page {
  readonly id: SourceId;
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A file of this name; its id is made of the name. */
export function page(name: string, content: string | Uint8Array<ArrayBuffer>): Page {
  return { id: `sha256:${sha256(name)}`, name, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content };
}

/** The sample pages that the app ships. */
const SEEDS = join(import.meta.dirname, '../../seeds');
export const seeds: readonly Page[] = readdirSync(SEEDS)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => page(name, new Uint8Array(readFileSync(join(SEEDS, name)))));

/** A library that has imported some pages, one by one; `read` makes of each what it would not read as. */
export async function libraryOf(pages: readonly Page[], read: (of: Page) => ParsedSource = parseSource): Promise<Library & { readonly name: string }> {
  const library = await libraryWith();
  await library.writer.beginImport({ id: IMPORT, names: ['corpus'], roots: ['/corpus'], startedAt: NOW });
  for (const [seq, one] of pages.entries()) await importPage(library, one, seq, read);
  return library;
}

/** Imports one more page. */
export async function importPage({ writer }: Library, one: Page, seq: number, read: (of: Page) => ParsedSource = parseSource): Promise<void> {
  const { name, bytes } = one;
  const packed = new Uint8Array(gzipSync(bytes));
  await writer.writeBatch({ importId: IMPORT, seq, items: [{ path: `/corpus/${name}`, name, bytes: bytes.length, parsed: read(one), packed }] });
}

/** A page of text with a headline and three paragraphs. */
export function textPage(about: string): string {
  return [
    `Harbour wall number ${about} to be rebuilt`,
    `The harbour wall at Quay Head ${about} will be rebuilt next year, the council said on Monday, after three winters in which the sea came over it ${about}.`,
    `Fishermen who keep their boats behind it have asked for a higher wall since the storm of 2009, and say that the plan of ${about} is late.`,
    `A report on the ${about} works will be laid before the council in the spring, and the public will be heard on it before the summer.`,
  ].join('\n\n');
}

/** A page of comments of one article, in the manner of the BBC's. */
export function commentPage(current: number, numbers: readonly number[], updated = '4 May 2013 Last updated at 10:00 GMT'): string {
  const comments = numbers.map(
    (number) =>
      `  • rate this\n    +${number}\n\n    Comment number ${number}.\n\n    Ann${number}\n    4th May 2013 - 10:0${number % 10}\n\n    These are the words of comment ${number}, and of no other.\n\n    Report this comment (Comment number ${number})\n\n    Link to this (Comment number ${number})\n`,
  );
  const [, ...body] = textPage('set').split('\n\n');
  return `${updated}\n\nHarbour wall to be rebuilt\n\n${body.join('\n\n')}\n\nComments\n\nThis entry is now closed for comments\n\nPage ${current} of 3\n\n${comments.join('\n')}`;
}
