/** Rows as they are packed: nothing is lost, whatever is in them, and little is said twice. */
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { parseSource } from '../../corpus/parse.ts';
import { type ArticleText, type Block, COMMENTS_PER_PAGE, type Comment, type CommentRow } from '../../corpus/records.ts';
import { type CommentRowPlace, openDatabase } from '../../renderer/store/database.ts';
import { packCommentRow, packTextRow, unpackCommentRow, unpackTextRow } from '../../renderer/store/words-codec.ts';
import { commentsOf, parsedSource } from '../bench/records.ts';
import { articleId, commentId, dump, item, libraryWith, sourceId } from './library.ts';
import { seeds } from './pages.ts';

const ARTICLE = articleId(1);

function comment(made: Partial<Comment>): Comment {
  const text = made.text ?? 'Plain words.';
  return {
    id: commentId(1, 7),
    article: ARTICLE,
    number: 7,
    position: 0,
    text,
    own: made.own ?? text,
    quotes: [],
    replyTo: [],
    evidence: { source: sourceId(1), bytes: [10, 30] },
    ...made,
  };
}

function there(comments: readonly Comment[]): CommentRow {
  const row = { article: ARTICLE, page: 3, comments };
  const packed = packCommentRow(row);
  const back = unpackCommentRow(packed);
  expect(back).toStrictEqual(row);
  // packed once more it is the very same: what has not changed is stored as it was
  expect(packCommentRow(back)).toEqual(packed);
  return back;
}

const TEXTS = {
  'plain words': 'The harbour was quiet.',
  'curly quotes': '“The harbour”, she said, wasn’t quiet.',
  'letters beyond the first plane': '𝒯he 🚢 left the 港.',
  'half a letter': 'cut \ud83d here, and \udea2 there',
  'a byte order mark': '\ufefffirst',
  'control characters': 'a\u0000b\u2028c\r\n\t"\\',
  nothing: '',
};

describe('a packed row of comments', () => {
  it.each(Object.entries(TEXTS))('keeps texts with %s', (_, text) => {
    there([comment({ text }), comment({ text: `12. Ann\n${text}`, own: text }), comment({ text: `${text} more`, own: text }), comment({ text, own: '' })]);
  });

  it('keeps every field, and the absence of each', () => {
    const whole = comment({
      author: 'Ann',
      posted: { text: '4 May 2013', at: '2013-05-04' },
      rating: -3,
      quotes: [{ text: 'in', chars: [1, 3] }],
      replyTo: [{ number: 3, author: 'Bob', comment: commentId(1, 3), method: 'number+author', confidence: 0.8, chars: [0, 2] }],
      editorsPick: true,
      repaired: 'Plain, words.',
      sightings: [{ evidence: { source: sourceId(2), bytes: [1, 2] }, text: 'Plain worms.', rating: 0 }],
      vanishedFrom: sourceId(3),
    });
    const fields = Object.keys(whole).filter((name): name is keyof Comment => name in whole);
    const optional = ['number', 'author', 'posted', 'rating', 'editorsPick', 'repaired', 'sightings', 'vanishedFrom'] as const;
    expect(fields).toEqual(expect.arrayContaining([...optional]));
    there([whole, ...optional.map((name) => without(whole, name))]);
    there([comment({ posted: { text: '9 Minutes ago' } }), comment({ rating: 0 }), comment({ number: 0, id: commentId(1, 0), position: 0 })]);
  });

  it('keeps ids that the number does not say, and those of another article', () => {
    const back = there([
      comment({ id: commentId(1, 'x12ab') }),
      comment({ id: commentId(1, '7-2') }),
      without(comment({ id: commentId(1, 'x99') }), 'number'),
      comment({
        quotes: [
          { text: 'x', chars: [0, 1], of: { comment: commentId(2, 5), chars: [0, 1] } },
          { text: 'y', chars: [0, 1], of: { comment: commentId(1, 'x5'), chars: [2, 3] } },
          { text: 'z', chars: [0, 1], of: { block: 0, chars: [0, 1] } },
        ],
        replyTo: [
          { comment: commentId(2, 5), method: 'markup', confidence: 1 },
          { method: 'author', confidence: 0.5, candidates: [commentId(1, 1), commentId(2, 1)] },
        ],
      }),
    ]);
    expect(back.comments.map(({ id }) => id)).toEqual([commentId(1, 'x12ab'), commentId(1, '7-2'), commentId(1, 'x99'), commentId(1, 7)]);
  });

  it('keeps what a quote says where its characters are others, or do not count as units do', () => {
    there([
      comment({ text: '🚢 "the harbour"', quotes: [{ text: 'the harbour', chars: [3, 14] }] }),
      comment({ text: '"the  harbour"', quotes: [{ text: 'the harbour', chars: [1, 13] }] }),
      comment({ text: '"the harbour"', quotes: [{ text: 'the harbour', chars: [1, 12] }] }),
    ]);
  });

  it('keeps which source each was read in', () => {
    there([1, 2, 2, 1, 3].map((source) => comment({ evidence: { source: sourceId(source), bytes: [source, 1_000_000_000_000] } })));
  });

  it('keeps a row of none', () => {
    there([]);
  });

  it('keeps what is read in the sample pages, and what the bench invents', () => {
    const readings = [...seeds.flatMap((seed) => parseSource(seed).pages), ...[4, 6, 9, 16].flatMap((seed) => parsedSource(seed, commentsOf(seed, 10)).pages)];
    const rows = readings.map(({ article, comments }): CommentRow => ({ article: article.id, page: 0, comments }));
    expect(rows.reduce((sum, { comments }) => sum + comments.length, 0)).toBeGreaterThan(COMMENTS_PER_PAGE);
    for (const row of rows) expect(unpackCommentRow(packCommentRow(row))).toEqual(row);
    for (const { article, blocks } of readings) expect(unpackTextRow(packTextRow({ id: article.id, blocks }))).toEqual({ id: article.id, blocks });
  });

  it('takes little more than its words in UTF-8', () => {
    const text = `${'The harbour wasn’t quiet, '.repeat(20)}.`;
    const comments = Array.from({ length: COMMENTS_PER_PAGE }, (_, at) => comment({ id: commentId(1, at), number: at, position: at, text }));
    const { packed } = packCommentRow({ article: ARTICLE, page: 0, comments });
    expect(packed.length).toBeLessThan(COMMENTS_PER_PAGE * (new TextEncoder().encode(text).length + 40));
  });
});

