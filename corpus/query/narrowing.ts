/** Narrowing what a query finds by the values of facets: reading which are chosen in it, choosing, excluding and dropping them. */
import { assertNever } from '../assert.ts';
import { foldText } from '../text/fold.ts';
import { parseQuery } from './parser.ts';
import { printQuery } from './printer.ts';
import type { Query, QueryNode, QueryTerm } from './query.ts';

/** What results are counted by. `comments`: how many an article has; `reply`: whether a comment answers or is answered. */
export type FacetName = 'publisher' | 'layout' | 'month' | 'language' | 'tag' | 'import' | 'comments' | 'rating' | 'reply';

/** A value of a facet in a query. */
export interface ChosenValue {
  /** As the facet's values are written: one condition, such as `publisher:=="BBC News"` or, where nothing is known, `-has:publisher`. */
  readonly condition: string;
  /** What has this value is left out. */
  readonly excluded: boolean;
}

/**
 * What is done with a value: `only` it and no others, `add` it to those that are chosen, `exclude` it, `drop` it, whether it is chosen or excluded. Where a
 * document can have several values, `only` lets exclusions of others stand.
 */
export type Narrowing = 'only' | 'add' | 'exclude' | 'drop';

/** The values of a facet that the query chooses or excludes: conditions that must all hold, alone, or several put together by `OR` or behind one minus. */
export function chosenIn(query: Query, facet: FacetName): ChosenValue[] {
  return clausesOf(query).flatMap((clause) => {
    const part = partOf(clause, facet);
    return part === undefined ? [] : part.values.map((value) => ({ condition: printed(value), excluded: part.excluded }));
  });
}

/** Whether two conditions are the same value; case and accents do not matter. */
function isSameCondition(one: string, other: string): boolean {
  return foldText(one) === foldText(other);
}

/** How a value of a facet stands in a query. Where the value is a negation, choosing what it negates is excluding it. */
export function standingOf(condition: string, chosen: readonly ChosenValue[]): 'chosen' | 'excluded' | undefined {
  const node = nodeOf(condition);
  if (node === undefined) return undefined;
  const own = printed(node);
  const asIs = chosen.find((value) => isSameCondition(value.condition, own));
  if (asIs !== undefined) return asIs.excluded ? 'excluded' : 'chosen';
  const other = printed(negated(node));
  const against = chosen.find((value) => isSameCondition(value.condition, other));
  return against && (against.excluded ? 'chosen' : 'excluded');
}

/** The query without all it says about a facet. */
export function withoutFacet(query: Query, facet: FacetName): Query {
  return queryOf(clausesOf(query).filter((clause) => partOf(clause, facet) === undefined));
}

/** The query after a value of a facet was chosen, excluded or dropped, in its printed form. A query that cannot be read stays as it is. */
export function narrowed(query: string, facet: FacetName, condition: string, how: Narrowing): string {
  const parsed = parseQuery(query);
  const value = nodeOf(condition);
  if (!parsed.ok || value === undefined) return query;
  const clauses = clausesOf(parsed.query);
  const several = facet === 'tag' || facet === 'reply';
  const kept = clauses.map((clause) => {
    const part = partOf(clause, facet);
    if (part === undefined) return clause;
    if (how === 'only' && !(several && part.excluded)) return undefined;
    const values = part.values.filter((one) => !isSameValue(one, value, part.excluded || part.values.length === 1));
    return values.length === part.values.length ? clause : values.length === 0 ? undefined : together(values, part.excluded);
  });
  if (how === 'drop') return printQuery(queryOf(present(kept)));
  // the value stands where it, or what it takes the place of, has stood
  const free = kept.indexOf(undefined);
  if (how === 'exclude') return printQuery(queryOf(present(inPlace(kept, free, negated(value)))));
  const joined = how === 'add' ? kept.findLastIndex((clause) => clause !== undefined && partOf(clause, facet)?.excluded === false) : -1;
  const group = joined < 0 ? undefined : kept[joined];
  if (group === undefined) return printQuery(queryOf(present(inPlace(kept, free, value))));
  const values = partOf(group, facet)?.values ?? [];
  return printQuery(queryOf(present(inPlace(kept, joined, together([...values, value], false)))));
}

/** A condition of a query that is about a facet and nothing else. */
interface FacetPart {
  readonly values: readonly QueryNode[];
  readonly excluded: boolean;
}

