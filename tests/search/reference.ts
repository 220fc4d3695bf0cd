/** What a search must give, by going through everything. */
import { articleFields, commentFields, commentWords, type DocumentFields } from '../../corpus/query/documents.ts';
import { fieldOf } from '../../corpus/query/evaluate.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import type { NearTerm, WordTerm } from '../../corpus/query/query.ts';
import { rankedTerms, rarityOf, scoreOf } from '../../corpus/query/relevance.ts';
import type { Article, ArticleId, Comment, CommentId, TargetId } from '../../corpus/records.ts';
import { wordsOf } from '../../corpus/text/words.ts';
import type { ListOrder } from '../../renderer/search/client.ts';
import { timeOf } from '../../renderer/search/order.ts';
import type { LibraryReader, LibraryScan } from '../../renderer/store/reader.ts';
import { scan } from './scan.ts';

export interface ReferenceResult {
  readonly articles: readonly ArticleId[];
  readonly comments: readonly CommentId[];
}

type Cut = Readonly<Record<keyof DocumentFields, readonly (readonly string[])[]>>;

interface Known {
  readonly words: Cut;
  /** Words that are searched by default. */
  readonly length: number;
  readonly comment?: Comment;
}

/** The words of each text of a document. */
export const cut = (fields: DocumentFields): Cut => {
  const part = (texts: readonly string[]): string[][] => texts.map((text) => wordsOf(text).map(({ word }) => word));
  const { headline, heading, body, whole, quoted, author } = fields;
  return { headline: part(headline), heading: part(heading), body: part(body), whole: part(whole), quoted: part(quoted), author: part(author) };
};

/** Everything of a library as it is now. */
export class Reference {
  readonly #documents = new Map<TargetId, Known>();

  private constructor(readonly reader: LibraryReader & LibraryScan) {}

  static async of(reader: LibraryReader & LibraryScan): Promise<Reference> {
    const made = new Reference(reader);
    const articles: Article[] = [];
    await reader.eachArticle((rows) => void articles.push(...rows));
    for (const article of articles) {
      made.#add(article.id, articleFields(article, await reader.articleText(article.id)));
      for (const comment of await reader.comments(article.id)) made.#add(comment.id, commentFields(comment), comment);
    }
    return made;
  }

  #add(id: TargetId, fields: DocumentFields, comment?: Comment): void {
    const words = cut(fields);
    const length = [...words.headline, ...words.heading, ...words.body].reduce((sum, text) => sum + text.length, 0);
    this.#documents.set(id, { words, length, ...(comment && { comment }) });
  }

  async search(query: string, order: ListOrder): Promise<ReferenceResult> {
    const base = await this.#scan(query, 'published');
    switch (order) {
      case 'relevance': {
        const score = this.#scores(query);
        return { articles: sorted(base.articles, score), comments: sorted(base.comments, score) };
      }
      case 'tagged': {
        const taggings = await this.reader.taggings([...base.articles, ...base.comments]);
        const latest = (id: TargetId) => {
          const times = (taggings.get(id) ?? []).map(({ at }) => Date.parse(at));
          return times.length === 0 ? undefined : Math.max(...times);
        };
        return { articles: sorted(base.articles, latest), comments: sorted(base.comments, latest) };
      }
      case 'posted':
        return { articles: base.articles, comments: sorted(base.comments, (id) => timeOf(this.#comment(id).posted?.at)) };
      case 'rating':
        return { articles: base.articles, comments: sorted(base.comments, (id) => this.#comment(id).rating) };
      case 'length': {
        const { articles } = await this.#scan(query, order);
        return { articles, comments: sorted(base.comments, (id) => commentWords(this.#comment(id), []).words) };
      }
      default:
        return this.#scan(query, order);
    }
  }

  async #scan(query: string, order: ListOrder): Promise<ReferenceResult> {
    const outcome = await scan(this.reader, query, order);
    if (!outcome.ok) throw new Error(`${query}: ${outcome.error.message}`);
    return { articles: [...outcome.result.articles], comments: [...outcome.result.comments] };
  }

  #comment(id: CommentId): Comment {
    const comment = this.#documents.get(id)?.comment;
    if (comment === undefined) throw new Error(`no comment ${id}`);
    return comment;
  }

  #scores(query: string): (id: TargetId) => number {
    const parsed = parseQuery(query);
    if (!parsed.ok) throw new Error(query);
    const scores = new Map<TargetId, number>();
    for (const term of rankedTerms(parsed.query)) {
      for (const kind of ['a', 'c']) {
        const all = [...this.#documents].filter(([id]) => id.startsWith(kind));
        const having = all.map(([id, known]) => ({ id, known, count: occurrences(known.words, term) })).filter(({ count }) => count > 0);
        const words = all.reduce((sum, [, { length }]) => sum + length, 0);
        const rarity = rarityOf({ documents: all.length, words }, having.length);
        for (const { id, known, count } of having) {
          scores.set(id, (scores.get(id) ?? 0) + scoreOf(rarity, words / all.length, count, known.length));
        }
      }
    }
    return (id) => scores.get(id) ?? 0;
  }
}

/** Largest first, those without a key last, equals as they stood. */
function sorted<T>(items: readonly T[], key: (item: T) => number | undefined): T[] {
  const keyed = items.map((item) => ({ item, key: key(item) }));
  return keyed
    .sort((a, b) => (a.key === undefined || b.key === undefined ? Number(a.key === undefined) - Number(b.key === undefined) : b.key - a.key))
    .map(({ item }) => item);
}

function textsIn(words: Cut, term: WordTerm | NearTerm): readonly (readonly string[])[] {
  const field = fieldOf(term);
  switch (field) {
    case undefined:
      return [...words.headline, ...words.heading, ...words.body];
    case 'text':
      return words.whole.length > 0 ? words.whole : words.body;
    case 'own':
      return words.body;
    case 'headline':
    case 'quoted':
    case 'author':
      return words[field];
    default:
      return [];
  }
}

/** Where a term of words begins and ends in a text. */
function placesOf(text: readonly string[], term: WordTerm): (readonly [number, number])[] {
  return text.flatMap((word, index) => {
    if (term.type === 'word') return word === term.word ? [[index, index] as const] : [];
    if (term.type === 'prefix') return word.startsWith(term.prefix) ? [[index, index] as const] : [];
    return term.words.every((wanted, offset) => text[index + offset] === wanted) ? [[index, index + term.words.length - 1] as const] : [];
  });
}

/** How often a term occurs in a document; an exact one as its folded words. */
export function occurrences(words: Cut, term: WordTerm | NearTerm): number {
  let count = 0;
  for (const text of textsIn(words, term)) {
    if (term.type !== 'near') count += placesOf(text, term).length;
    else {
      const rights = placesOf(text, term.right);
      const isNear = (one: readonly [number, number], other: readonly [number, number]): boolean => {
        const after = other[0] - one[1] - 1;
        const before = one[0] - other[1] - 1;
        return (after >= 0 && after <= term.between) || (before >= 0 && before <= term.between);
      };
      count += placesOf(text, term.left).filter((one) => rights.some((other) => isNear(one, other))).length;
    }
  }
  return count;
}
