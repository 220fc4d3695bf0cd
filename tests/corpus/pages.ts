import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { ParsedSource } from '../../corpus/layouts/layout.ts';
import { parseSource } from '../../corpus/parse.ts';
import type { Block, Comment, SourceId } from '../../corpus/records.ts';
import { sliceByCodePoints } from '../../corpus/text/offsets.ts';

export const FIXTURES = ['bbc-main.txt', 'bbc-full.txt', 'bbc-cleaned.txt', 'generic-blog.txt', 'furniture-only.txt'] as const;

export function fixture(name: (typeof FIXTURES)[number]): Uint8Array {
  return readFileSync(new URL(`../fixtures/pages/${name}`, import.meta.url));
}

export function parseBytes(bytes: Uint8Array, name = 'page.txt'): ParsedSource {
  const id: SourceId = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  return parseSource({ id, name, bytes });
}

export const parseText = (text: string): ParsedSource => parseBytes(new TextEncoder().encode(text));

/** The only page of a source. */
export function onlyPage(source: ParsedSource): ParsedSource['pages'][number] {
  const [page] = source.pages;
  if (!page || source.pages.length !== 1) throw new Error(`${source.pages.length} pages`);
  return page;
}

export const kinds = (blocks: readonly Block[], kind: Block['kind']): string[] => blocks.filter((block) => block.kind === kind).map((block) => block.text);

export function numbered(comments: readonly Comment[], number: number): Comment {
  const found = comments.find((comment) => comment.number === number);
  if (!found) throw new Error(`no comment ${number}`);
  return found;
}

const squash = (text: string): string => text.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim();

/** Every byte is one class and no byte two; every record's range holds its text; quotes are where they say. */
export function expectSound(source: ParsedSource, bytes: Uint8Array): void {
  expect(Object.values(source.coverage).reduce((sum, part) => sum + part, 0)).toBe(bytes.length);
  const runs = new Set(source.ledger.map((run) => run.bytes.join('-')));
  let reached = 0;
  for (const run of source.ledger) {
    expect(run.bytes[0]).toBeGreaterThanOrEqual(reached);
    expect(run.bytes[1]).toBeGreaterThan(run.bytes[0]);
    reached = run.bytes[1];
  }
  expect(reached).toBeLessThanOrEqual(bytes.length);
  const decoder = new TextDecoder(source.encoding === 'windows-1252' ? 'latin1' : source.encoding);
  for (const page of source.pages) {
    for (const record of [...page.blocks, ...page.comments]) {
      const [from, to] = record.evidence.bytes;
      expect(runs.has(`${from}-${to}`)).toBe(true);
      const words = squash(record.text).split(' ').slice(0, 6).join(' ');
      if (source.encoding !== 'windows-1252') expect(squash(decoder.decode(bytes.subarray(from, to)))).toContain(words);
    }
    for (const comment of page.comments) {
      for (const quote of comment.quotes) expect(sliceByCodePoints(comment.text, quote.chars[0], quote.chars[1])).toBe(quote.text);
      for (const { confidence, chars } of comment.replyTo) {
        expect(confidence > 0 && confidence <= 1).toBe(true);
        // an edge that only the page's form shows stands in no words; the comment may even have none
        if (chars) expect(sliceByCodePoints(comment.text, chars[0], chars[1]).trim()).not.toBe('');
      }
    }
    expect(new Set(page.comments.map((comment) => comment.id)).size).toBe(page.comments.length);
  }
}
