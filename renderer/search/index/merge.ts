/** Making one segment of several. */

import { FactsWriter } from './facts.ts';
import type { IndexFiles } from './files.ts';
import { Section, SegmentWriter } from './format.ts';
import { LengthsWriter } from './lengths.ts';
import type { StoredTerm } from './list-memory.ts';
import { StoredSegment } from './open.ts';
import { ListWriter, positionsEnd } from './postings.ts';
import { IndexField, NO_NAME, type Segment } from './segment.ts';
import { bytesAt, stringAt } from './strings.ts';
import { TextLengthsWriter } from './text-lengths.ts';
import { compareTitles } from './titles.ts';

/** A segment to merge. */
export interface MergedSegment {
  readonly segment: Segment;
  /** Indexes of articles that are left out, ascending. */
  readonly gone: Uint32Array;
}

/** No document, no article. */
const GONE = 0xffffffff;
/** Words' occurrences between two pauses, and documents: some milliseconds of work each. */
const WORK = 200_000;
const DOCUMENTS = 20_000;

/**
 * Writes one segment with the articles of all, in their order, but for those that are gone; gives its bytes. It reads and writes word by word, so it needs
 * memory for the facts about documents and the longest list, not for the lists of all words. `pause` is awaited now and then.
 * Throws `CuttingsError` kind `index-damaged` where a segment is damaged. Where it fails, what there is of the file is of no use, and is to be
 * removed.
 */
export async function mergeSegments(segments: readonly MergedSegment[], files: IndexFiles, name: string, pause?: () => Promise<void>): Promise<number> {
  const file = await files.create(name);
  try {
    const writer = new SegmentWriter((bytes) => file.write(bytes));
    const facts = new FactsWriter();
    const parts: Part[] = [];
    for (const one of segments) parts.push(await takeFacts(one, facts, pause));
    await mergeLists(parts, writer, pause);
    facts.write(writer, mergedTitleOrder(parts));
    const bytes = writer.finish(facts.articles, facts.documents);
    file.finish();
    return bytes;
  } catch (error) {
    file.abandon();
    throw error;
  }
}

/** A segment with the new numbers of its articles and documents; `GONE` for those left out. */
interface Part {
  readonly segment: StoredSegment;
  readonly articles: Uint32Array;
  readonly documents: Uint32Array;
}

async function takeFacts({ segment, gone }: MergedSegment, facts: FactsWriter, pause: (() => Promise<void>) | undefined): Promise<Part> {
  if (!(segment instanceof StoredSegment)) throw new TypeError('Only segments that were built or opened here can be merged.');
  const { articleColumns: of, columns, starts } = segment;
  const { articles: ids, keys } = segment.ids();
  const titles = segment.titles();
  const left = new Set(gone);
  let work = 0;
  const articles = new Uint32Array(segment.articles).fill(GONE);
  const documents = new Uint32Array(segment.documents).fill(GONE);
  const named = (names: readonly string[], name: number | undefined): string | undefined => (name === undefined || name === NO_NAME ? undefined : names[name]);
  for (let article = 0; article < segment.articles; article++) {
    if (left.has(article)) continue;
    articles[article] = facts.articles;
    facts.article({
      id: stringAt(ids, article),
      title: stringAt(titles, article),
      publisher: named(of.publishers, of.publisher[article]),
      language: named(of.languages, of.language[article]),
      layout: named(of.layouts, of.layout[article]),
      importId: named(of.imports, of.importId[article]),
      comments: of.comments[article] as number,
      unparsed: of.unparsed[article] as number,
      added: of.added[article] as number,
      sources: segment.sources(article),
    });
    const [from, to] = [starts[article] as number, starts[article + 1] as number];
    for (let document = from; document < to; document++) {
      documents[document] = facts.documents;
      facts.document({
        flags: columns.flags[document] as number,
        day: columns.day[document] as number,
        time: columns.time[document] as number,
        words: columns.words[document] as number,
        length: columns.length[document] as number,
        rating: columns.rating[document] as number,
      });
      if (document > from) facts.key(bytesAt(keys, document - article - 1));
    }
    work += to - from;
    if (work < DOCUMENTS) continue;
    work = 0;
    await pause?.();
  }
  return { segment, articles, documents };
}

