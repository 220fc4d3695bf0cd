/** A library of generated articles, changed and indexed step by step, and queries of every kind about it. */
import type { Article, ArticleId, Block, Comment, CommentId, Evidence, SourceId, Tag, TargetId } from '../../corpus/records.ts';
import { commentIdOf, taggingId } from '../../corpus/targets.ts';
import { type LibraryDatabase, openDatabase } from '../../renderer/store/database.ts';
import { noteChanged } from '../../renderer/store/index-changes.ts';
import { packComments } from '../../renderer/store/packing.ts';
import { between, pick, type Random } from '../bench/words.ts';

const WORDS =
  'the the the a a of of sea sea wall wall harbour tide tides Tide TIDE Élysée elysee naïve naive don’t e-mail 東京 rain café Cafe ferry x1 1,234 ½'.split(' ');
const ENDS = [' ', ' ', ' ', ' ', ', ', '. ', '-', '\n'];
const PUBLISHERS = ['BBC News', 'bbc news', 'Die Zeit', '朝日新聞', 'The Sea Post'];
const LANGUAGES = ['en', 'en-GB', 'de', 'ja'];
const LAYOUTS = ['bbc-2010s', 'generic', 'Zeit-Online'];
const DATES = ['2012', '2013-09', '2013-09-01', '2013-09-01T10:30', '2013-09-01T10:30:00+01:00', '2013-09-30T23:59:59Z', '2013-10-02', '2014-01-01', '2014-12'];
const AUTHORS = ['Gull', 'gull', 'Sea Gull', 'Élise Wall', '***', 'x1'];
const KINDS: readonly Block['kind'][] = ['headline', 'paragraph', 'paragraph', 'crosshead', 'caption'];

function text(random: Random, words: number): string {
  let made = '';
  for (let at = 0; at < words; at++) made += pick(random, WORDS) + pick(random, ENDS);
  return made.trim();
}

const maybe = <T>(random: Random, share: number, make: () => T): T | undefined => (random() < share ? make() : undefined);

/** Drops what is undefined: an absent field is not there. */
function present<T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

export interface GeneratedArticle {
  readonly article: Article;
  readonly blocks: readonly Block[] | undefined;
  readonly comments: readonly Comment[];
}

export function generatedId(number: number): ArticleId {
  // ids do not ascend with the numbers they are made of
  return `a${((number * 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}${number.toString(16).padStart(8, '0')}`;
}

const sourceOf = (number: number): SourceId => `sha256:${number}`;

const at = (value: string) => ({ text: value, at: value });

function generated(random: Random, number: number): GeneratedArticle {
  const id = generatedId(number);
  const evidence: Evidence = { source: sourceOf(number % 7), bytes: [0, 0] };
  const headline = maybe(random, 0.8, () => text(random, between(random, 1, 4)));
  const title = headline !== undefined && random() < 0.7 ? headline : text(random, between(random, 1, 3));
  const blocks = maybe(random, 0.95, () =>
    Array.from({ length: between(random, 0, 5) }, (): Block => {
      const kind = pick(random, KINDS);
      const said = kind === 'headline' && random() < 0.5 ? title : text(random, between(random, 0, 12));
      return present<Block>({
        kind,
        text: said,
        guessed: maybe(random, 0.1, () => true as const),
        repaired: maybe(random, 0.1, () => `${said} rain`),
        evidence,
      });
    }),
  );
  const numbers = Array.from({ length: random() < 0.1 ? 12 : between(random, 0, 4) }, (_, index) => index + 1);
  const comments = numbers.map((numbered, position): Comment => {
    const own = text(random, between(random, 0, 10));
    const quotes = Array.from({ length: random() < 0.3 ? between(random, 1, 2) : 0 }, () => text(random, between(random, 1, 4)));
    const whole = quotes.length > 0 ? `${quotes.join('\n')}\n${own}` : own;
    const keyed = random() < 0.8;
    const parent = maybe(random, 0.4, () => between(random, 1, numbers.length));
    return present<Comment>({
      id: commentIdOf(id, keyed ? String(numbered) : `x${numbered}`),
      article: id,
      number: keyed ? numbered : undefined,
      position,
      author: maybe(random, 0.8, () => pick(random, AUTHORS)),
      posted: maybe(random, 0.8, () => at(pick(random, DATES))),
      rating: maybe(random, 0.7, () => pick(random, [-30, -1, 0, 0, 1, 5, 20, 21, 300])),
      text: whole,
      own,
      quotes: quotes.map((quoted) => ({ text: quoted, chars: [0, 1] as const })),
      replyTo: parent === undefined ? [] : [{ comment: commentIdOf(id, String(parent)), method: 'number' as const, confidence: 1 }],
      repaired: maybe(random, 0.1, () => `${whole} ferry`),
      evidence,
    });
  });
  const article = present<Article>({
    id,
    identity: id,
    headline,
    title,
    publisher: maybe(random, 0.8, () => pick(random, PUBLISHERS)),
    published: maybe(random, 0.7, () => at(pick(random, DATES))),
    updated: maybe(random, 0.3, () => at(pick(random, DATES))),
    byline: maybe(random, 0.5, () => `By ${pick(random, AUTHORS)}`),
    language: maybe(random, 0.8, () => pick(random, LANGUAGES)),
    layout: pick(random, LAYOUTS),
    captures: Array.from({ length: between(random, 1, 2) }, (_, index) => ({ source: sourceOf((number + index) % 7) })),
    commentCount: { captured: random() < 0.05 ? 1_000 : comments.length, gaps: random() < 0.2 ? [[2, 3] as const] : [] },
    changes: maybe(random, 0.2, () => ({ comments: 1, vanished: 0 })),
    words: between(random, 0, 300),
    unparsed: pick(random, [0, 0, 5, 900]),
    importId: pick(random, ['i1', 'i2'] as const),
    addedAt: `2024-05-0${between(random, 1, 9)}T00:00:00.000Z`,
  });
  return { article, blocks, comments };
}

