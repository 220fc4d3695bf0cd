/** What a query asks of columns. */
import { assertNever } from '../../../corpus/assert.ts';
import type { NumberTest, QueryTerm } from '../../../corpus/query/query.ts';
import type { Segment } from '../index/segment.ts';
import { both, noBits, setBit, setRange } from './bits.ts';
import type { Bits, Snapshot } from './engine.ts';
import { keptBits } from './kept-bits.ts';
import { monthRunsOf } from './month-runs.ts';

/** Bits of each segment side by side, as segments begin with a word of their own; kept by segment where `name` says what they are. */
function sideBySide({ parts, documents }: Snapshot, bitsOf: (segment: Segment) => Bits, name: string | undefined): Bits {
  const bits = noBits(documents);
  for (const { base, segment } of parts) bits.set(name === undefined ? bitsOf(segment) : keptBits(segment, name, bitsOf), base >>> 5);
  return bits;
}

/** Articles with a test, with or without their comments; masked ones too. What is asked for often has a `name`, the same for the same test. */
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

/** Articles, with their comments, whose name passes. `asked`: the same for the same test of the column. */
export function byName(snapshot: Snapshot, column: keyof typeof NAMES, test: (name: string) => boolean, asked: string): Bits {
  return sideBySide(
    snapshot,
    ({ articleColumns, documents, starts }) => {
      const passes = Uint8Array.from(articleColumns[NAMES[column]], (name) => Number(test(name)));
      return namesWithin(articleColumns[column], passes, starts, noBits(documents));
    },
    `${column} ${asked}`,
  );
}

/** Sets the documents of the articles whose name passes; those of articles that stand together are set together. */
function namesWithin(indexes: Uint32Array, passes: Uint8Array, starts: Uint32Array, bits: Bits): Bits {
  let from = -1;
  for (let article = 0; article < indexes.length; article++) {
    const index = indexes[article] as number;
    const passed = index < passes.length && passes[index] === 1;
    if (passed === from >= 0) continue;
    const start = starts[article] ?? 0;
    if (!passed) setRange(bits, from, start);
    from = passed ? start : -1;
  }
  if (from >= 0) setRange(bits, from, starts[indexes.length] ?? 0);
  return bits;
}

export const NAMES = { publisher: 'publishers', language: 'languages', layout: 'layouts', importId: 'imports' } as const;

export function byFlag(snapshot: Snapshot, flag: number): Bits {
  return sideBySide(snapshot, ({ columns }) => flagged(columns.flags, flag), `flag ${flag}`);
}

/** How exactly an end of a range is stated, as what its day is divided by. */
function stepOf(end: string): number {
  return end.length === 4 ? 10_000 : end.length === 7 ? 100 : 1;
}

const numberOf = (end: string): number => Number(end.replaceAll('-', ''));

/** As far as the ends tell: a day lies within the month that is named. What is known less exactly than an end does not lie within it. Without ends: any date. */
export function byDate(snapshot: Snapshot, { from, to }: Extract<QueryTerm, { readonly type: 'date' }>): Bits {
  const fromStep = from === undefined ? 100 : stepOf(from);
  const toStep = to === undefined ? 10_000 : stepOf(to);
  const least = from === undefined ? 1 : Math.max(1, numberOf(from) * fromStep);
  const most = to === undefined ? LATEST : Math.min(LATEST, (numberOf(to) + 1) * toStep - 1);
  const range = { least, most };
  if (fromStep > 1 && toStep > 1) return sideBySide(snapshot, (segment) => monthsWithin(segment, range, toStep === 100), `month ${least}..${most} ${toStep}`);
  const within = sideBySide(snapshot, ({ columns }) => daysWithin(columns.day, range), `day ${least}..${most}`);
  if (toStep === 10_000) return within;
  return both(
    within,
    sideBySide(snapshot, ({ columns }) => daysStating(columns.day, toStep), `stated ${toStep}`),
  );
}

/** As `daysWithin`, where the range begins and ends with a month; `stated`: those alone that state one. */
function monthsWithin(segment: Segment, { least, most }: Range, stated: boolean): Bits {
  const { months, ends, ofRun } = monthRunsOf(segment);
  const passes = Uint8Array.from(months, (month) =>
    Number(month > 0 && month >= Math.floor(least / 100) && month <= Math.floor(most / 100) && !(stated && month % 100 === 0)),
  );
  const bits = noBits(segment.documents);
  let from = 0;
  for (let run = 0; run < ends.length; run++) {
    const end = ends[run] as number;
    if (passes[ofRun[run] as number] === 1) setRange(bits, from, end);
    from = end;
  }
  return bits;
}