describe('a packed text', () => {
  const block = (made: Partial<Block>): Block => ({ kind: 'paragraph', text: 'Words.', evidence: { source: sourceId(1), bytes: [0, 6] }, ...made });

  it.each(Object.entries(TEXTS))('keeps blocks with %s', (_, text) => {
    const row: ArticleText = {
      id: ARTICLE,
      blocks: [
        block({ kind: 'headline', text }),
        block({ text, guessed: true }),
        block({ kind: 'listitem', text, box: 0, evidence: { source: sourceId(2), bytes: [9, 9] } }),
        block({ kind: 'pullquote', attribution: 'Ann', repaired: text }),
      ],
    };
    const packed = packTextRow(row);
    expect(unpackTextRow(packed)).toEqual(row);
    expect(packTextRow(unpackTextRow(packed))).toEqual(packed);
  });

  it('keeps an article without blocks', () => {
    expect(unpackTextRow(packTextRow({ id: ARTICLE, blocks: [] }))).toEqual({ id: ARTICLE, blocks: [] });
  });
});

describe('the tables of packed rows', () => {
  it('hold bytes, and give records by every way of asking', async () => {
    const made = { comments: [{ number: 1, own: 'Quiet, wasn’t it?' }], paragraphs: ['The harbour wasn’t quiet.'] };
    const { name } = await libraryWith([made]);
    const { commentRows, articleTexts } = await dump(name);
    expect(commentRows).toEqual([{ article: articleId(1), page: 0, packed: expect.any(Uint8Array) }]);
    expect(articleTexts).toEqual([{ id: articleId(1), packed: expect.any(Uint8Array) }]);

    const [reading] = item(1, made).parsed.pages;
    const db = await openDatabase(name);
    const row = { article: articleId(1), page: 0, comments: reading?.comments };
    expect(await db.commentRows.get([articleId(1), 0])).toEqual(row);
    const asked = [1, 2].map((n): CommentRowPlace => [articleId(n), 0]);
    expect(await db.commentRows.bulkGet(asked)).toEqual([row, undefined]);
    expect(await db.commentRows.toArray()).toEqual([row]);
    expect(await db.commentRows.toCollection().primaryKeys()).toEqual([[articleId(1), 0]]);
    expect(await db.articleTexts.get(articleId(1))).toEqual({ id: articleId(1), blocks: reading?.blocks });
    expect(await db.articleTexts.get(articleId(2))).toBeUndefined();
    db.close();
  });

  it('refuse to be gone through by a cursor, which would hand out what is packed', async () => {
    const { name } = await libraryWith([{ comments: [{ number: 1, own: 'One.' }] }]);
    const db = await openDatabase(name);
    await expect(db.commentRows.toCollection().each(() => undefined)).rejects.toThrow('rows of commentRows are packed');
    db.close();
  });
});

function without<T extends object>(record: T, name: keyof T): T {
  const { [name]: _, ...rest } = record;
  return rest as T;
}