/** The tables that articles are put into here, and what goes with them. */
const TABLES = ['articles', 'articleTexts', 'commentRows', 'commentLists', 'sources', 'taggings', 'notes', 'tags', 'indexChanges'];

/** Puts and removes articles as the store does: named to the search index in the same transaction. */
export class GeneratedLibrary {
  readonly #numbers = new Set<number>();
  readonly #comments = new Map<number, readonly CommentId[]>();

  private constructor(
    readonly db: LibraryDatabase,
    readonly random: Random,
  ) {}

  static async open(name: string, random: Random): Promise<GeneratedLibrary> {
    const library = new GeneratedLibrary(await openDatabase(name), random);
    await library.db.sources.bulkPut(
      Array.from({ length: 7 }, (_, index) => ({
        id: sourceOf(index),
        name: `Harbour-page ${index}.html`,
        bytes: 1,
        encoding: 'utf-8' as const,
        layout: 'generic',
        layoutReason: '',
        parser: '1',
        coverage: { article: 1, comment: 0, furniture: 0, unparsed: 0, blank: 0 },
        ledger: [],
        warnings: [],
        importId: 'i1' as const,
        addedAt: '2024-01-01T00:00:00Z',
        captureIds: [],
      })),
    );
    return library;
  }

  get numbers(): readonly number[] {
    return [...this.#numbers];
  }

  /** Puts an article, new or in the place of the one it was. */
  async put(number: number): Promise<void> {
    const { article, blocks, comments } = generated(this.random, number);
    await this.#write(article.id, async () => {
      await this.db.articles.put({ ...article, captureIds: [] });
      if (blocks) await this.db.articleTexts.put({ id: article.id, blocks });
      const { rows, list } = packComments(article.id, comments);
      await this.db.commentRows.bulkPut(rows);
      if (list) await this.db.commentLists.put(list as never);
    });
    this.#numbers.add(number);
    this.#comments.set(
      number,
      comments.map(({ id }) => id),
    );
  }

  async remove(number: number): Promise<void> {
    await this.#write(generatedId(number), async () => undefined);
    this.#numbers.delete(number);
    this.#comments.delete(number);
  }

  async #write(id: ArticleId, put: () => Promise<void>): Promise<void> {
    await this.db.transaction('rw', TABLES, async () => {
      await this.db.articles.delete(id);
      await this.db.articleTexts.delete(id);
      await this.db.commentLists.delete(id);
      await this.db.commentRows.where(':id').between([id, 0], [id, 1000]).delete();
      await put();
      await noteChanged(this.db, [id]);
    });
  }

  /** Some article or comment; now and then one that is gone. */
  target(): TargetId {
    const number = this.random() < 0.05 ? 99_999 : pick(this.random, this.numbers);
    const comments = this.#comments.get(number) ?? [];
    return this.random() < 0.4 || comments.length === 0 ? generatedId(number) : pick(this.random, comments);
  }

  async tag(tag: Tag, span: boolean): Promise<void> {
    const target = this.target();
    const stretch = { chars: [0, 3] as const, exact: 'the', prefix: '', suffix: '' };
    await this.db.taggings.put({
      id: taggingId(target, tag.id, span ? stretch : undefined),
      target,
      article: target.startsWith('a') ? (target as ArticleId) : `a${target.slice(1, target.indexOf('.'))}`,
      tag: tag.id,
      ...(span && { span: stretch }),
      at: `2024-06-${String(between(this.random, 1, 28)).padStart(2, '0')}T10:00:00.000Z`,
    });
  }

  async untag(): Promise<void> {
    const ids = await this.db.taggings.toCollection().primaryKeys();
    if (ids.length > 0) await this.db.taggings.delete(pick(this.random, ids));
  }

  async note(number: number): Promise<void> {
    const target = this.target();
    await this.db.notes.put({ id: `n${number}`, target, article: 'a1', text: text(this.random, 5), at: '2024-06-01T00:00:00Z' });
  }
}

