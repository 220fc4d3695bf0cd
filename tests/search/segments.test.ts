import { describe, expect, it } from 'vitest';
import { articleFields, articleWords, commentFields, commentWords } from '../../corpus/query/documents.ts';
import type { Comment } from '../../corpus/records.ts';
import { commentKeyOf } from '../../corpus/targets.ts';
import { wordsOf } from '../../corpus/text/words.ts';
import { buildSegment, SegmentBuilder, writeSegment } from '../../renderer/search/index/build.ts';
import type { IndexedArticle } from '../../renderer/search/index/document.ts';
import type { ReadableFile } from '../../renderer/search/index/files.ts';
import { MemoryFiles } from '../../renderer/search/index/memory-files.ts';
import { mergeSegments } from '../../renderer/search/index/merge.ts';
import { openSegment } from '../../renderer/search/index/open.ts';
import { DocumentFlag, IndexField } from '../../renderer/search/index/segment.ts';
import { stringAt } from '../../renderer/search/index/strings.ts';
import { between, pick, seeded } from '../bench/words.ts';
import { inventedArticle } from './invented.ts';
import { factsOf, inverted, readWhole, withoutOwn } from './naive.ts';

function invent(seed: number, count = seed % 31): IndexedArticle[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, number) => inventedArticle(random, number));
}

/** Whether a comment has a whole text that its own words are not in. */
function isApart(comment: Comment): boolean {
  const { body, whole } = commentFields(comment);
  const words = (texts: readonly string[]): string[] => texts.flatMap((text) => wordsOf(text).map(({ word }) => word));
  return whole.length > 0 && withoutOwn(words(whole), words(body)) === undefined;
}

function wholeFile(file: ReadableFile): Uint8Array {
  const bytes = new Uint8Array(file.size);
  file.read(bytes, 0);
  return bytes;
}

describe('what is indexed where', () => {
  it('answers as the document itself does, by any field', () => {
    const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].sort();
    for (const { article, text, comments } of invent(1, 300)) {
      const [fields, words] = [articleFields(article, text), articleWords(article, text, [])];
      expect(sorted([...fields.headline, ...fields.heading, ...fields.body])).toEqual(sorted(words.texts(undefined)));
      expect(fields.body).toEqual(words.texts('text'));
      expect(fields.headline).toEqual(article.headline === undefined ? [] : [article.headline]);
      expect(new Set([...fields.headline, ...fields.heading]).size).toBe(fields.headline.length + fields.heading.length);
      expect(fields.author).toEqual(article.byline === undefined ? [] : [article.byline]);
      for (const comment of comments) {
        const [own, all] = [commentFields(comment), commentWords(comment, [])];
        expect([...own.headline, ...own.heading, ...own.body]).toEqual(all.texts(undefined));
        expect(own.whole.length > 0 ? own.whole : own.body).toEqual(all.texts('text'));
        expect(own.quoted).toEqual(all.texts('quoted'));
        expect(own.author).toEqual(all.texts('author'));
      }
    }
  });
});

