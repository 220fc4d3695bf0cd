import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleWords, commentWords } from '../../corpus/query/documents.ts';
import type { Article, ArticleId, CommentId, Tag, TagId, TargetId } from '../../corpus/records.ts';
import { countWords, wordsOf } from '../../corpus/text/words.ts';
import type { ListOrder, SearchOutcome, SearchResult } from '../../renderer/search/client.ts';
import type { LibraryReader, LibraryScan } from '../../renderer/store/reader.ts';
import { scan } from '../search/scan.ts';
import { articleId, commentId, item, libraryWith, type MadeSource } from './library.ts';

function resultOf(outcome: SearchOutcome): SearchResult {
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.result;
}

/** The reader, noting which of its functions are called. */
function watchedReader(reader: LibraryReader & LibraryScan): { readonly reader: LibraryReader & LibraryScan; readonly calls: Map<string, unknown[][]> } {
  const calls = new Map<string, unknown[][]>();
  const watched = new Proxy(reader, {
    get(target, name) {
      const called: (...args: unknown[]) => unknown = Reflect.get(target, name);
      return (...args: unknown[]) => {
        calls.set(String(name), [...(calls.get(String(name)) ?? []), args]);
        return called(...args);
      };
    },
  });
  return { reader: watched, calls };
}

const WORDY = ['textsOf', 'commentsOf', 'articleText', 'comments', 'comment', 'commentsById'];

