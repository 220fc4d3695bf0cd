import { type FormParent, isEarlier, KnownComments, type UnreadComment } from './known-comments.ts';
import { findQuotes, type QuotedPlace } from './quoted-words.ts';
import { paragraphEnd, quoteAt, quotedParagraphs, quoteOfParent, quoteWithoutOpening, skipBlank, type TextRange, withoutRanges } from './quotes.ts';
import type { Block, CharRange, CommentId, Quote, ReplyReference } from './records.ts';
import { type Reference, type ReferenceContext, referenceAt } from './references.ts';
import { foldText } from './text/fold.ts';
import { codePointCounter } from './text/offsets.ts';

/** What a comment answers, what it quotes, and its own words. */
export interface ReplyReading {
  readonly replyTo: readonly ReplyReference[];
  readonly quotes: readonly Quote[];
  readonly own: string;
}

/**
 * Reads references and quotes of all comments of an article; a parent is linked when it is one of them, and quoted words are looked for in the comments and
 * in the article's blocks. Read again with more comments, references that had no parent find it. Time grows with the text, not with its square.
 */
export function readReplies<T extends UnreadComment>(
  comments: readonly T[],
  blocks: readonly Pick<Block, 'text'>[] = [],
): { comment: T; reading: ReplyReading }[] {
  const page = new KnownComments(comments);
  const drafts = comments.map((comment) => ({ comment, draft: draftOf(comment, page) }));
  const quotes = drafts.flatMap(({ comment, draft }) =>
    draft.quotes.map((range) => ({
      text: comment.text.slice(range.from, range.to),
      accepts: (text: number) => isSource(text < blocks.length ? undefined : comments[text - blocks.length], comment),
    })),
  );
  const texts = [...blocks, ...drafts.map(({ comment, draft }) => ({ text: comment.text, except: [...draft.quotes].sort((a, b) => a.from - b.from) }))];
  const places = findQuotes(quotes, texts);
  const sources = new Sources(blocks, comments);
  let next = 0;
  return drafts.map(({ comment, draft }) => {
    const found = draft.quotes.map((): readonly QuotedPlace[] => places[next++] ?? []);
    return { comment, reading: finished(comment, draft, found, sources) };
  });
}

/** Whether a comment can be what another one quotes; `undefined` is the article. */
function isSource(candidate: UnreadComment | undefined, quoting: UnreadComment): boolean {
  return candidate === undefined || isEarlier(candidate, quoting);
}

/** An edge, and where the text states it. */
interface DraftEdge {
  readonly edge: Omit<ReplyReference, 'chars'>;
  readonly at?: TextRange;
}

interface Draft {
  readonly edges: DraftEdge[];
  readonly heads: TextRange[];
  readonly quotes: TextRange[];
}

function draftOf(comment: UnreadComment, page: KnownComments): Draft {
  const draft: Draft = { edges: [], heads: [], quotes: [] };
  const { text } = comment;
  const context: ReferenceContext = {
    number: comment.number,
    highest: page.highest,
    authors: page.authors,
    authorOf: (number) => page.numbered(number)?.author,
  };
  const start = skipBlank(text, 0);
  const reference = referenceAt(text, start, context);
  let at = start;
  if (reference) {
    const head = { from: start, to: start + text.slice(start, reference.to).trimEnd().length };
    draft.heads.push(head);
    draft.edges.push({ edge: edgeOf(reference, comment, page), at: head });
    at = skipBlank(text, reference.to);
  }
  addMarked(comment, page, draft);
  const parent = page.withId(draft.edges.at(-1)?.edge.comment);
  const quote = reference ? quoteAfter(text, at, reference, parent && page.saidBy(parent)) : (quoteAt(text, at) ?? quoteWithoutOpening(text));
  if (quote) draft.quotes.push(quote);
  draft.quotes.push(...quotedParagraphs(text, quote?.to ?? at));
  mention(comment, page, at, draft);
  return draft;
}

/** The quote after a reference: in marks, or what the parent said, or — announced by “wrote:” — the first paragraph, if more follows it. */
function quoteAfter(text: string, at: number, reference: Reference, said: string | undefined): TextRange | undefined {
  const found = (said === undefined ? undefined : quoteOfParent(text, at, said)) ?? quoteAt(text, at);
  if (found) return found;
  if (!reference.quotes) return text.startsWith('...', at) && paragraphEnd(text, at) < text.length ? { from: at, to: paragraphEnd(text, at) } : undefined;
  const paragraph = paragraphEnd(text, at);
  if (paragraph < text.length) return { from: at, to: paragraph };
  const line = text.indexOf('\n', at);
  return line > at ? { from: at, to: line } : undefined;
}

