/** Counting what was found by the values of facets. */
import { assertNever } from '../../../corpus/assert.ts';
import type { ChosenValue, FacetName } from '../../../corpus/query/narrowing.ts';
import { printQuery } from '../../../corpus/query/printer.ts';
import type { QueryTerm } from '../../../corpus/query/query.ts';
import { PATH_SEPARATOR, tagPath, tagsById } from '../../../corpus/query/tag-paths.ts';
import type { Tag, TagId } from '../../../corpus/records.ts';
import { foldText } from '../../../corpus/text/fold.ts';
import type { Facet, FacetValue } from '../client.ts';
import { countBoth, countThree, hasBit } from './bits.ts';
import { type FacetColumns, RATING_BUCKETS } from './facet-columns.ts';
import type { Marks, MarksAndNames } from './marks.ts';
import { COMMENT_BUCKETS, type NameColumn } from './segment-facets.ts';
import type { Counts, Tally } from './tally.ts';

export const FACETS: readonly FacetName[] = ['publisher', 'layout', 'month', 'language', 'tag', 'import', 'comments', 'rating', 'reply'];

/** Values of a facet that are told, at most; months, numbers and replies are all told. */
const MOST = 200;

export interface Counted {
  readonly columns: FacetColumns;
  /** Of what the query finds without its own conditions of the facet. */
  readonly tally: Tally;
  readonly chosen: Chosen;
}

/** A condition as text. */
function conditionOf(term: QueryTerm): string {
  return printQuery({ root: { type: 'term', term, at: { from: 0, to: 0 } } });
}

/** Which conditions are the values that a query chooses or excludes, or their opposites; as `standingOf` has it, for conditions that are printed. */
export class Chosen {
  readonly #folded: ReadonlySet<string>;

  constructor(readonly values: readonly ChosenValue[]) {
    this.#folded = new Set(values.map(({ condition }) => foldText(condition)));
  }

  has(condition: string): boolean {
    if (this.#folded.size === 0) return false;
    const own = foldText(condition);
    return this.#folded.has(own) || this.#folded.has(opposite(own));
  }

  /** Those that are none of these values. */
  missing(values: readonly FacetValue[]): readonly ChosenValue[] {
    if (this.values.length === 0) return [];
    const there = new Set(values.map(({ condition }) => foldText(condition)));
    return this.values.filter(({ condition }) => !there.has(foldText(condition)) && !there.has(opposite(foldText(condition))));
  }
}

/** Of one condition. */
const opposite = (condition: string): string => (condition.startsWith('-') ? condition.slice(1) : `-${condition}`);

/** Facets that are counted by what the library says; the others by what the index has alone. */
type KnownFacet = 'tag' | 'import';

export const isKnown = (name: FacetName): name is KnownFacet => name === 'tag' || name === 'import';

/** A facet's values; those that are chosen and not known to the library are for the caller to add. */
export function countFacet(name: Exclude<FacetName, KnownFacet>, counted: Counted): Facet {
  switch (name) {
    case 'publisher':
      return byNames(name, counted, 'publisher', (value) => ({ type: 'whole', of: 'publisher', value }), { known: 'publisher' });
    case 'layout':
      return byNames(name, counted, 'layout', (value) => ({ type: 'whole', of: 'layout', value }));
    case 'language':
      return byNames(name, counted, 'language', (value) => ({ type: 'whole', of: 'lang', value }), { known: 'language' });
    case 'month':
      return { name, values: months(counted), more: 0 };
    case 'comments':
      return { name, values: commentBuckets(counted), more: 0 };
    case 'rating':
      return { name, values: ratingBuckets(counted), more: 0 };
    case 'reply':
      return { name, values: replies(counted), more: 0 };
    default:
      return assertNever(name, 'facet');
  }
}

/** The same for those that need the library. */
export function countKnown(name: KnownFacet, counted: Counted, { marks, tags, imports }: MarksAndNames): Facet {
  if (name === 'tag') return most(name, tagValues(counted.tally, marks, tags), counted.chosen);
  const titles = new Map<string, string>(imports.map(({ id, names }) => [id, names.join(', ')]));
  return byNames(name, counted, 'importId', (id) => ({ type: 'import', id }), { labelOf: (id) => titles.get(id) || id });
}

/** A value before it is told: what it is called is made only where it is asked for. */
interface Value extends Counts {
  readonly label: string;
  condition(): string;
}

const foundOf = ({ articles, comments }: Counts): number => articles + comments;
const isThere = (counts: Counts): boolean => foundOf(counts) > 0;
const told = ({ label, articles, comments, condition }: Value): FacetValue => ({ condition: condition(), label, articles, comments });
/** Most first. */
const inOrder = (a: Value, b: Value): number => foundOf(b) - foundOf(a) || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0);

