import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS, exportFormat } from '../../corpus/exchange/index.ts';
import { TAG_INKS } from '../../corpus/exchange/tag-inks.ts';
import schema from '../../corpus/exchange/tagged-json.schema.json' with { type: 'json' };
import { article, articleId, comment, commentId, drain, invented, type Library, source, sourceOf, tag, tagging } from './exchange-library.ts';

const json = EXPORT_FORMATS.json;
const validate = new Ajv2020({ strict: true, strictTuples: false, strictRequired: false, allErrors: true }).compile(schema);

interface Exported {
  readonly manifest: { readonly sha256: string; readonly parser?: string; readonly counts: Record<string, number> } & Record<string, unknown>;
  readonly tags: readonly { readonly id: string; readonly path: readonly string[] }[];
  readonly sources: readonly Record<string, unknown>[];
  readonly articles: readonly Record<string, unknown>[];
  readonly comments: readonly Record<string, unknown>[];
}

async function exported(library: Library, filter?: string, chosen?: Parameters<typeof sourceOf>[2]): Promise<{ text: string; data: Exported }> {
  const { body, summary, parts } = await drain(json.write(sourceOf(library, filter, chosen)));
  const sha256 = createHash('sha256').update(json.canonicalStart);
  for (const part of parts) sha256.update(json.canonical(part.text));
  const text = json.head(summary, { app: 'cuttings 9.9.9', sha256: sha256.digest('hex') }) + body;
  return { text, data: JSON.parse(text) };
}

