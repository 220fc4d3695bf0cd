/** What a query asks of columns. */
import { assertNever } from '../../../corpus/assert.ts';
import { isNumber } from '../../../corpus/query/evaluate.ts';
import type { QueryTerm } from '../../../corpus/query/query.ts';
import { DocumentFlag, type Segment } from '../index/segment.ts';
import { noBits, setBit, setRange } from './bits.ts';
import type { Bits, Snapshot, SnapshotPart } from './engine.ts';

/** Documents with a test, masked ones too. */
export function byDocument({ parts, documents }: Snapshot, testOf: (part: SnapshotPart) => (document: number) => boolean): Bits {
  const bits = noBits(documents);
  for (const part of parts) {
    const test = testOf(part);
    const { base, segment } = part;
    for (let document = 0; document < segment.documents; document++) if (test(document)) setBit(bits, base + document);
  }
  return bits;
}

/** Articles with a test, with or without their comments; masked ones too. */
export function byArticle(
  { parts, documents }: Snapshot,
  comments: 'with comments' | 'alone',
  testOf: (part: SnapshotPart) => (article: number) => boolean,
): Bits {
  const bits = noBits(documents);
  for (const part of parts) {
    const test = testOf(part);
    const { articles, starts } = part.segment;
    for (let article = 0; article < articles; article++) {
      if (!test(article)) continue;
      const document = part.base + (starts[article] ?? 0);
      if (comments === 'alone') setBit(bits, document);
      else setRange(bits, document, part.base + (starts[article + 1] ?? 0));
    }
  }
  return bits;
}

/** Articles, with their comments, whose name passes; `index` is a column of them and `names` its list. */
export function byName(snapshot: Snapshot, column: 'publisher' | 'language' | 'layout' | 'importId', test: (name: string) => boolean): Bits {
  return byArticle(snapshot, 'with comments', ({ segment: { articleColumns } }) => {
    const passes = Uint8Array.from(articleColumns[NAMES[column]], (name) => Number(test(name)));
    const indexes = articleColumns[column];
    return (article) => passes[indexes[article] ?? -1] === 1;
  });
}

export const NAMES = { publisher: 'publishers', language: 'languages', layout: 'layouts', importId: 'imports' } as const;

export function byFlag(snapshot: Snapshot, flag: number): Bits {
  return byDocument(snapshot, ({ segment }) => {
    const { flags } = segment.columns;
    return (document) => ((flags[document] ?? 0) & flag) !== 0;
  });
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
  return byDocument(snapshot, ({ segment }) => {
    const days = segment.columns.day;
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
      return byArticle(snapshot, 'alone', ({ segment }) => {
        const { comments } = segment.articleColumns;
        return (article) => isNumber(comments[article] ?? 0, test);
      });
    case 'words':
      return byDocument(snapshot, ({ segment }) => {
        const { words } = segment.columns;
        return (document) => isNumber(words[document] ?? 0, test);
      });
    case 'rating':
      return byDocument(snapshot, ({ segment }) => {
        const { rating, flags } = segment.columns;
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
