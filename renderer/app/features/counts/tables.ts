/** The tables behind the plots, as files. Pure. */
import type { Keywords, TagTimeline, Timeline } from '../../../search/client.ts';
import { shownKeywords } from './keywords.ts';
import { csvFile } from './saving.ts';

export function timelineCsv({ bars, undated }: Timeline): string {
  return csvFile(
    ['from', 'to', 'articles_found', 'comments_found', 'articles_all', 'comments_all'],
    [
      ...bars.map(({ from, to, found, all }) => [from, to, found.articles, found.comments, all.articles, all.comments]),
      ['undated', undefined, undated.articles, undated.comments, undefined, undefined],
    ],
  );
}

/** A row for each tag and span of time that has any. */
export function tagsCsv({ bars, tags }: TagTimeline, nameOf: (tag: TagTimeline['tags'][number]['tag']) => string): string {
  return csvFile(
    ['tag', 'from', 'to', 'records'],
    tags.flatMap(({ tag, counts, undated }) => [
      ...bars.flatMap(({ from, to }, at) => (counts[at] ? [[nameOf(tag), from, to, counts[at]]] : [])),
      ...(undated > 0 ? [[nameOf(tag), 'undated', undefined, undated]] : []),
    ]),
  );
}

export function keywordsCsv(keywords: Keywords): string {
  const rows = [...shownKeywords(keywords, 'over'), ...shownKeywords(keywords, 'under').toReversed()];
  return csvFile(
    ['words', 'found', 'found_of', 'all', 'all_of', 'documents', 'log_likelihood'],
    rows.map(({ words, found, all, documents, likelihood }) => [words, found, keywords.foundWords, all, keywords.allWords, documents, likelihood]),
  );
}