/** The values with most, and those that are chosen. */
function most(name: FacetName, values: readonly Value[], chosen: Chosen): Facet {
  const there = values.filter(isThere);
  // of many only those are put in order that may be among the first
  const least = there.length > MOST ? (Uint32Array.from(there, foundOf).sort()[there.length - MOST] as number) : 0;
  const first = there
    .filter((value) => foundOf(value) >= least)
    .sort(inOrder)
    .slice(0, MOST);
  const among = new Set(first);
  const rest = chosen.values.length === 0 ? [] : values.filter((value) => !among.has(value) && chosen.has(value.condition())).sort(inOrder);
  return { name, values: [...first, ...rest].map(told), more: there.length - first.length - rest.filter(isThere).length };
}

function byNames(
  name: FacetName,
  { columns, tally, chosen }: Counted,
  column: NameColumn,
  termOf: (value: string) => QueryTerm,
  { known, labelOf = (value) => value }: { readonly known?: 'publisher' | 'language'; readonly labelOf?: (value: string) => string } = {},
): Facet {
  const { names } = columns.names(column);
  const values = columns.byName(column, tally).flatMap((counts, place): Value | readonly Value[] => {
    const value = names[place];
    if (value !== undefined) return { label: labelOf(value), condition: () => conditionOf(termOf(value)), ...counts };
    return known === undefined ? [] : { label: `no ${known}`, condition: () => `-${conditionOf({ type: 'has', what: known })}`, ...counts };
  });
  return most(name, values, chosen);
}

function months({ tally, chosen }: Counted): FacetValue[] {
  const { months, undated } = tally.byMonth();
  const values = [...months]
    .sort(([a], [b]) => a - b)
    .map(([month, counts]): FacetValue => {
      const label = `${String(Math.floor(month / 100)).padStart(4, '0')}-${String(month % 100).padStart(2, '0')}`;
      return { condition: conditionOf({ type: 'date', from: label, to: label }), label, ...counts };
    });
  values.push({ condition: `-${conditionOf({ type: 'has', what: 'date' })}`, label: 'no date', ...undated });
  return values.filter((value) => isThere(value) || chosen.has(value.condition));
}

/** Each tag with everything below it; a document counts once. */
function tagValues({ snapshot, found, total }: Tally, marks: Marks, tags: readonly Tag[]): Value[] {
  const byId = tagsById(tags);
  const places = new Map(tags.map(({ id }, index) => [id, index]));
  const articles = new Uint32Array(tags.length);
  const comments = new Uint32Array(tags.length);
  const untagged = { ...total };
  /** The last document that was counted for a tag, and 1. */
  const last = new Uint32Array(tags.length);
  for (const { document, tags: on } of marks.tagged) {
    if (!hasBit(found, document)) continue;
    const isArticle = hasBit(snapshot.articles, document);
    untagged[isArticle ? 'articles' : 'comments'] -= 1;
    const counts = isArticle ? articles : comments;
    for (const tag of on) {
      for (let at: TagId | undefined = tag; at !== undefined; at = byId.get(at)?.parent) {
        const place = places.get(at);
        if (place === undefined || last[place] === document + 1) break;
        last[place] = document + 1;
        counts[place] = (counts[place] ?? 0) + 1;
      }
    }
  }
  const values = tags.map((tag, index): Value => {
    const path = tagPath(tag, byId).join(PATH_SEPARATOR);
    return { label: path, condition: () => conditionOf({ type: 'tag', tag: path }), articles: articles[index] ?? 0, comments: comments[index] ?? 0 };
  });
  return [...values, { label: 'untagged', condition: () => 'is:untagged', ...untagged }];
}

/** Of articles. */
function commentBuckets({ tally }: Counted): FacetValue[] {
  const { buckets } = tally.byArticle();
  return COMMENT_BUCKETS.map(({ label, test }, index) => ({
    condition: conditionOf({ type: 'number', of: 'comments', test }),
    label,
    articles: buckets[index] ?? 0,
    comments: 0,
  }));
}

/** Of comments. */
function ratingBuckets({ columns, tally }: Counted): FacetValue[] {
  const bits = columns.ratingBuckets();
  return RATING_BUCKETS.map(({ label, test }, index) => {
    const of = bits[index];
    return { condition: conditionOf({ type: 'number', of: 'rating', test }), label, articles: 0, comments: of === undefined ? 0 : countBoth(tally.found, of) };
  });
}

/** Comments answer and are answered. */
function replies({ columns, tally: { found, total } }: Counted): FacetValue[] {
  const { reply, answered } = columns.replies();
  const [answering, answers] = [countBoth(found, reply), countBoth(found, answered)];
  const neither = total.comments - answering - answers + countThree(found, reply, answered);
  return [
    { condition: 'is:reply', label: 'replies', articles: 0, comments: answering },
    { condition: 'has:replies', label: 'with replies', articles: 0, comments: answers },
    { condition: '-is:reply -has:replies', label: 'neither', articles: total.articles, comments: neither },
  ];
}