describe('a segment', () => {
  it('has every word with its documents, counts and positions', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const articles = invent(seed);
      const segment = buildSegment(articles, 'memory');
      expect(readWhole(segment)).toEqual(inverted(articles));
    }
  });

  it('finds words by field, also those that do not exist, and all that begin with something', () => {
    const articles = invent(7, 60);
    const segment = buildSegment(articles, 'memory');
    const all = [...inverted(articles).keys()].map((key) => ({ field: Number(key.charAt(0)), word: key.slice(2) }));
    const has = new Set(all.map(({ field, word }) => `${field} ${word}`));
    for (const field of Object.values(IndexField)) {
      for (const { word } of all) {
        expect(segment.term(field, word)?.term).toBe(has.has(`${field} ${word}`) ? word : undefined);
        expect(segment.term(field, `${word}\uffff`)).toBeUndefined();
        for (const prefix of ['', word.slice(0, 1), word.slice(0, 2), word, `${word}a`]) {
          const wanted = all.filter((one) => one.field === field && one.word.startsWith(prefix)).map((one) => one.word);
          expect(Array.from(segment.terms(field, prefix), ({ term }) => term)).toEqual(wanted);
        }
      }
    }
  });

  it('says of each document what its record says', () => {
    const articles = invent(3, 80);
    const segment = buildSegment(articles, 'memory');
    expect([segment.articles, segment.documents]).toEqual([articles.length, articles.reduce((sum, { comments }) => sum + 1 + comments.length, 0)]);
    for (const [index, { article, comments, marks, sources }] of articles.entries()) {
      const start = segment.starts[index] ?? -1;
      expect(segment.indexOf(article.id)).toBe(index);
      expect(stringAt(segment.ids().articles, index)).toBe(article.id);
      expect(stringAt(segment.titles(), index)).toBe(new TextDecoder().decode(new TextEncoder().encode(article.title)));
      expect(segment.sources(index)).toEqual(sources);
      expect(segment.articleColumns.comments[index]).toBe(article.commentCount.captured);
      expect(segment.articleColumns.unparsed[index]).toBe(article.unparsed);
      expect(segment.columns.words[start]).toBe(article.words);
      expect(segment.columns.rating[start]).toBeNaN();
      expect((segment.columns.flags[start] ?? 0) & DocumentFlag.Changed).toBe(article.changes === undefined ? 0 : DocumentFlag.Changed);
      for (const [position, comment] of comments.entries()) {
        const document = start + 1 + position;
        expect(stringAt(segment.ids().keys, document - index - 1)).toBe(commentKeyOf(comment.id));
        expect(segment.columns.flags[document]).toBe((marks[position] ?? 0) | (isApart(comment) ? DocumentFlag.Whole : 0));
        expect(segment.columns.rating[document]).toBe(comment.rating ?? Number.NaN);
        expect(segment.columns.words[document]).toBe(commentWords(comment, []).words);
        expect(segment.columns.length[document]).toBe(commentFields(comment).body.flatMap(wordsOf).length);
      }
    }
    expect(segment.indexOf('a0')).toBe(-1);
    expect(segment.indexOf('ag')).toBe(-1);
  });

  it('names files by any id, and a sum takes its 32 bytes', async () => {
    const [one, other] = invent(5, 2);
    if (one === undefined || other === undefined) throw new Error('nothing was invented');
    const sum = `sha256:${'00ff9a7c'.repeat(8)}` as const;
    const names = [
      { id: sum, name: 'page 1.html' },
      { id: sum, name: '' },
      { id: `sha256:${'0F'.repeat(32)}` as const, name: 'Großes.html' },
      { id: 'sha256:12' as const, name: 'a\0b 👍.html' },
      { id: `${sum}0` as const, name: 'page 1.html' },
      { id: sum, name: '東京.html' },
    ];
    const articles = [
      { ...one, sources: names },
      { ...other, sources: names.slice(1, 3) },
    ];
    const segment = buildSegment(articles, 'memory');
    const files = new MemoryFiles();
    await mergeSegments([{ segment: buildSegment(articles, 'part'), gone: Uint32Array.of(0) }], files, 'merged');
    const merged = await openSegment(files, 'merged');
    expect([segment.sources(0), segment.sources(1), merged.sources(0)]).toEqual([names, names.slice(1, 3), names.slice(1, 3)]);
    const many = (id: (index: number) => string): number => {
      const sources = Array.from({ length: 200 }, (_, index) => ({ id: `sha256:${id(index)}` as const, name: 'page' }));
      return buildSegment([{ ...one, sources }], 'memory').bytes;
    };
    expect(many((index) => String(index).padStart(64, 'G')) - many((index) => String(index).padStart(64, '0'))).toBeGreaterThan(200 * 38);
  });

  it('has days as they are stated and times in UTC', () => {
    const [article] = invent(5, 9).filter(({ comments }) => comments.length > 0);
    if (article === undefined) throw new Error('no comments were invented');
    const posted = (at: string | undefined): IndexedArticle => ({
      ...article,
      article: { ...article.article, published: at === undefined ? { text: 'x' } : { text: 'x', at }, updated: { text: 'y', at: '1999' } },
    });
    const days = ['2013', '2013-09', '2013-09-01', '2013-09-01T23:30:00-05:00', '2013-09-01T10:30', 'soon', undefined];
    const segment = buildSegment(days.map(posted), 'memory');
    const of = (column: Int32Array | Float64Array): number[] => Array.from(days, (_, index) => column[segment.starts[index] ?? 0] ?? -1);
    expect(of(segment.columns.day)).toEqual([20130000, 20130900, 20130901, 20130901, 20130901, 0, 0]);
    expect(of(segment.columns.time).slice(3)).toEqual([Date.UTC(2013, 8, 2, 4, 30), Date.UTC(2013, 8, 1, 10, 30), Number.NaN, Date.UTC(1999, 0)]);
  });

  it('is the same from a file as in memory', async () => {
    const files = new MemoryFiles();
    const articles = invent(11);
    const builder = new SegmentBuilder();
    for (const article of articles) builder.add(article);
    const bytes = await writeSegment(files, 'one', builder);
    const segment = await openSegment(files, 'one');
    expect(segment.bytes).toBe(bytes);
    expect(readWhole(segment)).toEqual(inverted(articles));
    expect(factsOf(segment)).toEqual(factsOf(buildSegment(articles, 'memory')));
    expect(await files.remove('one')).toBe(false);
    segment.close();
    expect(await files.remove('one')).toBe(true);
    await expect(openSegment(files, 'one')).rejects.toMatchObject({ kind: 'index-damaged' });
  });

  it('gives positions of any documents that are asked for in order', () => {
    const random = seeded(2);
    const articles = Array.from({ length: 700 }, (_, number) => inventedArticle(random, number, 3));
    const segment = buildSegment(articles, 'memory');
    const all = inverted(articles);
    for (let round = 0; round < 200; round++) {
      const [key, list] = pick(
        random,
        [...all].filter(([, documents]) => documents.length > 100),
      );
      const term = segment.term(Object.values(IndexField)[Number(key.charAt(0))] ?? 0, key.slice(2));
      const cursor = term?.positions();
      const step = between(random, 1, 300);
      for (let index = between(random, 0, 200); index < list.length; index += between(random, 0, step)) {
        expect([...(cursor?.at(index) ?? [])]).toEqual(list[index]?.[1]);
      }
    }
  });
});