/** Word by word, in order. */
async function mergeLists(parts: readonly Part[], writer: SegmentWriter, pause: (() => Promise<void>) | undefined): Promise<void> {
  const list = new ListWriter();
  let work = 0;
  for (const field of Object.values(IndexField)) {
    const walks = parts.map((part) => new Walk(part, field));
    for (;;) {
      const word = walks.reduce<string | undefined>(
        (least, { word: one }) => (one !== undefined && (least === undefined || one < least) ? one : least),
        undefined,
      );
      if (word === undefined) break;
      for (const walk of walks) {
        if (walk.word !== word || walk.term === undefined) continue;
        takeList(walk.term, walk.part, list);
        work += walk.term.occurrences + 1;
        walk.next();
      }
      // nobody has it any more
      if (list.documents > 0) writer.list(field, word, list);
      if (work < WORK) continue;
      work = 0;
      await pause?.();
    }
  }
  writer.endLists();
  mergeTextLengths(parts, writer);
  mergeOwnRuns(parts, writer);
}

/** The words of a field in one segment, one after the other. */
class Walk {
  term: StoredTerm | undefined;
  word: string | undefined;
  readonly #terms: Iterator<StoredTerm>;

  constructor(
    readonly part: Part,
    field: IndexField,
  ) {
    this.#terms = part.segment.terms(field, '')[Symbol.iterator]();
    this.next();
  }

  next(): void {
    const { value, done } = this.#terms.next();
    this.term = done ? undefined : value;
    this.word = this.term?.term;
  }
}

/** Positions are taken over as they are: those of documents that stay and follow each other in one piece. */
function takeList(term: StoredTerm, { segment, documents: numbers }: Part, list: ListWriter): void {
  const { documents, counts } = term.list();
  const bytes = term.positionBytes();
  let at = 0;
  let from = 0;
  for (let index = 0; index < documents.length; index++) {
    const document = numbers[documents[index] as number] as number;
    const count = counts[index] as number;
    const end = positionsEnd(bytes, at, count, segment.name);
    if (document === GONE) {
      list.positions.raw(bytes.subarray(from, at));
      from = end;
    } else list.add(document, count, end - at);
    at = end;
  }
  list.positions.raw(bytes.subarray(from, at));
}

function mergeTextLengths(parts: readonly Part[], writer: SegmentWriter): void {
  const merged = new TextLengthsWriter();
  for (const field of Object.values(IndexField)) {
    for (const { segment, documents: numbers } of parts) {
      const { documents, offsets, lengths } = segment.textLengths(field);
      for (let index = 0; index < documents.length; index++) {
        const document = numbers[documents[index] as number] as number;
        if (document !== GONE) merged.add(field, document, lengths.subarray(offsets[index], offsets[index + 1]));
      }
    }
  }
  writer.section(Section.TextLengths, merged.finish());
}

function mergeOwnRuns(parts: readonly Part[], writer: SegmentWriter): void {
  const merged = new LengthsWriter();
  for (const { segment, documents: numbers } of parts) {
    const { documents, offsets, lengths } = segment.ownRuns();
    for (let index = 0; index < documents.length; index++) {
      const document = numbers[documents[index] as number] as number;
      if (document !== GONE) merged.add(document, lengths.subarray(offsets[index], offsets[index + 1]));
    }
  }
  writer.section(Section.OwnRuns, merged.finish());
}

/** The orders of the titles of all segments put into one: they are in order already, so none is compared more often than there are segments. */
function mergedTitleOrder(parts: readonly Part[]): Uint32Array {
  const order = new Uint32Array(parts.reduce((sum, { articles }) => sum + articles.reduce((count, article) => count + (article === GONE ? 0 : 1), 0), 0));
  const walks = parts.map((part) => titlesInOrder(part));
  const heads = walks.map((walk) => walk.next());
  for (let at = 0; at < order.length; at++) {
    let least = -1;
    for (const [index, { value, done }] of heads.entries()) {
      const before = heads[least]?.value;
      if (!done && (!before || compareTitles(value.title, before.title) < 0)) least = index;
    }
    order[at] = heads[least]?.value?.article ?? 0;
    const walk = walks[least];
    if (walk) heads[least] = walk.next();
  }
  return order;
}

function* titlesInOrder({ segment, articles }: Part): Generator<{ readonly title: string; readonly article: number }, undefined> {
  const titles = segment.titles();
  for (const index of segment.titleOrder()) {
    const article = articles[index] as number;
    if (article !== GONE) yield { title: stringAt(titles, index), article };
  }
}
