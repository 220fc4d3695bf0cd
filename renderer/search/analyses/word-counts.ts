/** How often words occur in what is found and in the whole library, over the fields that are searched by default. */
import { articleFields, commentFields } from '../../../corpus/query/documents.ts';
import { wordsOf } from '../../../corpus/text/words.ts';
import { countRange, hasBit } from '../engine/bits.ts';
import type { Bits, Evaluated, Snapshot } from '../engine/engine.ts';
import { IndexField, type Segment, type TermEntry } from '../index/segment.ts';
import type { Stretches } from './pause.ts';
import { type Counted, FEWEST, type Ranking, type Totals } from './ranking.ts';
import type { ReadDocument } from './reading.ts';

/** The few first: a document in two of them counts once, and it is the long lists that are to be gone through without looking back. */
export const COUNTED_FIELDS: readonly IndexField[] = [IndexField.Headline, IndexField.Heading, IndexField.Body];

/** A part of the snapshot. */
export interface CountedPart {
  readonly segment: Segment;
  readonly base: number;
  /** None of its documents is gone. */
  readonly whole: boolean;
}

export function countedParts({ parts, live }: Snapshot): CountedPart[] {
  return parts.map(({ segment, base }) => ({ segment, base, whole: countRange(live, base, base + segment.documents) === segment.documents }));
}

/** Words by the columns. */
export function totalsOf({ snapshot, found }: Evaluated): Totals {
  let [here, all] = [0, 0];
  for (const { segment, base } of snapshot.parts) {
    const { length } = segment.columns;
    for (let d = 0; d < segment.documents; d++) {
      if (!hasBit(snapshot.live, base + d)) continue;
      const words = length[d] ?? 0;
      all += words;
      if (hasBit(found, base + d)) here += words;
    }
  }
  return { found: here, rest: all - here };
}

/** Adds up occurrences of one word or pair after the other. */
export class Tally {
  found = 0;
  all = 0;
  documents = 0;
  readonly #live: Bits;
  readonly #found: Bits;
  /** Documents found that were counted in a field before this one. */
  readonly #seen: Bits;
  readonly #marked: number[] = [];

  constructor({ snapshot, found }: Evaluated) {
    this.#live = snapshot.live;
    this.#found = found;
    this.#seen = new Uint32Array(found.length);
  }