describe('a search', () => {
  it('gives everything for the empty query, articles in order and comments by number within', async () => {
    const { reader } = await libraryWith([
      {
        published: '2020-01-01',
        comments: [
          { number: 1, own: 'A' },
          { number: 2, own: 'B' },
        ],
      },
      { published: '2022-01-01' },
      { comments: [{ own: 'C' }, { own: 'D' }] },
      { published: '2021-01-01', comments: [{ number: 7, own: 'E' }] },
    ]);
    const { query, articles, comments } = resultOf(await scan(reader, '', 'published'));
    expect(query).toBe('');
    expect(articles).toEqual([2, 4, 1, 3].map(articleId));
    expect(comments).toEqual([commentId(4, 7), commentId(1, 2), commentId(1, 1), commentId(3, 'x0'), commentId(3, 'x1')]);
  });

  it('orders what states only its last change by that', async () => {
    const { reader } = await libraryWith([{ published: '2020-01-01', updated: '2022-06-01' }, { updated: '2021-01-01' }, { published: '2021-06-01' }, {}]);
    expect(resultOf(await scan(reader, '', 'published')).articles).toEqual([3, 2, 1, 4].map(articleId));
  });

  it.each<[ListOrder, number[]]>([
    ['published', [3, 1, 2, 4]],
    ['comments', [2, 3, 1, 4]],
    ['title', [3, 4, 2, 1]],
    ['coverage', [4, 1, 2, 3]],
    ['imported', [1, 2, 3, 4]],
  ])('orders by %s, equals by id, what has none last', async (order, expected) => {
    const { reader } = await libraryWith([
      { headline: 'Tide 10', published: '2020-05-01T10:00', unparsed: 2 },
      {
        headline: 'tide 9',
        published: '2020-05-01T11:30+02:00',
        comments: [
          { number: 1, own: 'A' },
          { number: 2, own: 'B' },
        ],
      },
      { headline: 'Ébb', published: '2020-05-02', comments: [{ number: 1, own: 'A' }] },
      { headline: 'flood', unparsed: 9 },
    ]);
    expect(resultOf(await scan(reader, '', order)).articles).toEqual(expected.map(articleId));
  });

  it('puts what was imported last first', async () => {
    let day = 1;
    const { reader, writer } = await libraryWith([{}], () => `2024-05-0${day}T00:00:00Z`);
    day = 2;
    await writer.writeBatch({ importId: 'i1', seq: 1, items: [item(2)] });
    expect(resultOf(await scan(reader, '', 'imported')).articles).toEqual([articleId(2), articleId(1)]);
  });

  it('looks for words in articles, and in comments for their own words only', async () => {
    const { reader } = await libraryWith([
      {
        headline: 'Tide turns',
        paragraphs: ['Nothing else.'],
        comments: [
          { number: 1, own: 'A high tide.' },
          { number: 2, own: 'No.', quotes: ['A high tide.'] },
        ],
      },
      { paragraphs: ['The tide again.'] },
      { comments: [{ number: 1, own: 'Dry.' }] },
    ]);
    const { articles, comments } = resultOf(await scan(reader, 'tide', 'published'));
    expect(articles).toEqual([articleId(1), articleId(2)]);
    expect(comments).toEqual([commentId(1, 1)]);
  });

  it('finds articles whose captures disagree, and tells with every answer how many of the library have gaps', async () => {
    const { reader } = await libraryWith([{ comments: [{ number: 1, own: 'Dry.' }] }, {}, {}]);
    const changes: Readonly<Record<string, Partial<Article>>> = {
      [articleId(1)]: { changes: { comments: 1, vanished: 0 }, commentCount: { captured: 1, gaps: [[2, 4]] } },
      [articleId(3)]: { commentCount: { captured: 0, gaps: [[1, 1]] } },
    };
    const disagreeing: typeof reader = {
      ...reader,
      scanArticles: (visit) => reader.scanArticles((rows) => visit(rows.map((row) => ({ ...row, ...changes[row.id] })))),
    };
    expect(resultOf(await scan(disagreeing, 'is:changed', 'title'))).toMatchObject({ articles: [articleId(1)], comments: [], gaps: 2 });
    expect(resultOf(await scan(disagreeing, '-is:changed in:articles', 'title'))).toMatchObject({ articles: [articleId(2), articleId(3)], gaps: 2 });
    expect(resultOf(await scan(reader, '', 'title')).gaps).toBe(0);
  });

  it('answers a malformed query with its error', async () => {
    const { reader } = await libraryWith([{}]);
    expect(await scan(reader, 'tide -', 'title')).toMatchObject({ ok: false, error: { at: { from: 5, to: 6 } } });
  });

  it.each(['', 'tag:tide', '-tag:tide in:comments', 'is:untagged', 'is:reply', 'has:quote has:note', 'import:i1', 'source:page', `id:${articleId(1)}`])(
    'reads no words for “%s”',
    async (query) => {
      const library = await libraryWith([{ comments: [{ number: 1, own: 'One.' }] }]);
      await library.commands.ensureTag('tide');
      const { reader, calls } = watchedReader(library.reader);
      await scan(reader, query, 'published');
      expect([...calls.keys()].filter((name) => WORDY.includes(name))).toEqual([]);
    },
  );

  it('reads the words of those documents alone that the rest of the query lets through', async () => {
    const library = await libraryWith([
      { comments: [{ number: 1, own: 'tide' }] },
      { headline: 'tide' },
      { headline: 'tide', comments: [{ number: 1, own: 'tide' }] },
    ]);
    const tag = await library.commands.createTag({ name: 'seen' });
    await library.commands.tag([commentId(1, 1), articleId(2)], tag.id);
    const { reader, calls } = watchedReader(library.reader);
    const { articles, comments } = resultOf(await scan(reader, 'tag:seen tide', 'published'));
    expect([articles, comments]).toEqual([[articleId(2)], [commentId(1, 1)]]);
    expect(calls.get('textsOf')).toEqual([[[articleId(2)]]]);
    expect(calls.get('commentsOf')).toEqual([[[articleId(1)]]]);
  });

  it('stops early when nobody waits for it any more', async () => {
    const library = await libraryWith(Array.from({ length: 1_100 }, () => ({ headline: 'tide' })));
    const { reader, calls } = watchedReader(library.reader);
    let asked = 0;
    const abandoned = (): boolean => {
      asked += 1;
      return asked > 2;
    };
    await expect(scan(reader, 'tide', 'title', { abandoned })).rejects.toMatchObject({ kind: 'superseded' });
    expect(calls.get('textsOf')).toHaveLength(2);
  });
});

