import { CuttingsError } from '../../corpus/errors.ts';
import { hasGaps } from '../../corpus/page-sets.ts';
import { articleTexts, commentTexts, type DocumentView, type Matcher, matcherOf } from '../../corpus/query/evaluate.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import type { Article, ArticleId, CommentId, TagId, TargetId } from '../../corpus/records.ts';
import { commentIdOf } from '../../corpus/targets.ts';
import type { LibraryReader, LibraryScan } from '../store/reader.ts';
import { type CommentListRow, CommentMark } from '../store/schema.ts';
import type { ListOrder, SearchOutcome } from './client.ts';
import { compareKeys, type OrderKey, orderKey } from './order.ts';

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
  const matcher = matcherOf(parsed.query, await reader.tags());
  const facts = await factsOf(reader, matcher);
  const found: Found[] = [];
  let gaps = 0;
  await reader.scanArticles(async (articles) => {
    goOn();
    for (const article of articles) if (hasGaps(article)) gaps += 1;
    for (const candidates of chunks(await lightMatches(reader, matcher, facts, articles), matcher.needs.words ? WORDS_CHUNK : articles.length)) {
      const kept = matcher.needs.words ? await wordMatches(reader, matcher, candidates) : candidates;
      for (const { article, self, comments } of kept) {
        if (self || comments.length > 0) found.push({ order: orderKey(article, order), article: self, comments });
      }
      goOn();
    }
    return true;
  });

  found.sort((a, b) => compareKeys(a.order, b.order));
  const result = {
    query,
    articles: found.flatMap(({ article, order: { id } }): ArticleId[] => (article ? [id] : [])),
    comments: found.flatMap(({ comments }) => comments),
    gaps,
    took: performance.now() - started,
  };
  return { ok: true, result };
}

/** What the whole library says about targets; empty where the query does not ask. */
interface Facts {
  readonly tags: ReadonlyMap<TargetId, ReadonlySet<TagId>>;
  readonly noted: ReadonlySet<TargetId>;
}

async function factsOf(reader: LibraryScan, { needs }: Matcher): Promise<Facts> {
  const [tags, noted] = await Promise.all([
    needs.tags ? reader.tagsByTarget() : new Map<TargetId, ReadonlySet<TagId>>(),
    needs.notes ? reader.notedTargets() : new Set<TargetId>(),
  ]);
  return { tags, noted };
}

/** An article with whatever of it and its comments is still in the running. */
interface Candidate {
  readonly article: Article;
  readonly self: boolean;
  readonly comments: readonly CommentId[];
}

const NO_TAGS: ReadonlySet<TagId> = new Set();

async function lightMatches(reader: LibraryReader & LibraryScan, matcher: Matcher, facts: Facts, articles: readonly Article[]): Promise<Candidate[]> {
  const { needs } = matcher;
  const [lists, sources] = await Promise.all([
    needs.comments ? listsOf(reader, articles) : new Map<ArticleId, CommentListRow>(),
    needs.sources ? namesOfSources(reader, articles) : new Map<string, string>(),
  ]);
  const candidates: Candidate[] = [];
  for (const article of articles) {
    const shared = {
      importId: article.importId,
      sources: needs.sources ? article.captures.map(({ source }) => ({ id: source, name: sources.get(source) ?? '' })) : [],
    };
    const view = (kind: DocumentView['kind'], id: TargetId, mark: number): DocumentView => ({
      ...shared,
      kind,
      id,
      tags: facts.tags.get(id) ?? NO_TAGS,
      noted: facts.noted.has(id),
      unparsed: kind === 'article' && article.unparsed > 0,
      gaps: kind === 'article' && hasGaps(article),
      changed: kind === 'article' && article.changes !== undefined,
      reply: (mark & CommentMark.Reply) !== 0,
      answered: (mark & CommentMark.Answered) !== 0,
      quote: (mark & CommentMark.Quote) !== 0,
    });
    const self = needs.articles && matcher.light(view('article', article.id, 0));
    const list = lists.get(article.id);
    const ids = list?.keys.map((key) => commentIdOf(article.id, key)) ?? [];
    const comments = ids.filter((id, index) => matcher.light(view('comment', id, list?.marks[index] ?? 0)));
    if (self || comments.length > 0) candidates.push({ article, self, comments });
  }
  return candidates;
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

async function wordMatches(reader: LibraryScan, matcher: Matcher, candidates: readonly Candidate[]): Promise<Candidate[]> {
  const [texts, comments] = await Promise.all([
    reader.textsOf(candidates.flatMap(({ article, self }) => (self ? [article.id] : []))),
    reader.commentsOf(candidates.flatMap(({ article, comments }) => (comments.length > 0 ? [article.id] : []))),
  ]);
  return candidates.map((candidate): Candidate => {
    const { article } = candidate;
    const running = new Set(candidate.comments);
    const hits = (comments.get(article.id) ?? []).filter((comment) => running.has(comment.id) && matcher.words(commentTexts(comment)));
    return {
      article,
      self: candidate.self && matcher.words(articleTexts(article, texts.get(article.id))),
      comments: hits.map(({ id }) => id),
    };
  });
}

function* chunks<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}