const FIELDS = ['', '', '', '', 'headline:', 'text:', 'own:', 'quoted:', 'author:', 'publisher:', 'note:'];
const PLAIN = 'the a of sea wall harbour tide tides elysee naive don’t mail 東京 rain cafe ferry x1 gull zeit bbc news nowhere'.split(' ');

const phrase = (random: Random): string => `"${Array.from({ length: between(random, 2, 3) }, () => pick(random, PLAIN)).join(' ')}"`;
const prefix = (random: Random): string => `${pick(random, ['t', 'ti', 'tid', 'se', 'h', 'e', 'x', 'b', 'zz', '東'])}*`;
const exact = (random: Random): string => `=${pick(random, ['Tide', 'tide', 'TIDE', 'Élysée', 'naïve', 'café', 'Gull', '"sea wall"', '"the Tide"'])}`;
const near = (random: Random): string => {
  const side = (): string => pick(random, [() => pick(random, PLAIN), () => pick(random, PLAIN), phrase, prefix, exact])(random);
  return `${side()} NEAR/${between(random, 0, 4)} ${side()}`;
};
const words = (random: Random): string => {
  const field = pick(random, FIELDS);
  const kind = random();
  if (kind < 0.45) return `${field}${pick(random, PLAIN)}`;
  if (kind < 0.62) return `${field}${phrase(random)}`;
  if (kind < 0.75) return `${field}${prefix(random)}`;
  if (kind < 0.87) return `${field}${exact(random)}`;
  return field === '' ? `(${near(random)})` : `${field}${pick(random, PLAIN)} NEAR/2 ${field}${pick(random, PLAIN)}`;
};

const IS = ['untagged', 'tagged', 'reply', 'guessed', 'unparsed', 'changed'];
const HAS = 'replies quotes notes span gaps comments date author rating publisher language layout'.split(' ');
const DAYS = ['2012', '2013', '2013-09', '2013-09-01', '2013-10', '2014', '2014-12', '2015'];

const fact = (random: Random, library: GeneratedLibrary): string => {
  const number = `${pick(random, ['', '>', '<', '>=', '<='])}${pick(random, [-30, 0, 1, 3, 20, 100])}`;
  const [from, to] = [pick(random, DAYS), pick(random, DAYS)].sort() as [string, string];
  return pick(random, [
    () => `tag:${pick(random, ['stance', 'stance/hawkish', 'hawkish', 'topic', 'nowhere'])}`,
    () => `is:${pick(random, IS)}`,
    () => `has:${pick(random, HAS)}`,
    () => `in:${pick(random, ['articles', 'comments'])}`,
    () => `date:${pick(random, [from, `${from}..${to}`, `..${to}`, `${from}..`])}`,
    () => `${pick(random, ['comments', 'rating', 'words'])}:${pick(random, [number, number, '-1..5', '0..4'])}`,
    () => `thread:c${generatedId(pick(random, library.numbers)).slice(1)}.${between(random, 1, 3)}`,
    () => `lang:${pick(random, ['en', 'en-gb', 'de', 'fr'])}`,
    () => `layout:${pick(random, ['bbc', 'zeit', 'generic', 'none'])}`,
    () => `id:${library.target()},${library.target()}`,
    () => `import:${pick(random, ['i1', 'i2', 'i3'])}`,
    () => `source:${pick(random, ['"page 1"', 'harbour', 'sha256:3', '"page 9"'])}`,
    () => `publisher:=="${pick(random, PUBLISHERS)}"`,
    () => `lang:=="${pick(random, LANGUAGES)}"`,
    () => `layout:=="${pick(random, LAYOUTS)}"`,
    () => `author:=="${pick(random, [...AUTHORS, 'By Gull', 'Nobody'])}"`,
    () => 'source:=="harbour-page 2.html"',
  ])();
};

/** A query with conditions of any kind, put together in any way. */
export function generatedQuery(random: Random, library: GeneratedLibrary, depth = 3): string {
  const kind = random();
  if (depth === 0 || kind < 0.4) return random() < 0.6 ? words(random) : fact(random, library);
  const inside = (): string => generatedQuery(random, library, depth - 1);
  if (kind < 0.65) return `${inside()} ${inside()}`;
  if (kind < 0.85) return `(${inside()} OR ${inside()})`;
  return `-(${inside()})`;
}
