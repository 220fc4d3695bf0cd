import { expect } from 'vitest';
import type { ParsedSource } from '../../corpus/layouts/layout.ts';
import { expectSound, parseBytes } from './pages.ts';

export const parseHtml = (html: string): ParsedSource => {
  const bytes = new TextEncoder().encode(html);
  const source = parseBytes(bytes, 'page.html');
  expectEvidence(source, bytes);
  return source;
};

const ENTITIES: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", pound: '£', deg: '°', euro: '€' };

/** Text of a stretch of markup: tags, scripts and comments taken out, the commonest entities decoded, no blanks at all. */
export function bareText(markup: string): string {
  return markup
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style|noscript|select|iframe)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(nbsp|amp|lt|gt|quot|apos|pound|deg|euro);?/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/[\s\u00a0\u200b\ufeff]+/g, '');
}

/** How many blocks of a source there are, and how many whose bytes do not say what their text says. */
export function evidenceOf(source: ParsedSource, bytes: Uint8Array): { readonly blocks: number; readonly wrong: readonly string[] } {
  const decoder = new TextDecoder(source.encoding === 'windows-1252' ? 'windows-1252' : source.encoding);
  const blocks = source.pages.flatMap((page) => page.blocks);
  const wrong = blocks.filter(({ text, evidence }) => bareText(decoder.decode(bytes.subarray(...evidence.bytes))) !== text.replace(/[\s\u00a0]+/g, ''));
  return { blocks: blocks.length, wrong: wrong.map(({ text }) => text) };
}

/** The ledger is exact, and every block's bytes say what its text says. */
export function expectEvidence(source: ParsedSource, bytes: Uint8Array): void {
  expectLedger(source, bytes);
  expect(evidenceOf(source, bytes).wrong).toEqual([]);
}

/** `expectSound` for pages whose records hold markup between their words. */
export function expectLedger(source: ParsedSource, bytes: Uint8Array): void {
  expect(source.warnings.filter(({ message }) => message.startsWith('Reading this page failed'))).toEqual([]);
  expectSound({ ...source, pages: [] }, bytes);
  const runs = new Set(source.ledger.map((run) => run.bytes.join('-')));
  for (const page of source.pages) for (const { evidence } of [...page.blocks, ...page.comments]) expect(runs.has(evidence.bytes.join('-'))).toBe(true);
}