  /** All counts to 0. */
  clear(): void {
    for (const document of this.#marked) this.#seen[document >>> 5] = 0;
    this.#marked.length = 0;
    this.found = this.all = this.documents = 0;
  }

  /** A document of the snapshot with so many occurrences in a field. */
  add(document: number, count: number, field: IndexField): void {
    const [word, bit] = [document >>> 5, 1 << (document & 31)];
    if (((this.#live[word] ?? 0) & bit) === 0) return;
    this.all += count;
    if (((this.#found[word] ?? 0) & bit) === 0) return;
    this.found += count;
    if (((this.#seen[word] ?? 0) & bit) !== 0) return;
    this.documents++;
    if (field !== IndexField.Body) this.#mark(document);
  }

  /** The same as `add` for each document of a list, for millions of them. */
  list(entry: TermEntry, { base }: CountedPart, field: IndexField): void {
    const { documents, counts } = entry.decoded();
    const length = entry.documents;
    const live = this.#live;
    const found = this.#found;
    const seen = this.#seen;
    const looking = this.#marked.length > 0;
    let [all, here, times] = [0, 0, 0];
    for (let index = 0; index < length; index++) {
      const document = base + (documents[index] ?? 0);
      const word = document >>> 5;
      const bit = 1 << (document & 31);
      if (((live[word] ?? 0) & bit) === 0) continue;
      const count = counts[index] ?? 0;
      all += count;
      if (((found[word] ?? 0) & bit) === 0) continue;
      here += count;
      if (looking && ((seen[word] ?? 0) & bit) !== 0) continue;
      times++;
      if (field !== IndexField.Body) this.#mark(document);
    }
    this.all += all;
    this.found += here;
    this.documents += times;
  }

  #mark(document: number): void {
    const word = document >>> 5;
    this.#seen[word] = (this.#seen[word] ?? 0) | (1 << (document & 31));
    this.#marked.push(document);
  }

  counted(words: string): Counted {
    return { words, found: this.found, all: this.all, documents: this.documents };
  }
}

/** The words of one field of one part, in order. */
class Walk {
  readonly #terms: Iterator<TermEntry>;
  entry: TermEntry | undefined;
  term = '';

  constructor(
    readonly part: CountedPart,
    readonly field: IndexField,
  ) {
    this.#terms = part.segment.terms(field, '')[Symbol.iterator]();
    this.next();
  }

  next(): void {
    const step = this.#terms.next();
    this.entry = step.done ? undefined : step.value;
    this.term = this.entry?.term ?? '';
  }
}

/** Words between two looks at the clock, and documents of their lists. */
const WORDS = 64;
const DOCUMENTS = 16_384;

/** Goes through the lists of words, and lets others go first between two of them: a list that has been unpacked does not outlast that. */
class Lists {
  /** Documents gone through since the clock was looked at. */
  #passed = 0;

  constructor(
    readonly tally: Tally,
    readonly steps: Stretches,
  ) {}

  /** Counts the documents of a word in one place; what it gives is to be waited for where there is something. */
  count(entry: TermEntry, part: CountedPart, field: IndexField): Promise<void> | undefined {
    this.tally.list(entry, part, field);
    this.#passed += entry.documents;
    if (this.#passed < DOCUMENTS) return undefined;
    this.#passed = 0;
    return this.steps.due() ? this.steps.rest() : undefined;
  }
}

/**
 * Goes through all words of the snapshot in order; `visit` gets the places of each, and is waited for where it gives something to wait for. `atMost`: its
 * occurrences, those in what is gone included.
 */
async function eachWord(
  snapshot: Snapshot,
  steps: Stretches,
  visit: (word: string, at: readonly Walk[], atMost: number) => Promise<void> | undefined,
): Promise<void> {
  const walks = countedParts(snapshot)
    .flatMap((part) => COUNTED_FIELDS.map((field) => new Walk(part, field)))
    .filter(({ entry }) => entry !== undefined);
  const at: Walk[] = [];
  for (let words = 1; ; words++) {
    let least: string | undefined;
    for (const { entry, term } of walks) if (entry !== undefined && (least === undefined || term < least)) least = term;
    if (least === undefined) return;
    at.length = 0;
    let atMost = 0;
    for (const walk of walks) {
      if (walk.entry === undefined || walk.term !== least) continue;
      at.push(walk);
      atMost += walk.entry.occurrences;
    }
    const visited = atMost >= FEWEST ? visit(least, at, atMost) : undefined;
    // most words have nothing to wait for
    if (visited !== undefined) await visited;
    for (const walk of at) walk.next();
    if (words % WORDS === 0 && steps.due()) await steps.rest();
  }
}

/** Ranks all words by the postings: for any size of what is found. */
export async function rankByPostings(evaluated: Evaluated, ranking: Ranking, steps: Stretches): Promise<void> {
  const tally = new Tally(evaluated);
  const lists = new Lists(tally, steps);
  const count = async (word: string, at: readonly Walk[]): Promise<void> => {
    tally.clear();
    for (const { entry, part, field } of at) {
      const counted = entry && lists.count(entry, part, field);
      if (counted !== undefined) await counted;
    }
    ranking.add(tally.counted(word));
  };
  await eachWord(evaluated.snapshot, steps, (word, at, atMost) => (ranking.couldRank(atMost) ? count(word, at) : undefined));
}

/** The same by the words of what is found, where these are counted: postings are only read where documents are gone. */
export async function rankByTexts(evaluated: Evaluated, counts: TextCounts, ranking: Ranking, steps: Stretches): Promise<void> {
  const tally = new Tally(evaluated);
  const lists = new Lists(tally, steps);
  const count = async (word: string, at: readonly Walk[], here: ReturnType<TextCounts['of']>): Promise<void> => {
    tally.clear();
    let all = 0;
    for (const { entry, part, field } of at) {
      if (entry === undefined) continue;
      if (part.whole) {
        all += entry.occurrences;
        continue;
      }
      const counted = lists.count(entry, part, field);
      if (counted !== undefined) await counted;
    }
    ranking.add({ words: word, found: here?.found ?? 0, documents: here?.documents ?? 0, all: all + tally.all });
  };
  await eachWord(evaluated.snapshot, steps, (word, at, atMost) => {
    const here = counts.of(word);
    return here !== undefined || ranking.couldBeMissing(atMost) ? count(word, at, here) : undefined;
  });
}

/** The texts of a document that are searched by default. */
export function countedTexts(read: ReadDocument): readonly string[] {
  const { headline, heading, body } = 'comment' in read ? commentFields(read.comment) : articleFields(read.article, read.text);
  return [...headline, ...heading, ...body];
}

/** Words counted in texts. */
export class TextCounts {
  readonly #words = new Map<string, { found: number; documents: number; last: number }>();

  add(read: ReadDocument): void {
    for (const text of countedTexts(read)) {
      for (const { word } of wordsOf(text)) {
        const there = this.#words.get(word);
        if (there === undefined) {
          this.#words.set(word, { found: 1, documents: 1, last: read.document });
          continue;
        }
        there.found++;
        if (there.last === read.document) continue;
        there.documents++;
        there.last = read.document;
      }
    }
  }

  of(word: string): { readonly found: number; readonly documents: number } | undefined {
    return this.#words.get(word);
  }
}