describe('tagged JSON', () => {
  it('follows its own schema, whatever a page says or leaves out', async () => {
    for (const library of [invented(), { tags: [], sources: [], articles: [], taggings: [], notes: [] }]) {
      const { data } = await exported(library);
      expect(validate(data), JSON.stringify(validate.errors)).toBe(true);
    }
  });

  it('follows it with page sets too, and the schema refuses one that is put together wrongly', async () => {
    const evidence = { source: source('2').id, bytes: [1, 9] } as const;
    const set = article('1', {
      captures: [
        { id: articleId('1'), source: source('1').id, stated: { text: '3 May 2012', at: '2012-05-03' }, comments: 2 },
        { id: articleId('2'), source: source('2').id, stated: { text: '9 Minutes ago' }, comments: 1, statedComments: 7 },
      ],
      changes: { edited: true, comments: 1, vanished: 1 },
    });
    const seen = comment('1', '1', {
      quotes: [{ text: 'Words', chars: [0, 5], of: { comment: commentId('1', '2'), chars: [3, 8] } }],
      replyTo: [{ author: 'Gull', method: 'author', confidence: 0.5, candidates: [commentId('1', '2')] }],
      sightings: [{ evidence, text: 'Other words', rating: -2 }],
      vanishedFrom: source('2').id,
    });
    const { data } = await exported({
      tags: [],
      sources: [source('1'), source('2')],
      articles: [{ article: set, text: { id: set.id, blocks: [] }, comments: [seen] }],
      taggings: [],
      notes: [],
    });
    expect(validate(data), JSON.stringify(validate.errors)).toBe(true);
    expect(Object.keys(data.comments[0] ?? {}).slice(-6)).toEqual(['evidence', 'sightings', 'vanishedFrom', 'tags', 'notes', 'spans']);
    const [row] = data.comments;
    expect(validate({ ...data, comments: [{ ...row, quotes: [{ text: 'Words', chars: [0, 5], of: { chars: [3, 8] } }] }] })).toBe(false);
    expect(validate({ ...data, comments: [{ ...row, sightings: [{ rating: 1 }] }] })).toBe(false);
  });

  it('lets readers ignore what they do not know, and refuses what is wrong', async () => {
    const { data } = await exported(invented());
    expect(validate({ ...data, later: 1, articles: data.articles.map((one) => ({ ...one, later: [] })) })).toBe(true);
    expect(validate({ ...data, version: 2 })).toBe(false);
    expect(validate({ ...data, articles: data.articles.map((one) => ({ ...one, headline: null })) })).toBe(false);
    expect(validate({ ...data, articles: data.articles.map((one) => ({ ...one, headline: '' })) })).toBe(false);
  });

  it('carries a hash that a script can compute again from the parsed file', async () => {
    const { text, data } = await exported(invented());
    const { tags, sources, articles, comments } = JSON.parse(text);
    expect(createHash('sha256').update(JSON.stringify({ tags, sources, articles, comments }), 'utf8').digest('hex')).toBe(data.manifest.sha256);
  });

  it('gives the hash of an empty export the same way', async () => {
    const { data } = await exported({ tags: [], sources: [], articles: [], taggings: [], notes: [] });
    const empty = JSON.stringify({ tags: [], sources: [], articles: [], comments: [] });
    expect(data.manifest.sha256).toBe(createHash('sha256').update(empty).digest('hex'));
  });

  it('is one object: two lines of head, then one record a line, ended by line feeds', async () => {
    const { text } = await exported(invented());
    const lines = text.split('\n');
    expect(lines[0]).toBe('{"format":"cuttings-corpus","version":1,');
    expect(lines[1]).toMatch(/^"manifest":\{.*\},$/);
    expect(lines[2]).toBe('"tags":[');
    expect(lines.slice(-3)).toEqual([']', '}', '']);
    expect(text).not.toMatch(/[\r\ufeff]/);
    expect(lines.filter((line) => line.startsWith('{"id":'))).toHaveLength(3 + 2 + 2 + 3);
  });

  it('gives the same bytes whatever the order of import and tagging, and whatever the random ids', async () => {
    const one = invented();
    const renamed = { tzz: 'tqq', tyy: 'trr', txx: 'tss' } as const;
    const other: Library = {
      tags: one.tags
        .map((row) => ({ ...row, id: renamed[row.id as keyof typeof renamed], ...(row.parent && { parent: renamed[row.parent as keyof typeof renamed] }) }))
        .reverse(),
      sources: one.sources.map((row) => ({ ...row, path: '/elsewhere', importId: 'i77' as const, addedAt: '2027-01-01T00:00:00.000Z' })).reverse(),
      articles: one.articles
        .map((row) => ({
          ...row,
          article: { ...row.article, importId: 'i77' as const, addedAt: '2027-01-01T00:00:00.000Z' },
          comments: [...row.comments].reverse(),
        }))
        .reverse(),
      taggings: one.taggings.map((row) => ({ ...row, tag: renamed[row.tag as keyof typeof renamed], at: '2027-05-05T00:00:00.000Z' })).reverse(),
      notes: one.notes.map((row) => ({ ...row, id: 'n9' as const })),
    };
    expect((await exported(other)).text).toBe((await exported(one)).text);
  });

  it('numbers tags by path, so that a tag is followed by what lies below it', async () => {
    const library = {
      ...invented(),
      tags: [tag('t1', 'a-b'), tag('t2', 'z', { parent: 't3' }), tag('t3', 'a'), tag('t4', 'Ä'), tag('t5', 'B')],
      taggings: [],
    };
    const { data } = await exported(library);
    expect(data.tags.map((one) => `${one.id} ${one.path.join('/')}`)).toEqual(['t1 B', 't2 a', 't3 a/z', 't4 a-b', 't5 Ä']);
  });

  it('orders articles by time published, then id, those without a time last', async () => {
    const at = (digit: string, time?: string) => ({
      article: article(digit, time === undefined ? {} : { published: { text: time, at: time } }),
      text: { id: articleId(digit), blocks: [] },
      comments: [],
    });
    const library = {
      ...invented(),
      taggings: [],
      notes: [],
      articles: [at('9'), at('5', '2012-05-03T08:00+02:00'), at('4', '2012-05-03T07:00'), at('3', '2012-05-03'), at('7', '2012-05-03T07:00'), at('1')],
    };
    const { data } = await exported(library);
    expect(data.articles.map((one) => String(one.id).charAt(1))).toEqual(['3', '5', '4', '7', '1', '9']);
  });

  it('orders comments by article, then number, then position, those without a number last', async () => {
    const rows = [
      comment('1', 'xb', { position: 4 }),
      comment('1', '10', { number: 10 }),
      comment('1', 'xa', { position: 1 }),
      comment('1', '9', { number: 9 }),
    ];
    const one = invented();
    const library = { ...one, taggings: [], articles: one.articles.map((row) => (row.article.id === articleId('1') ? { ...row, comments: rows } : row)) };
    const { data } = await exported(library);
    expect(data.comments.map((row) => String(row.id).split('.')[1])).toEqual(['9', '10', 'xa', 'xb', 'xabc']);
  });

  it('writes an article as the page has it: stated times beside read ones, boxes, repairs, attributions', async () => {
    const { data } = await exported(invented());
    expect(data.articles[0]).toEqual({
      id: articleId('1'),
      headline: 'Ferry “Gull” back in service',
      publisher: 'Harbour Post',
      published: '2012-05-03T08:00',
      publishedText: '3 May 2012 at 08:00',
      updated: '2012-05-04',
      updatedText: '4 May 2012',
      byline: 'By A. Writer',
      url: 'https://news.example/ferry',
      language: 'en',
      layout: 'bbc-2010s',
      captures: [{ source: source('1').id, commentPage: { current: 2, of: 3 }, commentsClosed: true }],
      commentCount: { captured: 2, stated: 40, gaps: [[1, 11]] },
      blocks: [
        { kind: 'headline', text: 'Ferry “Gull” back in service', evidence: { source: source('1').id, bytes: [0, 30] } },
        { kind: 'box', text: 'At a glance', guessed: true, evidence: { source: source('1').id, bytes: [30, 41] } },
        { kind: 'listitem', text: 'Two ships', box: 1, evidence: { source: source('1').id, bytes: [42, 51] } },
        { kind: 'pullquote', text: 'It floatsâ€™', repaired: 'It floats’', attribution: 'The captain', evidence: { source: source('1').id, bytes: [51, 60] } },
      ],
      tags: ['t1', 't3'],
      notes: [{ text: 'Look at\nthe date', at: '2026-03-01T10:00:00.000Z' }],
      spans: [{ block: 1, chars: [3, 11], exact: 'a glance', prefix: 'At ', suffix: '', tags: ['t3'] }],
    });
    expect(data.articles[1]).toMatchObject({ title: 'No headline was on this page' });
    expect(Object.keys(data.articles[1] ?? {})).not.toContain('headline');
  });

  it('writes a comment with own and quoted words apart, its answer, and tags on one stretch together', async () => {
    const { data } = await exported(invented());
    expect(data.comments[0]).toEqual({
      id: commentId('1', '12'),
      article: articleId('1'),
      number: 12,
      position: 0,
      author: 'Deckhand',
      posted: { text: '3rd May 2012 - 09:15', at: '2012-05-03T09:15' },
      rating: -4,
      editorsPick: true,
      text: '9.Gull wrote: It sank. No.',
      own: 'No.',
      quotes: [{ text: 'It sank.', chars: [14, 22] }],
      replyTo: [{ number: 9, author: 'Gull', method: 'number+author', confidence: 0.933, chars: [0, 13] }],
      evidence: { source: source('1').id, bytes: [60, 80] },
      tags: [],
      notes: [],
      spans: [{ chars: [14, 22], exact: 'It sank.', prefix: 'wrote: ', suffix: ' No.', tags: ['t1', 't2'] }],
    });
  });

  it('says nothing of the machine it was made on, nor of when', async () => {
    const { text } = await exported(invented());
    expect(text).not.toMatch(/somewhere|addedAt|importId|2026-01|2026-02/);
  });

  it('tells in its manifest what was chosen, and marks articles that are only context', async () => {
    const wanted = new Set<string>([commentId('1', '12')]);
    const { data } = await exported(invented(), 'sank in:comments', (target) => wanted.has(target));
    expect(data.manifest).toMatchObject({
      app: 'cuttings 9.9.9',
      parser: '1, 2',
      filter: 'sank in:comments',
      order: 'published',
      counts: { tags: 3, sources: 2, articles: 1, context: 1, comments: 1, taggings: 5, notes: 1 },
    });
    expect(data.articles.map((one) => one.context)).toEqual([true]);
    expect(data.comments.map((one) => one.id)).toEqual([commentId('1', '12')]);
  });

  it('writes a half character, which UTF-8 cannot hold, as U+FFFD and hashes what it wrote', async () => {
    const one = invented();
    const { text, data } = await exported({ ...one, tags: one.tags.map((row) => ({ ...row, name: `${row.name}\ud83d` })) });
    expect(data.tags.map((row) => row.path.at(-1))).toEqual(['mood\ufffd', 'stance\ufffd', 'hawkish\ufffd']);
    expect(text).not.toContain('\\ud83d');
    const { tags, sources, articles, comments } = JSON.parse(text);
    expect(data.manifest.sha256).toBe(createHash('sha256').update(JSON.stringify({ tags, sources, articles, comments })).digest('hex'));
  });

  it('comes in parts, counts the records written, and does not gather the whole', async () => {
    const one = invented();
    const rows = Array.from({ length: 2000 }, (_, i) => comment('1', `${i + 1}`, { number: i + 1, text: 'word '.repeat(100), own: 'word' }));
    const library = { ...one, taggings: [], articles: one.articles.map((row) => (row.article.id === articleId('1') ? { ...row, comments: rows } : row)) };
    const { parts } = await drain(json.write(sourceOf(library)));
    expect(parts.length).toBeGreaterThan(10);
    for (const part of parts) expect(part.text.length).toBeLessThan(100_000);
    expect(parts.at(-1)?.done).toBe(2 + 2 + 2001);
    expect(parts.map((part) => part.done)).toEqual(parts.map((part) => part.done).sort((a, b) => a - b));
  });

  it('refuses to write a tagging whose tag is not in the codebook', async () => {
    const one = invented();
    await expect(exported({ ...one, taggings: [tagging(articleId('1'), articleId('1'), 'tgone')] })).rejects.toThrow('not in the codebook');
  });
});

