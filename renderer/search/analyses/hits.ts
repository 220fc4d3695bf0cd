/** The hits of a query in a document, each with a line of what stands around it. */
import { type articleFields, commentFields } from '../../../corpus/query/documents.ts';
import type { Query } from '../../../corpus/query/query.ts';
import { hitFinder, type TextHits } from '../../../corpus/query/words.ts';
import type { ConcordanceRequest, ConcordanceRow } from '../client.ts';
import type { ReadDocument } from './reading.ts';

/** A row without what it is a row of, and what it is sorted by: words to the left, nearest first, and to the right, folded. */
export interface FoundHit extends Omit<ConcordanceRow, 'target'> {
  readonly leftWords: string;
  readonly rightWords: string;
}

/** UTF-16 units to each side at most. */
const CONTEXT = 80;
/** Words to each side that are sorted by. */
const SORTED_BY = 6;

/** Finds the hits in documents, in the order of their texts; undefined where the query asks for no words in texts of this kind. */
export function documentHits(query: Query, words: ConcordanceRequest['words']): ((read: ReadDocument) => FoundHit[]) | undefined {
  if (words === 'quoted') {
    const inQuoted = hitFinder(query, 'quoted');
    return inQuoted && ((read) => ('comment' in read ? quotedHits(read.comment, inQuoted) : []));
  }
  const [inHeadline, inHeading, inBody, inOwn] = [hitFinder(query, 'headline'), hitFinder(query, 'heading'), hitFinder(query, 'body'), hitFinder(query, 'own')];
  if (!inHeadline && !inBody && !inOwn) return undefined;
  return (read) => ('comment' in read ? ownHits(read.comment, inOwn) : articleHits(read, { inHeadline, inHeading, inBody }));
}

type Find = ((text: string) => TextHits | undefined) | undefined;
type Commented = Parameters<typeof commentFields>[0];
type Headed = Parameters<typeof articleFields>[0];

function ownHits(comment: Commented, find: Find): FoundHit[] {
  const { number } = comment;
  return commentFields(comment).body.flatMap((text) => linesOf(text, find, number === undefined ? {} : { number }));
}

function quotedHits(comment: Commented, find: Find): FoundHit[] {
  const { number } = comment;
  return commentFields(comment).quoted.flatMap((text, quote) => linesOf(text, find, number === undefined ? { quote } : { number, quote }));
}

interface ArticleFinds {
  readonly inHeadline: Find;
  readonly inHeading: Find;
  readonly inBody: Find;
}

/** The headline without a block where no block says it: some pages state it only where it is not shown. A title that was made is taken from a block. */
function articleHits({ article, text }: Extract<ReadDocument, { readonly article: unknown }>, finds: ArticleFinds): FoundHit[] {
  const inTitle = (title: string): Find => (title === article.headline ? finds.inHeadline : finds.inHeading);
  const blocks = (text?.blocks ?? []).map((block) => ({ headline: block.kind === 'headline', said: block.repaired ?? block.text }));
  const stated = new Set(statedTitles(article));
  for (const { said } of blocks) stated.delete(said);
  return [
    ...[...stated].flatMap((title) => linesOf(title, inTitle(title), {})),
    ...blocks.flatMap(({ headline, said }, block) => linesOf(said, headline ? inTitle(said) : finds.inBody, { block })),
  ];
}

function statedTitles({ headline, title, titleMade }: Headed & { readonly titleMade?: true }): string[] {
  return [...(headline === undefined ? [] : [headline]), ...(titleMade ? [] : [title])];
}

function linesOf(text: string, find: Find, place: Pick<ConcordanceRow, 'block' | 'number' | 'quote'>): FoundHit[] {
  const found = find?.(text);
  if (found === undefined) return [];
  const { words, hits } = found;
  const folded = (from: number, to: number): string[] => words.slice(Math.max(0, from), Math.max(0, to)).map(({ word }) => word);
  return hits.map(({ from, to, first, last }) => ({
    ...place,
    at: [from, to],
    left: leftOf(text, from),
    hit: oneLine(text.slice(from, to)),
    right: rightOf(text, to),
    leftWords: folded(first - SORTED_BY, first)
      .reverse()
      .join(' '),
    rightWords: folded(last + 1, last + 1 + SORTED_BY).join(' '),
  }));
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ');
}

/** What stands before, cut at a word where there is one near. The blank between it and the hit is part of it. */
function leftOf(text: string, to: number): string {
  const from = Math.max(0, to - CONTEXT * 2);
  const line = oneLine(text.slice(from, to));
  if (from === 0 && line.length <= CONTEXT) return line.trimStart();
  const cut = line.slice(-CONTEXT);
  const blank = line.length > CONTEXT && line.charAt(line.length - CONTEXT - 1) === ' ' ? -1 : cut.indexOf(' ');
  if (blank < CONTEXT / 2) return cut.slice(blank + 1);
  return isLow(cut.charCodeAt(0)) ? cut.slice(1) : cut;
}

function rightOf(text: string, from: number): string {
  const to = Math.min(text.length, from + CONTEXT * 2);
  const line = oneLine(text.slice(from, to));
  if (to === text.length && line.length <= CONTEXT) return line.trimEnd();
  const cut = line.slice(0, CONTEXT);
  const blank = line.charAt(CONTEXT) === ' ' ? CONTEXT : cut.lastIndexOf(' ');
  if (blank > CONTEXT / 2) return cut.slice(0, blank);
  return isLow(line.charCodeAt(CONTEXT)) ? cut.slice(0, -1) : cut;
}

/** The second half of a character. */
function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
