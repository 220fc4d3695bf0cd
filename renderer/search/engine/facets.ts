/** Counting what was found by the values of facets. */
import { assertNever } from '../../../corpus/assert.ts';
import { type ChosenValue, type FacetName, standingOf } from '../../../corpus/query/narrowing.ts';
import { printQuery } from '../../../corpus/query/printer.ts';
import type { QueryTerm } from '../../../corpus/query/query.ts';
import { PATH_SEPARATOR, tagPath, tagsById } from '../../../corpus/query/tag-paths.ts';
import type { ImportRun, Tag, TagId } from '../../../corpus/records.ts';
import type { Facet, FacetValue } from '../client.ts';
import { hasBit, noBits, setBit, without } from './bits.ts';
import type { Bits } from './engine.ts';
import { type ByArticle, COMMENT_BUCKETS, type Counts, type FacetColumns, monthsOf, RATING_BUCKETS } from './facet-columns.ts';
import type { Marks } from './marks.ts';

export const FACETS: readonly FacetName[] = ['publisher', 'layout', 'month', 'language', 'tag', 'import', 'comments', 'rating', 'reply'];

/** Values of a facet that are told, at most; months, numbers and replies are all told. */
const MOST = 200;

export interface Counted {
  readonly columns: FacetColumns;
  /** What the query finds without its own conditions of the facet. */
  readonly found: Bits;
  /** The same, article by article. */
  readonly byArticle: () => ByArticle;
  readonly marks: Marks;
  readonly tags: readonly Tag[];
  readonly imports: readonly ImportRun[];
  readonly chosen: readonly ChosenValue[];
}

/** A condition as text. */
function conditionOf(term: QueryTerm): string {
  return printQuery({ root: { type: 'term', term, at: { from: 0, to: 0 } } });
}

/** A facet's values; those that are chosen and not known to the library are for the caller to add. */
export function countFacet(name: FacetName, counted: Counted): Facet {
  switch (name) {
    case 'publisher':
      return byNames(name, counted, 'publisher', (value) => ({ type: 'whole', of: 'publisher', value }), 'publisher');
    case 'layout':
      return byNames(name, counted, 'layout', (value) => ({ type: 'whole', of: 'layout', value }));
    case 'language':
      return byNames(name, counted, 'language', (value) => ({ type: 'whole', of: 'lang', value }), 'language');
    case 'import': {
      const titles = new Map<string, string>(counted.imports.map(({ id, names }) => [id, names.join(', ')]));
      return byNames(
        name,
        counted,
        'importId',
        (id) => ({ type: 'import', id }),
        undefined,
        (id) => titles.get(id) || id,
      );
    }
    case 'month':
      return { name, values: months(counted), more: 0 };
    case 'tag':
      return most(name, tagValues(counted), counted.chosen);
    case 'comments':
      return { name, values: buckets(counted, 'comments', COMMENT_BUCKETS, counted.columns.commentBuckets()), more: 0 };
    case 'rating':
      return { name, values: buckets(counted, 'rating', RATING_BUCKETS, counted.columns.ratingBuckets()), more: 0 };
    case 'reply':
      return { name, values: replies(counted), more: 0 };
    default:
      return assertNever(name, 'facet');
  }
}

const isThere = ({ articles, comments }: Counts): boolean => articles + comments > 0;

/** The values with most, and those that are chosen. */
function most(name: FacetName, values: readonly FacetValue[], chosen: readonly ChosenValue[]): Facet {
  const sorted = values
    .map((value) => ({ value, found: value.articles + value.comments }))
    .sort((a, b) => b.found - a.found || (a.value.label < b.value.label ? -1 : a.value.label > b.value.label ? 1 : 0))
    .map(({ value }) => value);
  const told = sorted.filter((value, index) => (index < MOST && isThere(value)) || (chosen.length > 0 && standingOf(value.condition, chosen) !== undefined));
  return { name, values: told, more: sorted.filter(isThere).length - told.filter(isThere).length };
}

function byNames(
  name: FacetName,
  { columns, byArticle, chosen }: Counted,
  column: 'publisher' | 'layout' | 'language' | 'importId',
  termOf: (value: string) => QueryTerm,
  known?: 'publisher' | 'language',
  labelOf: (value: string) => string = (value) => value,
): Facet {
  const { names, ofArticle } = columns.names(column);
  const found = byArticle();
  const articles = new Uint32Array(names.length + 1);
  const comments = new Uint32Array(names.length + 1);
  for (let article = 0; article < ofArticle.length; article++) {
    const value = ofArticle[article] ?? 0;
    articles[value] = (articles[value] ?? 0) + (found.articles[article] ?? 0);
    comments[value] = (comments[value] ?? 0) + (found.comments[article] ?? 0);
  }
  const counts = (index: number): Counts => ({ articles: articles[index] ?? 0, comments: comments[index] ?? 0 });
  const values = names.map((value, index): FacetValue => ({ condition: conditionOf(termOf(value)), label: labelOf(value), ...counts(index) }));
  if (known !== undefined) values.push({ condition: `-${conditionOf({ type: 'has', what: known })}`, label: `no ${known}`, ...counts(names.length) });
  return most(name, values, chosen);
}

