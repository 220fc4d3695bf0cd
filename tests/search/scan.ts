import { CuttingsError } from '../../corpus/errors.ts';
import { hasGaps } from '../../corpus/page-sets.ts';
import { articleWords, commentWords, threadOf } from '../../corpus/query/documents.ts';
import { type DocumentView, type Matcher, matcherOf, type Threads } from '../../corpus/query/evaluate.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import { type Query, termsOf } from '../../corpus/query/query.ts';
import type { Article, ArticleId, CommentId, Note, Tag, TagId, TargetId } from '../../corpus/records.ts';
import { articleOf, commentIdOf, commentKeyOf, isComment } from '../../corpus/targets.ts';
import type { ListOrder, SearchOutcome } from '../../renderer/search/client.ts';
import type { LibraryReader, LibraryScan } from '../../renderer/store/reader.ts';
import { type CommentListRow, CommentMark } from '../../renderer/store/schema.ts';
import { compareKeys, type OrderKey, orderKey } from './list-order.ts';

/** Articles whose words are loaded at a time: enough to keep the database busy, few enough to hold. */
const WORDS_CHUNK = 64;

export interface ScanOptions {
  /** Asked between chunks: whether nobody waits for the answer any more. */
  readonly abandoned?: () => boolean;
}

/** What of an article and its comments is found. */
interface Found {
  readonly order: OrderKey;
  readonly article: boolean;
  readonly comments: readonly CommentId[];
}

/**
 * Answers a query by going through the library: exact, and in need of no index. Light rows are read for every query; words only when the
 * query asks for words, and then only those of documents that its other clauses let through.
 * Throws `CuttingsError` kind `superseded` when abandoned.
 */
export async function scan(reader: LibraryReader & LibraryScan, query: string, order: ListOrder, { abandoned }: ScanOptions = {}): Promise<SearchOutcome> {
  const started = performance.now();
  const parsed = parseQuery(query);
  if (!parsed.ok) return parsed;

  const goOn = (): void => {
    if (abandoned?.()) throw new CuttingsError('superseded', 'A newer search has taken the place of this one.');
  };
  const matcher = await readyMatcher(reader, parsed.query, await reader.tags());
  const facts = await factsOf(reader, matcher);
  const found: Found[] = [];
  let gaps = 0;
  await reader.scanArticles(async (articles) => {
    goOn();
    for (const article of articles) if (hasGaps(article)) gaps += 1;
    const candidates = await lightMatches(reader, matcher, facts, articles);
    const read = candidates.filter(({ unsure }) => unsure.length > 0);
    for (const part of chunks(read, WORDS_CHUNK)) {
      await readMatches(reader, matcher, part);
      goOn();
    }
    for (const { article, ids } of candidates) {
      if (ids.size === 0) continue;
      const comments = [...ids].filter(isComment);
      found.push({ order: orderKey(article, order), article: ids.has(article.id), comments });
    }
    return true;
  });

  found.sort((a, b) => compareKeys(a.order, b.order));
  const result = {
    query,
    articles: found.flatMap(({ article, order: { id } }): ArticleId[] => (article ? [id] : [])),
    comments: found.flatMap(({ comments }) => comments),
    unindexed: 0,
    gaps,
    took: performance.now() - started,
  };
  return { ok: true, result };
}

/** A matcher that knows the conversations its query asks for. */
async function readyMatcher(reader: LibraryReader, query: Query, tags: readonly Tag[]): Promise<Matcher> {
  const threads = new Map<string, ReadonlySet<TargetId>>();
  for (const { term } of termsOf(query.root)) {
    if (term.type !== 'thread' || !isComment(term.id as CommentId)) continue;
    // an article may have another id by now than the comment was named with
    const article = await reader.article(articleOf(term.id as CommentId));
    if (article === undefined) continue;
    const named = commentIdOf(article.id, commentKeyOf(term.id as CommentId));
    threads.set(term.id, threadOf(named, await reader.comments(article.id)));
  }
  return matcherOf(query, tags, threads satisfies Threads);
}

/** What the whole library says about targets; empty where the query does not ask. */
interface Facts {
  readonly tags: ReadonlyMap<TargetId, ReadonlySet<TagId>>;
  readonly spans: ReadonlySet<TargetId>;
  readonly noted: ReadonlySet<TargetId>;
}

async function factsOf(reader: LibraryScan, { needs }: Matcher): Promise<Facts> {
  const [{ tags, spans }, noted] = await Promise.all([
    needs.tags ? reader.tagsByTarget() : { tags: new Map<TargetId, ReadonlySet<TagId>>(), spans: new Set<TargetId>() },
    needs.notes ? reader.notedTargets() : new Set<TargetId>(),
  ]);
  return { tags, spans, noted };
}

