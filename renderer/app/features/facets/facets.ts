/** What the facets in the sidebar show. Pure: it knows answers of the search, not how they are asked for. */
import { chosenIn, type FacetName, type Narrowing, standingOf } from '../../../../corpus/query/narrowing.ts';
import { parseQuery } from '../../../../corpus/query/parser.ts';
import type { Facet, FacetValue } from '../../../search/client.ts';

/** Which list is counted. */
export type Counted = 'articles' | 'comments';

export interface ShownValue {
  readonly condition: string;
  readonly label: string;
  /** Rows of the list with it; undefined where they have not been counted yet. */
  readonly count: number | undefined;
  readonly standing: 'chosen' | 'excluded' | undefined;
}

export interface ShownFacet {
  readonly name: FacetName;
  readonly title: string;
  readonly values: readonly ShownValue[];
  /** Values the search left out. */
  readonly more: number;
}

/** A month or a year, or all from one to another, as a condition. */
const STRETCHES = /^date:(\d{4}(?:-\d\d)?)(?:\.\.(\d{4}(?:-\d\d)?))?$/;

const ORDER: readonly FacetName[] = ['month', 'publisher', 'tag', 'layout', 'language', 'import', 'comments', 'rating', 'reply'];

const TITLES: Readonly<Record<FacetName, string>> = {
  month: 'Month',
  publisher: 'Publisher',
  tag: 'Tags',
  layout: 'Layout',
  language: 'Language',
  import: 'Import',
  comments: 'Comments captured',
  rating: 'Rating',
  reply: 'Answers',
};

/**
 * The facets of a list, in the order they are shown in: values that occur in it, and those the query chooses or excludes. Months stand newest first. What
 * the query says is read anew, so that a choice shows before it has been counted.
 */
export function shownFacets(facets: readonly Facet[], counted: Counted, query: string): ShownFacet[] {
  const parsed = parseQuery(query);
  return ORDER.flatMap((name) => {
    const facet = facets.find((one) => one.name === name);
    if (facet === undefined) return [];
    const chosen = parsed.ok ? chosenIn(parsed.query, name) : [];
    const shown = (value: FacetValue): ShownValue => ({
      condition: value.condition,
      label: value.label.replace(STRETCHES, (condition) => condition.slice('date:'.length)),
      count: value[counted],
      // to compare them, conditions are read: a list of hundreds, where nothing is chosen, is not
      standing: chosen.length === 0 ? undefined : standingOf(value.condition, chosen),
    });
    const known = facet.values.map(shown).filter(({ count, standing }) => count !== 0 || standing !== undefined);
    const uncounted = chosen
      .filter(({ condition }) => facet.values.every((value) => standingOf(value.condition, [{ condition, excluded: false }]) === undefined))
      .map(
        ({ condition, excluded }): ShownValue => ({
          condition,
          label: condition.replace(/^date:/, ''),
          count: undefined,
          standing: excluded ? 'excluded' : 'chosen',
        }),
      );
    const values = [...uncounted, ...(name === 'month' ? newestFirst(known) : known)];
    return values.length === 0 ? [] : [{ name, title: TITLES[name], values, more: facet.more }];
  });
}

function newestFirst(values: readonly ShownValue[]): ShownValue[] {
  const dated = values.filter(({ condition }) => monthOf(condition) !== undefined);
  return [...dated.toReversed(), ...values.filter(({ condition }) => monthOf(condition) === undefined)];
}

/** The first values, and those further down that are chosen or excluded. */
export function firstValues(values: readonly ShownValue[], length: number): ShownValue[] {
  return values.filter(({ standing }, index) => index < length || standing !== undefined);
}

/** What a click on a value does. Beside others that are chosen, a click chooses it alone; where it is the only one, it lets it go. */
export function clicked(value: ShownValue, values: readonly ShownValue[], how: 'only' | 'add' | 'exclude'): Narrowing {
  const chosen = values.filter(({ standing }) => standing === 'chosen').length;
  if (how === 'exclude') return value.standing === 'excluded' ? 'drop' : 'exclude';
  if (value.standing === 'excluded') return how === 'add' ? 'add' : 'drop';
  if (value.standing === 'chosen' && (how === 'add' || chosen === 1)) return 'drop';
  return how;
}

/** Whether a condition is what the list is narrowed to by a facet, with no other beside it. */
export function alone(condition: string, values: readonly ShownValue[]): boolean {
  const chosen = values.filter(({ standing }) => standing === 'chosen');
  return chosen.length === 1 && chosen[0]?.condition === condition;
}

/** A month or a year on the histogram. */
export interface HistogramBar {
  /** `2013-09` or `2013`. */
  readonly stretch: string;
  readonly count: number;
  /** A month of it is chosen, or it lies in a span that is. */
  readonly chosen: boolean;
}

/** More bars than this are too thin to be seen: then each is a year. */
const MOST_BARS = 72;
/** Longer than this, years are drawn for the last of them only: a wrong date must not make all others one bar. */
const MOST_YEARS = 100;

/** Bars from the first month with something to the last, without holes. Empty where fewer than two months have something. */
export function histogram(values: readonly ShownValue[]): HistogramBar[] {
  const months = values.flatMap(({ condition, count = 0, standing }) => {
    const month = monthOf(condition);
    return month === undefined || count === 0 ? [] : [{ month, count, chosen: standing === 'chosen' }];
  });
  const numbers = months.map(({ month }) => monthNumber(month));
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  if (months.length < 2) return [];
  const byYear = last - first >= MOST_BARS;
  const bars = new Map<string, { count: number; chosen: boolean }>();
  const earliest = byYear ? Math.max(first, last - 12 * MOST_YEARS) : first;
  for (let number = earliest; number <= last; number++) bars.set(stretchOf(number, byYear), { count: 0, chosen: false });
  for (const { month, count, chosen } of months) {
    const bar = bars.get(stretchOf(monthNumber(month), byYear));
    if (bar === undefined) continue;
    bar.count += count;
    bar.chosen ||= chosen;
  }
  const spans = values.flatMap(({ condition, standing }) => (standing === 'chosen' ? [STRETCHES.exec(condition)] : [])).filter((span) => span !== null);
  return [...bars].map(([stretch, { count, chosen }]) => ({
    stretch,
    count,
    // a year's months come after it, and before its end
    chosen: chosen || spans.some(([, from = '', to = from]) => `${stretch}~` >= from && stretch <= `${to}~`),
  }));
}

/** The condition that two bars and those between them make, whichever comes first: `date:2013-09..2014-01`. */
export function spanCondition(bars: readonly Pick<HistogramBar, 'stretch'>[], a: number, b: number): string | undefined {
  const [first, last] = [bars[Math.min(a, b)], bars[Math.max(a, b)]];
  if (first === undefined || last === undefined) return undefined;
  return first === last ? `date:${first.stretch}` : `date:${first.stretch}..${last.stretch}`;
}

/** `2013-09` of `date:2013-09`. */
function monthOf(condition: string): string | undefined {
  return /^date:(\d{4}-\d\d)$/.exec(condition)?.[1];
}

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}

function stretchOf(number: number, byYear: boolean): string {
  const year = String(Math.floor(number / 12)).padStart(4, '0');
  return byYear ? year : `${year}-${String((number % 12) + 1).padStart(2, '0')}`;
}