const VOCABULARY = ['tide', 'wall', 'Élysée', 'harbour', 'harbours', 'sea', 'e-mail', 'don’t'];
const WORDS = fc.array(fc.constantFrom(...VOCABULARY), { maxLength: 5 }).map((words) => words.join(' '));
const SOURCE: fc.Arbitrary<MadeSource> = fc.record(
  {
    headline: WORDS.map((words) => `News ${words}`),
    paragraphs: fc.array(WORDS, { maxLength: 2 }),
    published: fc.constantFrom('2020-01-01', '2021-06-01T10:00', '2021-06-01T12:00+02:00'),
    unparsed: fc.constantFrom(0, 0, 5),
    name: fc.constantFrom('page-a.txt', 'page-b.txt', 'Other.txt'),
    comments: fc
      .array(fc.record({ own: WORDS, quotes: fc.array(WORDS, { maxLength: 1 }), numbered: fc.boolean(), answers: fc.option(fc.nat({ max: 4 })) }), {
        maxLength: 5,
      })
      .map((comments) =>
        comments.map(({ own, quotes, numbered, answers }, index) => ({
          own,
          quotes,
          ...(numbered ? { number: index + 1 } : {}),
          answers: answers === null ? [] : [answers + 1],
        })),
      ),
  },
  { requiredKeys: ['headline', 'paragraphs', 'comments', 'name', 'unparsed'] },
);
const PLAIN_CLAUSE = fc.constantFrom(
  'tide',
  'wall',
  'elysee',
  '"sea wall"',
  '"tide tide"',
  'harb*',
  'e-mail',
  "don't",
  'tag:a',
  'tag:a/b',
  'tag:c',
  'tag:nobody',
);
const FIELD_CLAUSE = fc.constantFrom(
  'is:untagged',
  'is:tagged',
  'is:reply',
  'is:unparsed',
  'in:articles',
  'in:comments',
  'has:replies',
  'has:quote',
  'has:note',
  'has:span',
  'comments:>2',
  'words:<3',
  'date:2021-06..',
  'quoted:tide',
  'headline:sea',
  '=Élysée',
  'tide NEAR/1 wall',
  'note:look',
  'source:page',
  'import:i1',
  `id:${articleId(1)},${commentId(2, 1)}`,
);
/** Clauses one of which must hold, for each list of alternatives that all must. */
const QUERY = fc
  .array(fc.tuple(fc.boolean(), fc.oneof(PLAIN_CLAUSE, FIELD_CLAUSE)), { maxLength: 4 })
  .map((clauses) => clauses.map(([negated, clause]) => (negated ? `-${clause}` : clause)))
  .chain((clauses) =>
    fc.nat(clauses.length).map((cut): readonly (readonly string[])[] => [clauses.slice(0, cut), clauses.slice(cut)].filter((part) => part.length > 0)),
  );
const written = (query: readonly (readonly string[])[]): string =>
  query.map((part) => part.map((clause) => (/^-.*NEAR/.test(clause) ? `-(${clause.slice(1)})` : clause)).join(' ')).join(' OR ');

/** One clause of the generated queries, decided as plainly as can be, from whole records. */
function holds(clause: string, about: About): boolean {
  if (clause.startsWith('-')) return !holds(clause.slice(1), about);
  const words = about.texts.map((text) => wordsOf(text).map((word) => word.word));
  const phrase = (...wanted: string[]): boolean => words.some((text) => text.some((_, at) => wanted.every((word, offset) => text[at + offset] === word)));
  const tagged = (...names: string[]): boolean => about.tags.some((name) => names.includes(name));
  switch (clause) {
    case '"sea wall"':
      return phrase('sea', 'wall');
    case '"tide tide"':
      return phrase('tide', 'tide');
    case 'e-mail':
      return phrase('e', 'mail');
    case 'harb*':
      return words.flat().some((word) => word.startsWith('harb'));
    case 'tag:a':
      return tagged('a', 'b');
    case 'tag:a/b':
      return tagged('b');
    case 'tag:c':
      return tagged('c');
    case 'tag:nobody':
      return false;
    case 'is:untagged':
      return about.tags.length === 0;
    case 'is:tagged':
      return about.tags.length > 0;
    case 'is:reply':
      return about.reply;
    case 'is:unparsed':
      return about.unparsed;
    case 'in:articles':
      return about.id.startsWith('a');
    case 'in:comments':
      return about.id.startsWith('c');
    case 'has:replies':
      return about.answered;
    case 'has:quote':
      return about.quote;
    case 'has:note':
      return about.noted;
    case 'has:span':
      return about.spans;
    case 'comments:>2':
      return about.count > 2;
    case 'words:<3':
      return about.words < 3;
    case 'date:2021-06..':
      return about.date >= '2021-06';
    case 'quoted:tide':
      return about.quoted.some((text) => wordsOf(text).some(({ word }) => word === 'tide'));
    case 'headline:sea':
      return about.id.startsWith('a') && wordsOf(about.texts[0] ?? '').some(({ word }) => word === 'sea');
    case '=Élysée':
      return about.texts.some((text) => text.includes('Élysée'));
    case 'tide NEAR/1 wall':
      return words.some((text) => text.some((one, i) => one === 'tide' && text.some((other, j) => other === 'wall' && Math.abs(i - j) <= 2)));
    case 'note:look':
      return about.noted;
    case 'source:page':
      return about.source.startsWith('page');
    case 'import:i1':
      return true;
    default:
      return clause.startsWith('id:')
        ? clause
            .slice(3)
            .split(',')
            .some((id) => about.id === id || about.id.startsWith(`c${id.slice(1)}.`))
        : phrase(clause);
  }
}