function months({ columns, found, chosen }: Counted): FacetValue[] {
  const { parts, articles } = columns.snapshot;
  const byMonth = new Map<number, { articles: number; comments: number }>();
  const undated = { articles: 0, comments: 0 };
  for (const { segment, base } of parts) {
    const { months, ofDocument } = monthsOf(segment);
    const all = new Uint32Array(months.length + 2);
    const own = new Uint32Array(months.length + 2);
    const first = base >>> 5;
    const words = (segment.documents + 31) >>> 5;
    for (let at = 0; at < words; at++) {
      let word = found[first + at] ?? 0;
      const ofArticles = articles[first + at] ?? 0;
      while (word !== 0) {
        const low = word & -word;
        word ^= low;
        const month = ofDocument[(at << 5) + 31 - Math.clz32(low)] ?? 0;
        all[month] = (all[month] ?? 0) + 1;
        if ((ofArticles & low) !== 0) own[month] = (own[month] ?? 0) + 1;
      }
    }
    const add = (to: { articles: number; comments: number }, place: number): void => {
      to.articles += own[place] ?? 0;
      to.comments += (all[place] ?? 0) - (own[place] ?? 0);
    };
    add(undated, 1);
    for (const [index, month] of months.entries()) {
      const counts = byMonth.get(month) ?? { articles: 0, comments: 0 };
      byMonth.set(month, counts);
      add(counts, index + 2);
    }
  }
  const values = [...byMonth]
    .sort(([a], [b]) => a - b)
    .map(([month, counts]): FacetValue => {
      const label = `${String(Math.floor(month / 100)).padStart(4, '0')}-${String(month % 100).padStart(2, '0')}`;
      return { condition: conditionOf({ type: 'date', from: label, to: label }), label, ...counts };
    });
  values.push({ condition: `-${conditionOf({ type: 'has', what: 'date' })}`, label: 'no date', ...undated });
  return values.filter((value) => isThere(value) || (chosen.length > 0 && standingOf(value.condition, chosen) !== undefined));
}

/** Each tag with everything below it; a document counts once. */
function tagValues({ columns, found, marks, tags }: Counted): FacetValue[] {
  const byId = tagsById(tags);
  const places = new Map(tags.map(({ id }, index) => [id, index]));
  const articles = new Uint32Array(tags.length);
  const comments = new Uint32Array(tags.length);
  /** The last document that was counted for a tag, and 1. */
  const last = new Uint32Array(tags.length);
  const tagged = noBits(columns.snapshot.documents);
  for (const { document, tags: on } of marks.tagged) {
    setBit(tagged, document);
    if (!hasBit(found, document)) continue;
    const counts = hasBit(columns.snapshot.articles, document) ? articles : comments;
    for (const tag of on) {
      for (let at: TagId | undefined = tag; at !== undefined; at = byId.get(at)?.parent) {
        const place = places.get(at);
        if (place === undefined || last[place] === document + 1) break;
        last[place] = document + 1;
        counts[place] = (counts[place] ?? 0) + 1;
      }
    }
  }
  const values = tags.map((tag, index): FacetValue => {
    const path = tagPath(tag, byId).join(PATH_SEPARATOR);
    return { condition: conditionOf({ type: 'tag', tag: path }), label: path, articles: articles[index] ?? 0, comments: comments[index] ?? 0 };
  });
  return [...values, { condition: 'is:untagged', label: 'untagged', ...columns.counts(without(found, tagged)) }];
}

function buckets({ columns, found }: Counted, of: 'comments' | 'rating', tests: typeof COMMENT_BUCKETS, bits: readonly Bits[]): FacetValue[] {
  return tests.map(({ label, test }, index) => ({
    condition: conditionOf({ type: 'number', of, test }),
    label,
    ...columns.counts(found, bits[index] ?? noBits(columns.snapshot.documents)),
  }));
}

function replies({ columns, found }: Counted): FacetValue[] {
  const { reply, answered } = columns.replies();
  return [
    { condition: 'is:reply', label: 'replies', ...columns.counts(found, reply) },
    { condition: 'has:replies', label: 'with replies', ...columns.counts(found, answered) },
    { condition: '-is:reply -has:replies', label: 'neither', ...columns.counts(without(without(found, reply), answered)) },
  ];
}
