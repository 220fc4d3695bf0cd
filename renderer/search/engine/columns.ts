/** What a query asks of columns. */
import { assertNever } from '../../../corpus/assert.ts';
import { isNumber } from '../../../corpus/query/evaluate.ts';
import type { QueryTerm } from '../../../corpus/query/query.ts';
import { DocumentFlag, type Segment } from '../index/segment.ts';
import { noBits, setBit, setRange } from './bits.ts';
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
  return byDocument(snapshot, ({ columns }) => {
    const days = columns.day;
    return (document) => {
      const day = days[document] ?? 0;
      if (day === 0 || Math.floor(day / fromStep) < first) return false;
      if (to === undefined) return true;
      const end = Math.floor(day / toStep);
      return end <= last && (toStep === 10_000 || end % 100 !== 0);
    };
  });
}

export function byNumber(snapshot: Snapshot, { of, test }: Extract<QueryTerm, { readonly type: 'number' }>): Bits {
  switch (of) {
    case 'comments':
      return byArticle(snapshot, 'alone', ({ articleColumns: { comments } }) => {
        return (article) => isNumber(comments[article] ?? 0, test);
      });
    case 'words':
      return byDocument(snapshot, ({ columns: { words } }) => {
        return (document) => isNumber(words[document] ?? 0, test);
      });
    case 'rating':
      return byDocument(snapshot, ({ columns: { rating, flags } }) => {
        return (document) => ((flags[document] ?? 0) & DocumentFlag.Article) === 0 && isNumber(rating[document] ?? Number.NaN, test);
      });
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
