/** What an opened row of the import report says. Pure. */
import { type FileOutcome, WITHIN } from '../../../../corpus/records.ts';
import { plural } from '../../ui/format.ts';

/** A line of the table: a file, or the details below it. `at` is the file's index in the report. */
export interface TableLine {
  readonly kind: 'file' | 'details';
  readonly at: number;
}

/** The lines of a table of which the files in `open` (by path) show their details. */
export function tableLines(outcomes: readonly Pick<FileOutcome, 'path'>[], open: ReadonlySet<string>): readonly TableLine[] {
  return outcomes.flatMap(({ path }, at): readonly TableLine[] =>
    open.has(path)
      ? [
          { kind: 'file', at },
          { kind: 'details', at },
        ]
      : [{ kind: 'file', at }],
  );
}

/** What a file came to, in a sentence or two. */
export function cameToWords(outcome: FileOutcome): string {
  const { articles, comments, knownArticles = 0, knownComments = 0 } = outcome;
  switch (outcome.result) {
    case 'failed':
      return outcome.error?.message ?? 'It did not go in.';
    case 'known':
      return 'The same bytes were in the library already; nothing was added.';
    case 'needs-mapping':
      return `A table of ${plural(outcome.table?.columns.length ?? 0, 'column')}, kept and not read yet: nobody had said what they mean.`;
    case 'opened':
      return `${plural(outcome.members ?? 0, 'file')} of it came to an outcome of ${outcome.members === 1 ? 'its' : 'their'} own.`;
    case 'new':
    case 'merged':
      return `${articleWords(articles.length - knownArticles, knownArticles)}. ${commentWords(comments, knownComments)}.`;
  }
}

function articleWords(fresh: number, known: number): string {
  const joined =
    known === 1 ? 'another capture of an article that was there already' : `${plural(known, 'further capture')} of articles that were there already`;
  if (known === 0) return fresh === 0 ? 'No article' : plural(fresh, 'new article');
  return fresh === 0 ? capitalised(joined) : `${plural(fresh, 'new article')}, and ${joined}`;
}

function commentWords(all: number, known: number): string {
  if (all === 0) return 'No comments';
  if (known === 0) return plural(all, 'comment');
  if (known === all) return `${plural(all, 'comment')}, ${all === 1 ? 'shown' : 'all shown'} by other captures already`;
  return `${plural(all, 'comment')}, ${plural(known, 'of them', 'of them')} shown by other captures already`;
}

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The members of a container, those of containers within it too, in the order of the report. */
export function membersOf(outcomes: readonly FileOutcome[], { path }: Pick<FileOutcome, 'path'>): readonly FileOutcome[] {
  const start = `${path}${WITHIN}`;
  return outcomes.filter((outcome) => outcome.path.startsWith(start));
}

/** The place of a member within its outermost container; undefined for a file. */
export function placeWithin(path: string): string | undefined {
  const at = path.indexOf(WITHIN);
  return at < 0 ? undefined : path.slice(at + WITHIN.length);
}

/** What the table calls a file: its name; of a member its whole place, where that only adds folders to the name. */
export function shownName({ name, path }: Pick<FileOutcome, 'name' | 'path'>): string {
  const within = placeWithin(path);
  return within?.endsWith(name) ? within : name;
}

/** The file on disk: of a member, its outermost container. */
export function diskPath(path: string): string {
  return path.split(WITHIN)[0] ?? path;
}

/** The row a key goes to from the one at `at`, held at the ends; undefined for a key that goes nowhere. */
export function steppedRow(count: number, at: number | undefined, key: string): number | undefined {
  if (count === 0) return undefined;
  const from = at ?? -1;
  const to = { ArrowDown: from + 1, ArrowUp: at === undefined ? count - 1 : from - 1, PageDown: from + 10, PageUp: from - 10, Home: 0, End: count - 1 }[key];
  return to === undefined ? undefined : Math.min(count - 1, Math.max(0, to));
}
