/** What the nesting of a page's comments is read from. */
export interface NestedRecord {
  /** Columns of blanks before it; undefined where it does not count, as for records nobody signed. */
  readonly indent?: number | undefined;
  readonly posted?: { readonly at?: string } | undefined;
}

/** A page nests its comments when so many stand at the outermost level; a first one alone out there is a list whose first line lost its blanks. */
const OUTERMOST = 2;
/** Share of the answers that may seem older than what they answer. */
const OLDER = 0.1;

/**
 * For each record the index of the one it is set under, where a page shows answers by indentation:
 *
 *     Ann  3 May 2012        0
 *         Bob  3 May 2012    4, answers Ann
 *     Ivo  4 May 2012        0
 *
 * Blanks are taken for nesting only where the whole page bears it out: a record goes at most one level deeper than the one before, and answers
 * are not older than what they answer. Otherwise no record has a parent.
 */
export function parentsByIndent(records: readonly NestedRecord[]): readonly (number | undefined)[] {
  const none = records.map(() => undefined);
  const levels = [...new Set(records.flatMap(({ indent }) => indent ?? []))].sort((a, b) => a - b);
  const [outermost] = levels;
  if (levels.length < 2 || records.filter(({ indent }) => indent === outermost).length < OUTERMOST) return none;
  const level = new Map(levels.map((indent, i) => [indent, i]));
  const parents: (number | undefined)[] = [];
  /** The last record at each level, down to the one just read. */
  const open: number[] = [];
  let answers = 0;
  let older = 0;
  for (const [i, { indent, posted }] of records.entries()) {
    const depth = indent === undefined ? undefined : level.get(indent);
    if (depth === undefined) {
      parents.push(undefined);
      continue;
    }
    if (depth > open.length) return none;
    const parent = open[depth - 1];
    parents.push(parent);
    open.length = depth;
    open.push(i);
    if (parent === undefined) continue;
    answers++;
    const above = records[parent]?.posted?.at;
    if (above !== undefined && posted?.at !== undefined && posted.at.slice(0, above.length) < above.slice(0, posted.at.length)) older++;
  }
  return older <= answers * OLDER ? parents : none;
}
