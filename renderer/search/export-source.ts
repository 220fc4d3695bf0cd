/** Exports drawn from the library: for the store window, which writes files, and for the app window, which previews them. */
import { CuttingsError } from '../../corpus/errors.ts';
import type { ChosenArticle, ExportedArticle, ExportedComment, ExportedSource, ExportSource } from '../../corpus/exchange/format.ts';
import { compareArticles, compareText } from '../../corpus/exchange/order.ts';
import type { Reading } from '../../corpus/layouts/layout.ts';
import { mergeReadings } from '../../corpus/merge.ts';
import type { Article, ArticleId, CommentId, SourceId, TargetId } from '../../corpus/records.ts';
import { articleOf } from '../../corpus/targets.ts';
import type { LibraryReader, LibraryScan } from '../store/reader.ts';
import type { SearchResult } from './client.ts';
import { eachInSlices } from './slices.ts';

/** As much of the store's reading side as an export needs. */
export type ExportReader = Pick<
  LibraryReader,
  | 'articles'
  | 'articleText'
  | 'comments'
  | 'corrections'
  | 'eachArticle'
  | 'notes'
  | 'partedFrom'
  | 'readings'
  | 'sources'
  | 'taggings'
  | 'taggingsOfArticle'
  | 'tags'
> &
  Pick<LibraryScan, 'eachSource'>;

/** What a query found; `everything` for the empty query, so that a library's worth of ids is not gathered. */
export type Matches = 'everything' | Pick<SearchResult, 'articles' | 'comments'>;

const ROWS_AT_ONCE = 500;

type Light = Pick<Article, 'id' | 'published'> & { readonly sources: readonly SourceId[]; readonly captured: number };

/**
 * Chooses the records: the matched comments, the matched articles, and the articles of matched comments as context. Of everything it
 * exports every source too, even those without an article. `query` is what the manifest will state.
 */
export async function exportSource(reader: ExportReader, query: string, matches: Matches): Promise<ExportSource> {
  const everything = matches === 'everything';
  const matchedArticles = new Set<ArticleId>();
  if (!everything) await eachInSlices(matches.articles, (id) => matchedArticles.add(id));
  const matchedComments = await commentsByArticle(everything ? [] : matches.comments);
  const rows = everything ? await allArticles(reader) : await someArticles(reader, [...new Set([...matchedArticles, ...matchedComments.keys()])]);
  rows.sort(compareArticles);
  const articles = rows.map(
    ({ id, captured }): ChosenArticle => ({
      id,
      context: !everything && !matchedArticles.has(id),
      comments: everything ? captured : (matchedComments.get(id)?.size ?? 0),
    }),
  );
  return {
    selection: {
      filter: query.trim(),
      articles,
      sources: everything ? await allSources(reader) : [...new Set(rows.flatMap((row) => row.sources))].sort(compareText),
      comments: articles.reduce((sum, row) => sum + row.comments, 0),
    },
    tags: () => reader.tags(),
    sources: (ids) => readSources(reader, ids),
    articles: (chosen) => readArticles(reader, chosen, everything ? undefined : matchedComments),
    comments: (id) => readComments(reader, id, everything ? undefined : matchedComments.get(id)),
  };
}

function light(article: Article): Light {
  return {
    id: article.id,
    ...(article.published && { published: article.published }),
    sources: article.captures.map((capture) => capture.source),
    captured: article.commentCount.captured,
  };
}

async function allArticles(reader: ExportReader): Promise<Light[]> {
  const rows: Light[] = [];
  await reader.eachArticle((articles) => {
    for (const article of articles) rows.push(light(article));
  });
  return rows;
}

async function someArticles(reader: ExportReader, ids: readonly ArticleId[]): Promise<Light[]> {
  const rows: Light[] = [];
  for (let from = 0; from < ids.length; from += ROWS_AT_ONCE) {
    const group = ids.slice(from, from + ROWS_AT_ONCE);
    for (const article of whole(await reader.articles(group), group)) rows.push(light(article));
  }
  return rows;
}

async function allSources(reader: ExportReader): Promise<SourceId[]> {
  const ids: SourceId[] = [];
  await reader.eachSource((sources) => {
    for (const source of sources) ids.push(source.id);
  });
  return ids.sort(compareText);
}