describe('merging', () => {
  it('makes the segment that building from what stays makes, to the byte', async () => {
    const random = seeded(9);
    for (let round = 0; round < 25; round++) {
      const files = new MemoryFiles();
      const parts = Array.from({ length: between(random, 1, 4) }, (_, part) => {
        const articles = invent(round * 10 + part, between(random, 0, round < 20 ? 12 : 120));
        const share = pick(random, [0, 0, 0.3, 1]);
        const gone = Uint32Array.from(articles.keys()).filter(() => random() < share);
        return { segment: buildSegment(articles, `part ${part}`), gone, stays: articles.filter((_article, index) => !gone.includes(index)) };
      });
      const stays = parts.flatMap((part) => part.stays);
      const bytes = await mergeSegments(parts, files, 'merged');
      const merged = await openSegment(files, 'merged');
      expect(merged.bytes).toBe(bytes);
      expect(readWhole(merged)).toEqual(inverted(stays));
      const built = new SegmentBuilder();
      for (const article of stays) built.add(article);
      await writeSegment(files, 'built', built);
      expect(factsOf(merged)).toEqual(factsOf(await openSegment(files, 'built')));
      expect(Buffer.from(wholeFile(await files.open('merged'))).equals(wholeFile(await files.open('built')))).toBe(true);
    }
  });

  it('pauses now and then, and leaves no file where it fails', async () => {
    const files = new MemoryFiles();
    const random = seeded(4);
    const articles = Array.from({ length: 250 }, (_, number): IndexedArticle => {
      const one = inventedArticle(random, number, 0);
      return {
        ...one,
        text: {
          id: one.article.id,
          blocks: [{ kind: 'paragraph', text: 'a b c d e f g h i j '.repeat(100), evidence: { source: 'sha256:0', bytes: [0, 0] } }],
        },
      };
    });
    const part = { segment: buildSegment(articles, 'part'), gone: new Uint32Array(0) };
    let pauses = 0;
    const pause = (): Promise<void> => {
      pauses++;
      return Promise.resolve();
    };
    await mergeSegments([part], files, 'merged', pause);
    expect(pauses).toBeGreaterThan(0);
    await expect(mergeSegments([part], files, 'other', () => Promise.reject(new Error('stopped')))).rejects.toThrow('stopped');
    expect(await files.names()).toEqual(['merged']);
    await mergeSegments([part], files, 'other');
    expect(await files.names()).toEqual(['merged', 'other']);
  });
});
