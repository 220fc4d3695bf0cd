/** What is reckoned from a search as tables for a spreadsheet. Each gives the whole text of a file. */
import type { TagId, TargetId } from '../records.ts';
import { articleOf } from '../targets.ts';
import { csvText } from './csv.ts';

interface Counts {
  readonly articles: number;
  readonly comments: number;
}

interface Stretch {
  /** Days as yyyy-mm-dd, both included. */
  readonly from: string;
  readonly to: string;
}

/** A row for each bar; what has no date, or one that is not exact enough, in a last row without days. */
export function timelineCsv(timeline: {
  readonly bars: readonly (Stretch & { readonly found: Counts; readonly all: Counts })[];
  readonly undated: Counts;
}): string {
  return csvText([
    ['from', 'to', 'articles', 'comments', 'articles_in_library', 'comments_in_library'],
    ...timeline.bars.map(({ from, to, found, all }) => [from, to, found.articles, found.comments, all.articles, all.comments]),
    [undefined, undefined, timeline.undated.articles, timeline.undated.comments, undefined, undefined],
  ]);
}

/** A row for each bar, a column for each tag, by its path; what is undated in a last row without days. */
export function tagTimelineCsv(
  timeline: {
    readonly bars: readonly Stretch[];
    readonly tags: readonly { readonly tag: TagId; readonly counts: readonly number[]; readonly undated: number }[];
  },
  pathOf: (tag: TagId) => string,
): string {
  const { bars, tags } = timeline;
  return csvText([
    ['from', 'to', ...tags.map(({ tag }) => pathOf(tag))],
    ...bars.map(({ from, to }, bar) => [from, to, ...tags.map(({ counts }) => counts[bar])]),
    [undefined, undefined, ...tags.map(({ undated }) => undated)],
  ]);
}

/** A row for each word or pair; the words counted in all stand in each row, so that each can be reckoned again. */
export function keywordsCsv(keywords: {
  readonly rows: readonly {
    readonly words: string;
    readonly found: number;
    readonly all: number;
    readonly documents: number;
    readonly likelihood: number;
  }[];
  readonly foundWords: number;
  readonly allWords: number;
}): string {
  const { rows, foundWords, allWords } = keywords;
  return csvText([
    ['words', 'log_likelihood', 'found', 'in_library', 'documents_found', 'words_found', 'words_in_library'],
    ...rows.map(({ words, likelihood, found, all, documents }) => [words, rounded(likelihood), found, all, documents, foundWords, allWords]),
  ]);
}

/** More places than that say nothing. */
const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

/** A row for each hit and what is known of where it stands; blocks of articles are numbered from 1. */
export function concordanceCsv(
  rows: readonly {
    readonly target: TargetId;
    readonly block?: number;
    readonly number?: number;
    readonly left: string;
    readonly hit: string;
    readonly right: string;
    readonly publisher?: string | undefined;
    readonly published?: string | undefined;
    readonly title?: string | undefined;
    /** Names or paths of the tags of its article or comment. */
    readonly tags?: readonly string[];
  }[],
): string {
  return csvText([
    ['left', 'hit', 'right', 'id', 'article', 'block', 'comment_number', 'publisher', 'published', 'title', 'tags'],
    ...rows.map(({ target, block, number, left, hit, right, publisher, published, title, tags }) => [
      left.trim(),
      hit,
      right.trim(),
      target,
      articleOf(target),
      block === undefined ? undefined : block + 1,
      number,
      publisher,
      published,
      title,
      tags?.join(' | '),
    ]),
  ]);
}