function partOf(clause: QueryNode, facet: FacetName): FacetPart | undefined {
  const node = plain(clause);
  if (node.type === 'or') return node.of.every((one) => isValue(one, facet)) ? { values: node.of.map(plain), excluded: false } : undefined;
  if (isValue(node, facet)) return { values: [node], excluded: false };
  const inside = negated(node);
  if (inside.type === 'or') return inside.of.every((one) => isValue(one, facet)) ? { values: inside.of.map(plain), excluded: true } : undefined;
  return isValue(inside, facet) ? { values: [inside], excluded: true } : undefined;
}

/** A condition as the values of a facet are written. */
function isValue(node: QueryNode, facet: FacetName): boolean {
  const value = plain(node);
  if (value.type === 'term') return kindOf(value.term, facet) === 'value';
  return value.type === 'not' && value.of.type === 'term' && kindOf(value.of.term, facet) === 'known';
}

/** Whether a term is a value of the facet, or says that one is known, so that its negation is a value; undefined where it is about something else. */
function kindOf(term: QueryTerm, facet: FacetName): 'value' | 'known' | undefined {
  const known = term.type === 'has' ? term.what : undefined;
  const one = (is: boolean, has?: typeof known): 'value' | 'known' | undefined => (is ? 'value' : has !== undefined && known === has ? 'known' : undefined);
  switch (facet) {
    case 'publisher':
      return one(term.type === 'whole' && term.of === 'publisher', 'publisher');
    case 'layout':
      return one(term.type === 'whole' && term.of === 'layout', 'layout');
    case 'language':
      return one(term.type === 'whole' && term.of === 'lang', 'language');
    case 'month':
      // months, years, and spans of them; days are finer than the facet
      return one(term.type === 'date' && [term.from, term.to].every((end) => end !== undefined && end.length <= 'yyyy-mm'.length), 'date');
    case 'tag':
      return one(term.type === 'tag' || (term.type === 'is' && (term.what === 'untagged' || term.what === 'tagged')));
    case 'import':
      return one(term.type === 'import');
    case 'comments':
      return one(term.type === 'number' && term.of === 'comments', 'comments');
    case 'rating':
      return one(term.type === 'number' && term.of === 'rating', 'rating');
    case 'reply':
      return one((term.type === 'is' && term.what === 'reply') || (term.type === 'has' && term.what === 'replies'));
    default:
      return assertNever(facet, 'facet');
  }
}

/** Whether two values are one, or where a condition holds on its own, are each other's opposites: then it says something about both. */
function isSameValue(one: QueryNode, value: QueryNode, alone: boolean): boolean {
  const text = printed(one);
  return isSameCondition(text, printed(value)) || (alone && isSameCondition(text, printed(negated(value))));
}

/** The conditions that must all hold. */
function clausesOf({ root }: Query): readonly QueryNode[] {
  if (root === undefined) return [];
  return root.type === 'and' ? root.of : [root];
}

function queryOf(clauses: readonly QueryNode[]): Query {
  // a condition that is put in may itself be several
  const of = clauses.flatMap((clause) => (clause.type === 'and' ? clause.of : [clause]));
  const [first] = of;
  if (first === undefined) return {};
  return { root: of.length === 1 ? first : { type: 'and', of } };
}

function together(values: readonly QueryNode[], excluded: boolean): QueryNode {
  const [first, ...more] = values.flatMap((value) => (value.type === 'or' ? value.of : [value]));
  if (first === undefined) throw new Error('no values to put together');
  const node: QueryNode = more.length === 0 ? first : { type: 'or', of: [first, ...more] };
  return excluded ? negated(node) : node;
}

/** The clauses with one at `at`, or at the end where that is -1. */
function inPlace(clauses: readonly (QueryNode | undefined)[], at: number, clause: QueryNode): readonly (QueryNode | undefined)[] {
  return at < 0 ? [...clauses, clause] : clauses.map((one, index) => (index === at ? clause : one));
}

function present(clauses: readonly (QueryNode | undefined)[]): QueryNode[] {
  return clauses.filter((clause) => clause !== undefined);
}

function negated(node: QueryNode): QueryNode {
  const inside = plain(node);
  return inside.type === 'not' ? inside.of : { type: 'not', of: inside };
}

/** Without pairs of negations around it. */
function plain(node: QueryNode): QueryNode {
  return node.type === 'not' && node.of.type === 'not' ? plain(node.of.of) : node;
}

function nodeOf(condition: string): QueryNode | undefined {
  const parsed = parseQuery(condition);
  return parsed.ok && parsed.query.root ? plain(parsed.query.root) : undefined;
}

function printed(node: QueryNode): string {
  return printQuery({ root: node });
}