/** An article and its comments: which of them are found, and which have to be read to tell. */
interface Candidate {
  readonly article: Article;
  readonly ids: Set<TargetId>;
  readonly unsure: readonly DocumentView[];
}

const NO_TAGS: ReadonlySet<TagId> = new Set();

async function lightMatches(reader: LibraryReader & LibraryScan, matcher: Matcher, facts: Facts, articles: readonly Article[]): Promise<Candidate[]> {
  const { needs } = matcher;
  const [lists, sources] = await Promise.all([
    needs.comments ? listsOf(reader, articles) : new Map<ArticleId, CommentListRow>(),
    needs.sources ? namesOfSources(reader, articles) : new Map<string, string>(),
  ]);
  return articles.map((article) => {
    const { id, language, layout, publisher } = article;
    const files = needs.sources ? article.captures.map(({ source }) => ({ id: source, name: sources.get(source) ?? '' })) : [];
    const shared = { importId: article.importId, sources: files, language, layout, publisher };
    const put = (target: TargetId) => ({ tags: facts.tags.get(target) ?? NO_TAGS, span: facts.spans.has(target), noted: facts.noted.has(target) });
    const views: DocumentView[] = needs.articles
      ? [
          {
            ...shared,
            ...put(id),
            kind: 'article',
            id,
            headline: article.headline,
            byline: article.byline,
            date: (article.published ?? article.updated)?.at,
            words: article.words,
            comments: article.commentCount.captured,
            unparsed: article.unparsed > 0,
            gaps: hasGaps(article),
            changed: article.changes !== undefined,
            reply: false,
            answered: false,
            quote: false,
          },
        ]
      : [];
    const list = lists.get(id);
    list?.keys.forEach((key, index) => {
      const comment = commentIdOf(id, key);
      const mark = list.marks[index] ?? 0;
      const marks = {
        reply: (mark & CommentMark.Reply) !== 0,
        answered: (mark & CommentMark.Answered) !== 0,
        quote: (mark & CommentMark.Quote) !== 0,
      };
      views.push({ ...shared, ...put(comment), ...marks, kind: 'comment', id: comment, unparsed: false, gaps: false, changed: false });
    });
    const ids = new Set<TargetId>();
    const unsure: DocumentView[] = [];
    for (const view of views) {
      const is = matcher.light(view);
      // kept in the order of the list, whether or not it stays
      if (is !== false) ids.add(view.id);
      if (is === undefined) unsure.push(view);
    }
    return { article, ids, unsure };
  });
}

/** `articles` stand together in the order of their ids, as a scan gives them. */
async function listsOf(reader: LibraryScan, articles: readonly Article[]): Promise<ReadonlyMap<ArticleId, CommentListRow>> {
  const [first, last] = [articles[0], articles.at(-1)];
  return first && last ? reader.commentListsBetween(first.id, last.id) : new Map();
}

async function namesOfSources(reader: LibraryReader, articles: readonly Article[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(articles.flatMap((article) => article.captures.map(({ source }) => source)));
  return new Map((await reader.sources([...ids])).map(({ id, name }) => [id, name]));
}

/** Reads what has to be read, and takes out of the candidates what is not found. */
async function readMatches(reader: LibraryReader & LibraryScan, matcher: Matcher, candidates: readonly Candidate[]): Promise<void> {
  const unsure = candidates.flatMap((candidate) => candidate.unsure);
  const commented = candidates.filter((candidate) => candidate.unsure.some(({ kind }) => kind === 'comment'));
  const [texts, comments, notes] = await Promise.all([
    reader.textsOf(unsure.flatMap(({ id }) => (isComment(id) ? [] : [id]))),
    reader.commentsOf(commented.map(({ article }) => article.id)),
    matcher.needs.noteTexts ? reader.notes(unsure.flatMap(({ id, noted }) => (noted ? [id] : []))) : [],
  ]);
  for (const { article, ids, unsure } of candidates) {
    const byId = new Map((comments.get(article.id) ?? []).map((comment) => [comment.id, comment]));
    for (const view of unsure) {
      const comment = isComment(view.id) ? byId.get(view.id) : undefined;
      const said = notesOn(notes, view.id);
      const gone = isComment(view.id) && comment === undefined;
      const words = comment === undefined ? articleWords(article, texts.get(article.id), said) : commentWords(comment, said);
      if (gone || !matcher.full(view, words)) ids.delete(view.id);
    }
  }
}

function notesOn(notes: readonly Note[], target: TargetId): string[] {
  return notes.flatMap((note) => (note.target === target ? [note.text] : []));
}

function* chunks<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}