describe('the preview of an export', () => {
  it('shows the first comments as they will be written and estimates the bytes', async () => {
    const { text } = await exported(invented());
    const preview = await json.preview(sourceOf(invented()), 2);
    const lines = text.split('\n');
    const at = lines.indexOf('"comments":[');
    expect(preview.kind).toBe('comments');
    expect(preview.records).toEqual(lines.slice(at + 1, at + 3).map((line) => line.replace(/,$/, '')));
    const bytes = Buffer.byteLength(text);
    expect(preview.bytes).toBeGreaterThan(bytes * 0.8);
    expect(preview.bytes).toBeLessThan(bytes * 1.2);
  });

  it('shows articles where no comment is exported', async () => {
    const preview = await json.preview(
      sourceOf(invented(), 'in:articles', (target) => target.startsWith('a')),
      1,
    );
    expect(preview.kind).toBe('articles');
    expect(preview.records).toHaveLength(1);
    expect(JSON.parse(preview.records[0] ?? '')).toMatchObject({ headline: 'Ferry “Gull” back in service' });
  });
});

describe('the export formats', () => {
  it('are found by name, and a name that is none is refused', () => {
    expect(exportFormat('json')).toBe(json);
    expect(() => exportFormat('toString')).toThrow('no export format “toString”');
  });

  it('colour tags as the app does', () => {
    const tokens = new URL('../../renderer/app/styles/tokens.css', import.meta.url);
    if (!existsSync(tokens)) return;
    const css = readFileSync(tokens, 'utf8');
    for (const [slot, ink] of Object.entries(TAG_INKS)) expect(css).toContain(`--tag-${slot}: ${ink}`);
  });
});