interface About {
  readonly id: string;
  readonly texts: readonly string[];
  readonly quoted: readonly string[];
  readonly date: string;
  readonly words: number;
  readonly count: number;
  readonly tags: readonly string[];
  readonly spans: boolean;
  readonly reply: boolean;
  readonly answered: boolean;
  readonly quote: boolean;
  readonly noted: boolean;
  readonly unparsed: boolean;
  readonly source: string;
}

describe('a scan of any library', () => {
  it('finds exactly what a plain look at every record finds, in the same order', async () => {
    let hits = 0;
    const marks = fc.array(fc.tuple(fc.nat(), fc.constantFrom('a', 'b', 'c', 'note', 'span')), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(SOURCE, { minLength: 1, maxLength: 5 }),
        marks,
        fc.array(QUERY, { minLength: 3, maxLength: 8 }),
        async (sources, marks, queries) => {
          const { reader, commands, close } = await libraryWith(sources);
          const tags = new Map<string, Tag>([
            ['b', await commands.ensureTag('a/b')],
            ['a', await commands.ensureTag('a')],
            ['c', await commands.ensureTag('c')],
          ]);
          const everything = resultOf(await scan(reader, '', 'comments'));
          const targets: TargetId[] = [...everything.articles, ...everything.comments];
          for (const [pick, what] of marks) {
            const target = targets[pick % targets.length] as TargetId;
            const tag = tags.get(what === 'span' ? 'c' : what);
            if (what === 'note') await commands.addNote(target, 'look');
            else if (what === 'span' && tag) await commands.tagSpan(target, { chars: [0, 1], exact: 'x', prefix: '', suffix: '' }, tag.id);
            else if (tag) await commands.tag([target], tag.id);
          }
          const names = new Map<TagId, string>([...tags].map(([name, { id }]) => [id, name]));

          const articles: Article[] = [];
          await reader.eachArticle((chunk) => {
            articles.push(...chunk);
          });
          articles.sort((a, b) => b.commentCount.captured - a.commentCount.captured || (a.id < b.id ? -1 : 1));
          const records: About[] = [];
          for (const article of articles) {
            const comments = await reader.comments(article.id);
            const [capture] = article.captures;
            const source = capture && (await reader.source(capture.source));
            const taggings = await reader.taggingsOfArticle(article.id);
            const shared = async (id: TargetId) => ({
              id,
              source: source?.name ?? '',
              noted: (await reader.notes([id])).length > 0,
              tags: taggings.filter(({ target }) => target === id).map(({ tag }) => names.get(tag) ?? ''),
              spans: taggings.some(({ target, span }) => target === id && span !== undefined),
            });
            records.push({
              ...(await shared(article.id)),
              texts: articleWords(article, await reader.articleText(article.id), []).texts(undefined),
              quoted: [],
              date: article.published?.at ?? '',
              words: article.words,
              count: article.commentCount.captured,
              unparsed: article.unparsed > 0,
              reply: false,
              answered: false,
              quote: false,
            });
            for (const comment of comments) {
              records.push({
                ...(await shared(comment.id)),
                texts: commentWords(comment, []).texts(undefined),
                quoted: comment.quotes.map(({ text }) => text),
                date: '',
                words: countWords(comment.own),
                count: Number.NaN,
                unparsed: false,
                reply: comment.replyTo.length > 0,
                answered: comments.some((other) => other.replyTo.some((reply) => reply.comment === comment.id)),
                quote: comment.quotes.length > 0,
              });
            }
          }

          for (const query of queries) {
            const expected = records
              .filter((about) => query.length === 0 || query.some((part) => part.every((clause) => holds(clause, about))))
              .map(({ id }) => id);
            const found = resultOf(await scan(reader, written(query), 'comments'));
            expect({ query, articles: found.articles, comments: found.comments }).toEqual({
              query,
              articles: expected.filter((id): id is ArticleId => id.startsWith('a')),
              comments: expected.filter((id): id is CommentId => id.startsWith('c')),
            });
            if (query.length > 0) hits += expected.length;
          }
          close();
        },
      ),
      { numRuns: 20 },
    );
    expect(hits).toBeGreaterThan(100);
  }, 60_000);
});