/** Adds the edge that the page's form states or shows, or confirms the one that the text states when both mean the same comment. */
function addMarked(comment: UnreadComment, page: KnownComments, draft: Draft): void {
  const shown = page.withId(comment.parent);
  const { answers } = comment;
  // where somebody is named who wrote several, the one it is set under is meant
  const under = shown && (answers === undefined || (answers.position === undefined && names(answers, shown))) ? shown : undefined;
  const edge = answers && !under ? formEdge(answers, comment, page) : under && edgeTo(under, 'markup', MARKED);
  if (edge === undefined) return;
  const parent = page.withId(edge.comment);
  const [stated] = draft.edges;
  const same = parent && stated && (stated.edge.comment === parent.id || (stated.edge.comment === undefined && names(stated.edge, parent)));
  if (same) {
    const { candidates: _, ...said } = stated.edge;
    draft.edges[0] = { ...stated, edge: { ...said, comment: parent.id, confidence: Math.max(said.confidence, edge.confidence) } };
  } else draft.edges.unshift({ edge });
}

/** How sure an edge is that the page's form shows. */
const MARKED = 0.8;

function names({ number, author }: Pick<FormParent, 'number' | 'author'>, comment: UnreadComment): boolean {
  if (number !== undefined) return number === comment.number;
  return author !== undefined && comment.author !== undefined && foldText(author.trim()) === foldText(comment.author.trim());
}

/** The edge of the reply graph a reference stands for. Where number and author mean different comments, both are kept as candidates, with little confidence. */
function edgeOf(reference: Reference, comment: UnreadComment, page: KnownComments): DraftEdge['edge'] {
  const { number, author } = reference;
  if (number === undefined) return authorEdge(author, comment, page, 'author');
  const stated = { number, ...(author === undefined ? {} : { author }) };
  const method = author === undefined ? 'number' : 'number+author';
  const parent = page.numbered(number);
  const agrees = parent?.author === undefined || author === undefined || foldText(parent.author) === foldText(author);
  if (parent && author !== undefined && !agrees) {
    const meant = page.by(author, comment);
    const candidates = [parent, ...meant].filter((one) => one !== comment).map(({ id }) => id);
    return { ...stated, method, confidence: 0.4, ...(meant.length > 0 ? { candidates } : {}) };
  }
  const later = comment.number !== undefined && number > comment.number;
  const confidence = later ? 0.4 : author === undefined ? 0.8 : parent?.author !== undefined ? 0.98 : 0.9;
  return { ...stated, ...(parent && parent !== comment ? { comment: parent.id } : {}), method, confidence };
}

/** The edge to an author: to their only comment that can be meant, later ones by number cannot; else all that can are candidates. */
function authorEdge(author: string | undefined, comment: UnreadComment, page: KnownComments, method: 'author' | 'mention'): DraftEdge['edge'] {
  const stated = { ...(author === undefined ? {} : { author }), method };
  const theirs = author === undefined ? [] : page.by(author, comment);
  const meant = theirs.filter((one) => isEarlier(one, comment));
  const [only, another] = meant;
  if (only === undefined) return { ...stated, confidence: 0.5 };
  if (another !== undefined) return { ...stated, candidates: meant.map(({ id }) => id), confidence: 0.3 };
  return { ...stated, comment: only.id, confidence: method === 'mention' || theirs.length > 1 ? 0.6 : 0.7 };
}

/** The edge that the page's form states: to a comment at its place, or to one it names. */
function formEdge({ position, guessed, ...named }: FormParent, comment: UnreadComment, page: KnownComments): DraftEdge['edge'] {
  const parent = position === undefined ? undefined : page.comments[position];
  if (!parent || parent === comment) return { ...edgeOf({ ...named, to: 0, quotes: false }, comment, page), method: 'markup', confidence: 1 };
  return { ...edgeTo(parent, 'markup', guessed ? MARKED : 1), ...named };
}

