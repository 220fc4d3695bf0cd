/** What a query asks of columns. */
import { assertNever } from '../../../corpus/assert.ts';
import { isNumber } from '../../../corpus/query/evaluate.ts';
import type { NumberTest, QueryTerm } from '../../../corpus/query/query.ts';
import { DocumentFlag, type Segment } from '../index/segment.ts';
import { noBits, setBit, setRange, without } from './bits.ts';
import type { Bits, Snapshot } from './engine.ts';

/** Bits of segments that are asked for again and again, by a name for what they tell: a segment never changes. */
const kept = new WeakMap<Segment, Map<string, Bits>>();

/** Bits of each segment side by side, as segments begin with a word of their own; worked out once a segment where `name` says what they are. */
function sideBySide({ parts, documents }: Snapshot, bitsOf: (segment: Segment) => Bits, name: string | undefined): Bits {
  const bits = noBits(documents);
  for (const { base, segment } of parts) bits.set(name === undefined ? bitsOf(segment) : keptOf(segment, name, bitsOf), base >>> 5);
  return bits;
}

function keptOf(segment: Segment, name: string, bitsOf: (segment: Segment) => Bits): Bits {
  let own = kept.get(segment);
  if (own === undefined) {
    own = new Map();
    kept.set(segment, own);
  }
  let bits = own.get(name);
  if (bits === undefined) {
    bits = bitsOf(segment);
    own.set(name, bits);
  }
  return bits;
}

/** Documents with a test, masked ones too. What is asked for often has a `name`, the same for the same test. */
export function byDocument(snapshot: Snapshot, testOf: (segment: Segment) => (document: number) => boolean, name?: string): Bits {
  return sideBySide(
    snapshot,
    (segment) => {
      const bits = noBits(segment.documents);
      const test = testOf(segment);
      for (let document = 0; document < segment.documents; document++) if (test(document)) setBit(bits, document);
      return bits;
    },
    name,
  );
}

/** Articles with a test, with or without their comments; masked ones too. `name` as above. */
export function byArticle(
  snapshot: Snapshot,
  comments: 'with comments' | 'alone',
  testOf: (segment: Segment) => (article: number) => boolean,
  name?: string,
): Bits {
  return sideBySide(
    snapshot,
    (segment) => {
      const bits = noBits(segment.documents);
      const test = testOf(segment);
      const { articles, starts } = segment;
      for (let article = 0; article < articles; article++) {
        if (!test(article)) continue;
        const document = starts[article] ?? 0;
        if (comments === 'alone') setBit(bits, document);
        else setRange(bits, document, starts[article + 1] ?? 0);
      }
      return bits;
    },
    name,
  );
}

/** Articles, with their comments, whose name passes; `index` is a column of them and `names` its list. */
export function byName(snapshot: Snapshot, column: 'publisher' | 'language' | 'layout' | 'importId', test: (name: string) => boolean): Bits {
  return byArticle(snapshot, 'with comments', ({ articleColumns }) => {
    const passes = Uint8Array.from(articleColumns[NAMES[column]], (name) => Number(test(name)));
    const indexes = articleColumns[column];
    return (article) => passes[indexes[article] ?? -1] === 1;
  });
}

export const NAMES = { publisher: 'publishers', language: 'languages', layout: 'layouts', importId: 'imports' } as const;

export function byFlag(snapshot: Snapshot, flag: number): Bits {
  return byDocument(
    snapshot,
    ({ columns: { flags } }) =>
      (document) =>
        ((flags[document] ?? 0) & flag) !== 0,
    `flag ${flag}`,
  );
}

/** How exactly an end of a range is stated, as what its day is divided by. */
function stepOf(end: string): number {
  return end.length === 4 ? 10_000 : end.length === 7 ? 100 : 1;
}

const numberOf = (end: string): number => Number(end.replaceAll('-', ''));

/** As far as the ends tell: a day lies within the month that is named. What is known less exactly than an end does not lie within it. */
export function byDate(snapshot: Snapshot, { from, to }: Extract<QueryTerm, { readonly type: 'date' }>): Bits {
  const fromStep = from === undefined ? 1 : stepOf(from);
  const toStep = to === undefined ? 1 : stepOf(to);
  const first = from === undefined ? 0 : numberOf(from);
  const last = to === undefined ? Number.POSITIVE_INFINITY : numberOf(to);
  const unit = to === undefined || toStep === 10_000 ? 0 : toStep;
  return sideBySide(snapshot, ({ columns }) => daysWithin(columns.day, Math.max(1, first * fromStep), (last + 1) * toStep - 1, unit), undefined);
}

/** Days from `least` to `most`; where there is a `unit` other than 0, those that state the day (1) or at least the month (100). */
function daysWithin(days: Int32Array, least: number, most: number, unit: number): Bits {
  const bits = noBits(days.length);
  for (let document = 0; document < days.length; document++) {
    const day = days[document] as number;
    if (day < least || day > most) continue;
    if (unit !== 0 && Math.floor(day / unit) % 100 === 0) continue;
    bits[document >>> 5] = (bits[document >>> 5] as number) | (1 << (document & 31));
  }
  return bits;
}

/** Documents with a number from `least` to `most` that is not `except`. */
function numbersWithin(numbers: Float64Array | Uint32Array, { least, most, except }: Range): Bits {
  const bits = noBits(numbers.length);
  for (let document = 0; document < numbers.length; document++) {
    const number = numbers[document] as number;
    // NaN is neither
    if (number >= least && number <= most && number !== except) bits[document >>> 5] = (bits[document >>> 5] as number) | (1 << (document & 31));
  }
  return bits;
}

/** Both ends belong to it. */
interface Range {
  readonly least: number;
  readonly most: number;
  /** NaN: nothing. */
  readonly except: number;
}

function rangeOf(test: NumberTest): Range {
  const [least, most, except] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN];
  switch (test.is) {
    case '>':
      return { least: test.value, most, except: test.value };
    case '>=':
      return { least: test.value, most, except };
    case '<':
      return { least, most: test.value, except: test.value };
    case '<=':
      return { least, most: test.value, except };
    case '=':
      return { least: test.value, most: test.value, except };
    case '..':
      return { least: test.from, most: test.to, except };
    default:
      return assertNever(test, 'comparison');
  }
}

export function byNumber(snapshot: Snapshot, { of, test }: Extract<QueryTerm, { readonly type: 'number' }>): Bits {
  switch (of) {
    case 'comments':
      return byArticle(snapshot, 'alone', ({ articleColumns: { comments } }) => {
        return (article) => isNumber(comments[article] ?? 0, test);
      });
    case 'words':
      return sideBySide(snapshot, ({ columns }) => numbersWithin(columns.words, rangeOf(test)), undefined);
    case 'rating':
      return without(
        sideBySide(snapshot, ({ columns }) => numbersWithin(columns.rating, rangeOf(test)), undefined),
        byFlag(snapshot, DocumentFlag.Article),
      );
    default:
      return assertNever(of, 'field of numbers');
  }
}

/** A column of documents, read through all parts. */
export function ofParts({ parts, documents }: Snapshot, column: (segment: Segment) => Float64Array | Uint32Array): (document: number) => number {
  const ends = parts.map(({ base, segment }) => ({ base, end: base + segment.documents, values: column(segment) }));
  let here = ends[0] ?? { base: 0, end: documents, values: new Float64Array(documents) };
  return (document) => {
    if (document < here.base || document >= here.end) here = ends.find(({ base, end }) => document >= base && document < end) ?? here;
    return here.values[document - here.base] ?? Number.NaN;
  };
}
