import { parseFragment } from 'parse5';
import { expect } from 'vitest';
import type { ParsedSource } from '../../corpus/layouts/layout.ts';
import { expectSound, parseBytes } from './pages.ts';

export const parseHtml = (html: string): ParsedSource => {
  const bytes = new TextEncoder().encode(html);
  const source = parseBytes(bytes, 'page.html');
  expectEvidence(source, bytes);
  return source;
};

/** Text of a stretch of markup: tags, scripts and comments taken out, entities decoded, no blanks at all. */
function bareText(markup: string): string {
  const text = markup
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style|noscript|select|iframe|svg)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('<', '&lt;');
  const [node] = parseFragment(text).childNodes;
  return (node && 'value' in node ? node.value : '').replace(/[\s\u00a0\u200b\ufeff]+/g, '');
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