const MENTION = /(?<![\p{L}\p{N}@])(?:(?:@ ?#?|comment (?:number )?#?)(\d{1,6})(?![\d%:]|\.\d| ?[ap]m\b)|(?<![.\w])@(?=[\p{L}_]))/giu;
const NAME_WORDS = /[\p{L}\p{N}\p{M}_.'’-]+(?: [\p{L}\p{N}\p{M}_.'’-]+){0,2}/uy;

/** Other comments named further on in the text, by number or by an author that is known. */
function mention(comment: UnreadComment, page: KnownComments, from: number, draft: Draft): void {
  const met = new Set<number | string>();
  for (const { edge } of draft.edges) {
    if (edge.number !== undefined) met.add(edge.number);
    if (edge.author !== undefined) met.add(foldText(edge.author));
  }
  // the quotes stand in the order of the text: those already passed are not looked at again
  let passed = 0;
  MENTION.lastIndex = from;
  for (let match = MENTION.exec(comment.text); match; match = MENTION.exec(comment.text)) {
    for (let quote = draft.quotes[passed]; quote && quote.to <= match.index; quote = draft.quotes[passed]) passed++;
    if (match.index >= (draft.quotes[passed]?.from ?? comment.text.length)) continue;
    const name = match[1] === undefined ? knownName(comment.text, match.index + 1, page) : undefined;
    if (name !== undefined) {
      const key = foldText(name);
      if (met.has(key) || (comment.author !== undefined && foldText(comment.author.trim()) === key)) continue;
      met.add(key);
      draft.edges.push({ edge: authorEdge(name, comment, page, 'mention'), at: { from: match.index, to: match.index + 1 + name.length } });
    }
    const number = Number(match[1]);
    if (match[1] === undefined || met.has(number) || number < 1 || number > page.highest || number === comment.number) continue;
    met.add(number);
    const parent = page.numbered(number);
    draft.edges.push({
      edge: { number, ...(parent ? { comment: parent.id } : {}), method: 'mention', confidence: 0.6 },
      at: { from: match.index, to: match.index + match[0].length },
    });
  }
}

/** The longest name of a known author, of up to three words, that begins at a place. */
function knownName(text: string, at: number, page: KnownComments): string | undefined {
  NAME_WORDS.lastIndex = at;
  const words = NAME_WORDS.exec(text)?.[0].split(' ') ?? [];
  for (let count = words.length; count > 0; count--) {
    const name = words.slice(0, count).join(' ');
    const known = [name, name.replace(/[.'’-]+$/, '')].find((one) => page.authors.has(foldText(one)));
    if (known !== undefined) return known;
  }
  return undefined;
}

/** What quotes may come from: places count the blocks first, then the comments. */
class Sources {
  readonly #pairs = new Map<number, readonly number[]>();

  constructor(
    readonly blocks: readonly Pick<Block, 'text'>[],
    readonly comments: readonly UnreadComment[],
  ) {}

  /** The comment of a place; undefined is the article. */
  commentAt({ text }: QuotedPlace): UnreadComment | undefined {
    return this.comments[text - this.blocks.length];
  }

  /** A place in code points. Thousands may quote the end of one long text: its surrogate pairs are looked for once. */
  charsOf({ text, range }: QuotedPlace): CharRange {
    let pairs = this.#pairs.get(text);
    if (pairs === undefined) {
      const said = this.blocks[text]?.text ?? this.comments[text - this.blocks.length]?.text ?? '';
      pairs = [...said.matchAll(/[\u{10000}-\u{10ffff}]/gu)].map(({ index }) => index);
      this.#pairs.set(text, pairs);
    }
    return [range.from - countBelow(pairs, range.from), range.to - countBelow(pairs, range.to)];
  }
}

/** How many of some ascending numbers are below a limit. */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function finished(comment: UnreadComment, draft: Draft, places: readonly (readonly QuotedPlace[])[], sources: Sources): ReplyReading {
  const { text } = comment;
  const inQuotes = codePointCounter(text);
  const inEdges = codePointCounter(text);
  const edges = draft.edges.map(({ edge, at }): ReplyReference => (at ? { ...edge, chars: [inEdges(at.from), inEdges(at.to)] } : edge));
  const stated = edges.some(({ method }) => method !== 'mention');
  const source = stated ? undefined : quotedEdge(places, sources);
  const replyTo = source ? [source, ...edges] : edges;
  const parents = new Set(replyTo.flatMap((edge) => edge.comment ?? []));
  const quotes = draft.quotes.map(({ from, to }, i): Quote => {
    const of = sourceOf(places[i] ?? [], parents, sources);
    return { text: text.slice(from, to), chars: [inQuotes(from), inQuotes(to)], ...(of ? { of } : {}) };
  });
  const cut = [...draft.heads, ...draft.quotes].sort((a, b) => a.from - b.from);
  return { replyTo, quotes, own: withoutRanges(text, cut) };
}

/** Where a quote's words stand: in a comment that is answered, else in the article, else in the only comment that says them. */
function sourceOf(places: readonly QuotedPlace[], parents: ReadonlySet<CommentId>, sources: Sources): Quote['of'] {
  const answered = places.find((place) => {
    const comment = sources.commentAt(place);
    return comment !== undefined && parents.has(comment.id);
  });
  const inArticle = places.find((place) => sources.commentAt(place) === undefined);
  const place = answered ?? inArticle ?? (places.length === 1 ? places[0] : undefined);
  if (place === undefined) return undefined;
  const comment = sources.commentAt(place);
  const chars = sources.charsOf(place);
  return comment === undefined ? { block: place.text, chars } : { comment: comment.id, chars };
}

/** The edge that quotes alone state: to the comment that says the first quote which the article does not, or to all of them that say it. */
function quotedEdge(places: readonly (readonly QuotedPlace[])[], sources: Sources): ReplyReference | undefined {
  const said = places.find((found) => found.length > 0 && found.every((place) => sources.commentAt(place) !== undefined));
  const found = said?.flatMap((place) => sources.commentAt(place) ?? []) ?? [];
  const [only] = found;
  if (only === undefined) return undefined;
  return found.length === 1 ? edgeTo(only, 'quoted-text', 0.8) : { method: 'quoted-text', confidence: 0.4, candidates: found.map(({ id }) => id) };
}

/** An edge to a comment that the text does not name. */
function edgeTo({ id, number, author }: UnreadComment, method: 'quoted-text' | 'markup', confidence: number): ReplyReference {
  return { ...(number === undefined ? {} : { number }), ...(author === undefined ? {} : { author }), comment: id, method, confidence };
}