/** No day is later. */
const LATEST = 0x7fffffff;

// Each of the following puts 32 documents together before it writes them, without a branch: whether one passes is as good as random. There is one for each kind
// of array, as a loop that meets one kind only is several times as fast.

function flagged(flags: Uint8Array, flag: number): Bits {
  const bits = noBits(flags.length);
  for (let word = 0, at = 0; word < bits.length; word++) {
    const end = Math.min(at + 32, flags.length);
    let passed = 0;
    for (let place = 0; at < end; at++, place++) passed |= Number(((flags[at] as number) & flag) !== 0) << place;
    bits[word] = passed;
  }
  return bits;
}

function daysWithin(days: Int32Array, { least, most }: Range): Bits {
  const bits = noBits(days.length);
  for (let word = 0, at = 0; word < bits.length; word++) {
    const end = Math.min(at + 32, days.length);
    let passed = 0;
    for (let place = 0; at < end; at++, place++) passed |= (Number((days[at] as number) >= least) & Number((days[at] as number) <= most)) << place;
    bits[word] = passed;
  }
  return bits;
}

/** Days that state the day (1), or at least the month (100). */
function daysStating(days: Int32Array, step: number): Bits {
  const bits = noBits(days.length);
  for (let document = 0; document < days.length; document++) if (Math.floor((days[document] as number) / step) % 100 !== 0) setBit(bits, document);
  return bits;
}

/** NaN is not within. */
function floatsWithin(numbers: Float64Array, { least, most }: Range): Bits {
  const bits = noBits(numbers.length);
  for (let word = 0, at = 0; word < bits.length; word++) {
    const end = Math.min(at + 32, numbers.length);
    let passed = 0;
    for (let place = 0; at < end; at++, place++) passed |= (Number((numbers[at] as number) >= least) & Number((numbers[at] as number) <= most)) << place;
    bits[word] = passed;
  }
  return bits;
}

function integersWithin(numbers: Uint32Array, { least, most }: Range): Bits {
  const bits = noBits(numbers.length);
  for (let word = 0, at = 0; word < bits.length; word++) {
    const end = Math.min(at + 32, numbers.length);
    let passed = 0;
    for (let place = 0; at < end; at++, place++) passed |= (Number((numbers[at] as number) >= least) & Number((numbers[at] as number) <= most)) << place;
    bits[word] = passed;
  }
  return bits;
}

/** Both ends belong to it. */
interface Range {
  readonly least: number;
  readonly most: number;
}

function rangeOf(test: NumberTest): Range {
  const [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  switch (test.is) {
    case '>':
      return { least: nextAbove(test.value), most };
    case '>=':
      return { least: test.value, most };
    case '<':
      return { least, most: -nextAbove(-test.value) };
    case '<=':
      return { least, most: test.value };
    case '=':
      return { least: test.value, most: test.value };
    case '..':
      return { least: test.from, most: test.to };
    default:
      return assertNever(test, 'comparison');
  }
}

const double = new Float64Array(1);
const doubleBits = new BigInt64Array(double.buffer);

/** The least number that is more. */
function nextAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  double[0] = value;
  doubleBits[0] = (doubleBits[0] ?? 0n) + (value > 0 ? 1n : -1n);
  return double[0];
}

export function byNumber(snapshot: Snapshot, { of, test }: Extract<QueryTerm, { readonly type: 'number' }>): Bits {
  const range = rangeOf(test);
  const name = `${of} ${range.least}..${range.most}`;
  switch (of) {
    case 'comments':
      return byArticle(
        snapshot,
        'alone',
        ({ articleColumns: { comments } }) =>
          (article) =>
            (comments[article] ?? 0) >= range.least && (comments[article] ?? 0) <= range.most,
        name,
      );
    case 'words':
      return sideBySide(snapshot, ({ columns }) => integersWithin(columns.words, range), name);
    case 'rating':
      // articles have none
      return sideBySide(snapshot, ({ columns }) => floatsWithin(columns.rating, range), name);
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