async function readSources(reader: ExportReader, ids: readonly SourceId[]): Promise<ExportedSource[]> {
  const rows = whole(await reader.sources(ids), ids);
  return Promise.all(
    rows.map(async (source) => {
      const corrections = await reader.corrections(source.id);
      return corrections.length === 0 ? source : { ...source, corrections };
    }),
  );
}

/** `comments` undefined: every comment of every article. */
async function readArticles(
  reader: ExportReader,
  chosen: readonly ChosenArticle[],
  comments: ReadonlyMap<ArticleId, ReadonlySet<CommentId>> | undefined,
): Promise<ExportedArticle[]> {
  const ids = chosen.map((row) => row.id);
  const [articles, texts, taggings, notes, partedFrom] = await Promise.all([
    reader.articles(ids),
    Promise.all(ids.map((id) => reader.articleText(id))),
    reader.taggings(ids),
    reader.notes(ids),
    reader.partedFrom(ids),
  ]);
  const readings = await Promise.all(
    articles.map(({ id, captures }) => (captures.length > 1 ? severalReadings(reader, id, comments && (comments.get(id) ?? new Set())) : [])),
  );
  return whole(articles, ids).map((article, i) => {
    const text = texts[i];
    if (text === undefined) throw changed();
    return {
      article,
      text,
      context: chosen[i]?.context === true,
      readings: readings[i] ?? [],
      partedFrom: partedFrom.get(article.id) ?? [],
      taggings: taggings.get(article.id) ?? [],
      notes: notes.filter((note) => note.target === article.id),
    };
  });
}

/** What the captures of an article say, with those of its comments that are `chosen`, all where undefined. Empty where they are not kept apart. */
async function severalReadings(reader: ExportReader, id: ArticleId, chosen: ReadonlySet<CommentId> | undefined): Promise<readonly Reading[]> {
  const readings = await reader.readings(id);
  if (readings.length < 2) return [];
  if (chosen === undefined) return readings;
  const { targets } = mergeReadings(readings);
  return readings.map((reading) => ({ ...reading, comments: reading.comments.filter((comment) => isChosen(chosen, targets.get(comment.id))) }));
}

function isChosen(chosen: ReadonlySet<string>, target: TargetId | undefined): boolean {
  return target !== undefined && chosen.has(target);
}

/** `chosen` undefined: every comment of the article. */
async function readComments(reader: ExportReader, article: ArticleId, chosen: ReadonlySet<CommentId> | undefined): Promise<ExportedComment[]> {
  const [all, taggings] = await Promise.all([reader.comments(article), reader.taggingsOfArticle(article)]);
  const comments = chosen === undefined ? all : all.filter((comment) => chosen.has(comment.id));
  if (chosen !== undefined && comments.length < chosen.size) throw changed();
  const notes = byTarget(await reader.notes(comments.map((comment) => comment.id)));
  const tagged = byTarget(taggings);
  return comments.map((comment) => ({ comment, taggings: tagged.get(comment.id) ?? [], notes: notes.get(comment.id) ?? [] }));
}

function byTarget<T extends { readonly target: TargetId }>(rows: readonly T[]): ReadonlyMap<TargetId, readonly T[]> {
  const groups = new Map<TargetId, T[]>();
  for (const row of rows) {
    const there = groups.get(row.target);
    if (there === undefined) groups.set(row.target, [row]);
    else there.push(row);
  }
  return groups;
}

async function commentsByArticle(ids: Iterable<CommentId>): Promise<ReadonlyMap<ArticleId, ReadonlySet<CommentId>>> {
  const byArticle = new Map<ArticleId, Set<CommentId>>();
  await eachInSlices(ids, (id) => {
    const article = articleOf(id);
    const there = byArticle.get(article);
    if (there === undefined) byArticle.set(article, new Set([id]));
    else there.add(id);
  });
  return byArticle;
}

function whole<T>(rows: readonly T[], asked: readonly unknown[]): readonly T[] {
  if (rows.length !== asked.length) throw changed();
  return rows;
}

function changed(): CuttingsError {
  return new CuttingsError('changed', 'The library changed while it was exported; records that were chosen are gone. Export again.');
}
