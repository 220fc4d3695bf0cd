import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CuttingsError } from '../../corpus/errors.ts';
import { linkTo } from '../../corpus/query/link.ts';
import { parseQuery } from '../../corpus/query/parser.ts';
import type { FileOutcome } from '../../corpus/records.ts';
import { type Command, parseCommandLine } from '../../main/cli/args.ts';
import { answerWithoutLibrary, runForwarded, runHeadless } from '../../main/cli/headless.ts';
import type { LibraryStats } from '../../preload/contract/store-rpc.ts';
import { libraryHandlers } from '../../renderer/service/library-handlers.ts';
import { articleId, sourceId } from '../corpus/exchange-library.ts';
import { MALFORMED_QUERIES } from '../corpus/malformed-queries.ts';
import { imports, outcome, services } from './cli-services.ts';

/** A library that is not looked at. */
const unused = new Proxy({} as Parameters<typeof libraryHandlers>[0]['reader'] & Parameters<typeof libraryHandlers>[0]['commands'], {
  get: (_, name) => {
    throw new Error(`this test did not expect ${String(name)}`);
  },
});

let folder: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'cuttings-cli-'));
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

const command = (...args: string[]): Command => {
  const line = parseCommandLine(args, true);
  if (line.kind !== 'command') throw new Error(JSON.stringify(line));
  return line.command;
};
const objects = (lines: readonly string[]): unknown[] => lines.map((line) => JSON.parse(line));
const serving = (outcomes: readonly FileOutcome[]) => ({
  'import.outcomes': ({ after = 0 }: { readonly after?: number }) => ({
    outcomes: outcomes.slice(after, after + 500),
    ...(after + 500 < outcomes.length && { next: after + 500 }),
  }),
});

describe('reindex', () => {
  const answers = { 'index.rebuild': () => undefined, 'index.settle': () => undefined, stats: () => ({ articles: 1, comments: 20 }) as LibraryStats };

  it('begins the index anew, and ends when it has everything', async () => {
    const on = services(folder, answers);
    expect(await runHeadless(command('reindex'), on)).toBe(0);
    expect(on.asked.map(({ method }) => method)).toEqual(['index.rebuild', 'index.settle', 'stats']);
    expect(on.results).toEqual(['1 article and 20 comments indexed anew']);
    await runHeadless(command('reindex', '--json'), on);
    expect(objects(on.results.slice(1))).toEqual([{ type: 'reindex', articles: 1, comments: 20 }]);
  });

  it('fails where the index cannot be written', async () => {
    const refused = () => Promise.reject(new CuttingsError('index-unwritten', 'The disk is full.'));
    const on = services(folder, { ...answers, 'index.settle': refused });
    expect(await runHeadless(command('reindex'), on)).toBe(1);
    expect(on.notes).toEqual(['reindex: The disk is full.']);
  });
});

describe('import', () => {
  const three = [
    outcome('a.txt', { articles: [articleId('1')], comments: 20, layout: 'bbc-2010s', source: sourceId('1') }),
    outcome('b.txt', { result: 'known', articles: [articleId('2')], comments: 3 }),
    outcome('c.txt', { result: 'failed', bytes: 0, error: { kind: 'empty', title: 'Empty', message: 'The file holds nothing.' } }),
  ];

  it('prints one line a source, then totals, and fails where a source failed', async () => {
    const on = services(folder, serving(three));
    await fs.writeFile(path.join(folder, 'a.txt'), 'x');
    expect(await runHeadless(command('import', 'a.txt'), on)).toBe(1);
    expect(on.results).toEqual([
      'new     /pages/a.txt  1 article, 20 comments, bbc-2010s',
      'known   /pages/b.txt  1 article, 3 comments',
      'failed  /pages/c.txt  Empty: The file holds nothing.',
      '3 sources: 1 new, 1 known, 1 failed; 1 article, 20 comments, 3.0 kB',
    ]);
    expect(on.notes).toEqual([]);
  });

  it('asks for a mapping with the first columns of a table, however many it has', async () => {
    const columns = Array.from({ length: 70 }, (_, i) => `c${i}`);
    const on = services(folder, serving([outcome('d.csv', { result: 'needs-mapping', table: { shape: 's', columns } })]));
    await runHeadless(command('import', '.'), on);
    expect(on.results[0]).toBe(
      'needs-mapping  /pages/d.csv  kept, not read: say with --map FILE what its columns mean (c0, c1, c2, c3, c4, c5, c6, c7 and 62 more)',
    );
  });

  it('hands over absolute paths and succeeds where no source failed', async () => {
    const made = imports('done');
    const on = services(folder, serving(three.slice(0, 2)), { imports: made });
    expect(await runHeadless(command('import', '.'), on)).toBe(0);
    expect(made.started).toEqual([[folder]]);
  });

  it('gives one object a line with --json and nothing else', async () => {
    const on = services(folder, serving(three));
    expect(await runHeadless(command('import', '.', '--json'), on)).toBe(1);
    expect(objects(on.results)).toMatchObject([
      { type: 'source', path: '/pages/a.txt', result: 'new', comments: 20 },
      { type: 'source', result: 'known' },
      { type: 'source', result: 'failed', error: { kind: 'empty' } },
      { type: 'totals', import: 'i5', state: 'done', files: 3, new: 1, known: 1, failed: 1, articles: 1, comments: 20 },
    ]);
  });

  it('asks for the outcomes of a large import in parts', async () => {
    const many = Array.from({ length: 1203 }, (_, i) => outcome(`${i}.txt`));
    const on = services(folder, serving(many));
    expect(await runHeadless(command('import', '.'), on)).toBe(0);
    expect(on.results).toHaveLength(1204);
    expect(on.asked).toHaveLength(3);
  });

  it('starts nothing where a path is missing', async () => {
    const made = imports('done');
    const on = services(folder, {}, { imports: made });
    expect(await runHeadless(command('import', '.', 'gone.txt'), on)).toBe(2);
    expect(on.notes).toEqual(['import: there is no file or folder gone.txt; nothing was imported']);
    expect(made.started).toEqual([]);
  });

  it('fails with its reason where the import did not come to its end', async () => {
    const on = services(folder, serving([]), { imports: imports('failed', 'The disk is full.') });
    expect(await runHeadless(command('import', '.'), on)).toBe(1);
    expect(on.notes).toEqual(['import: it ended early (failed); what was imported is kept. The disk is full.']);
  });

  it('cancels the import when it is interrupted', async () => {
    const abort = new AbortController();
    const cancel = vi.fn(async () => {
      throw new CuttingsError('no-import', 'it has just ended');
    });
    const end = async () => {
      abort.abort();
      return { state: 'cancelled' as const };
    };
    const made = { ...imports('cancelled'), cancel, end };
    const on = services(folder, serving([]), { imports: made, signal: abort.signal });
    expect(await runHeadless(command('import', '.'), on)).toBe(1);
    expect(cancel).toHaveBeenCalledWith('i5');
    expect(on.notes).toEqual(['import: it ended early (cancelled); what was imported is kept.']);
  });
});

describe('export', () => {
  it('writes the file relative to where it was called', async () => {
    const on = services(folder);
    expect(await runHeadless(command('export', 'out.json'), on)).toBe(0);
    expect(JSON.parse(await fs.readFile(path.join(folder, 'out.json'), 'utf8'))).toMatchObject({
      format: 'cuttings-corpus',
      manifest: { app: 'cuttings 9.9.9', filter: '' },
    });
    expect(on.results).toHaveLength(1);
    expect(on.results[0]).toContain('2 articles and 3 comments');
  });

  it('does not replace a file without --force', async () => {
    const on = services(folder);
    await fs.writeFile(path.join(folder, 'out.json'), 'mine');
    expect(await runHeadless(command('export', 'out.json'), on)).toBe(1);
    expect(on.notes[0]).toContain('--force replaces it');
    expect(await fs.readFile(path.join(folder, 'out.json'), 'utf8')).toBe('mine');
    expect(await runHeadless(command('export', 'out.json', '--force', '--json'), on)).toBe(0);
    expect(objects(on.results)).toMatchObject([{ type: 'export', articles: 2, comments: 3 }]);
  });

  it('ends with 2 for a bad query or a missing folder, in one line', async () => {
    const on = services(folder);
    expect(await runHeadless(command('export', 'out.json', '--filter', 'tag:'), on)).toBe(2);
    expect(await runHeadless(command('export', 'no/out.json'), on)).toBe(2);
    expect(on.notes).toHaveLength(2);
    for (const note of on.notes) expect(note).toMatch(/^export: [^\n]+$/);
    expect(await fs.readdir(folder)).toEqual([]);
  });
});

describe('stats, search and tag', () => {
  const stats: LibraryStats = {
    sources: 2,
    bytes: 12_345,
    articles: 2,
    comments: 1234,
    tags: 3,
    taggings: 6,
    notes: 1,
    untaggedArticles: 1,
    untaggedComments: 1200,
    imports: 1,
    coverage: { article: 6000, comment: 4000, furniture: 2000, unparsed: 0, blank: 345 },
    layouts: { 'bbc-2010s': 2 },
    schema: 1,
    parser: '1',
  };

  it('counts for people and for scripts', async () => {
    const on = services(folder, { stats: () => stats });
    expect(await runHeadless(command('stats'), on)).toBe(0);
    expect(on.results).toContain('comments          1,234, untagged 1,200');
    expect(on.results).toContain('bytes article     6,000 (48.6%)');
    on.results.length = 0;
    await runHeadless(command('stats', '--json'), on);
    expect(objects(on.results)).toEqual([{ type: 'stats', ...stats }]);
  });

  it('lists hits, and says how many there are beyond', async () => {
    const on = services(folder, {
      search: () => ({
        articles: 1,
        comments: 9,
        hits: [
          { kind: 'article', id: 'a1', title: 'Ferry', snippet: 'It is back' },
          { kind: 'comment', id: 'c1.12', title: 'Ferry', number: 12, author: 'Deckhand', snippet: 'No.' },
        ],
      }),
    });
    expect(await runHeadless(command('search', 'ferry', '--limit', '2'), on)).toBe(0);
    expect(on.asked).toEqual([{ method: 'search', params: [{ query: 'ferry', limit: 2 }] }]);
    expect(on.results).toEqual(['a1  Ferry: It is back', 'c1.12  #12 Deckhand on Ferry: No.']);
    expect(on.notes).toEqual(['1 article, 9 comments; the first 2 are shown, --limit N shows more']);
    on.results.length = 0;
    await runHeadless(command('search', 'ferry', '--json'), on);
    expect(objects(on.results)).toMatchObject([
      { type: 'hit', id: 'a1' },
      { type: 'hit', number: 12 },
      { type: 'totals', articles: 1, comments: 9 },
    ]);
  });

  it('sorts by an order that there is', async () => {
    const on = services(folder, { search: () => ({ articles: 0, comments: 0, hits: [] }) });
    expect(await runHeadless(command('search', 'ferry', '--order', 'rating'), on)).toBe(0);
    expect(on.asked).toEqual([{ method: 'search', params: [{ query: 'ferry', limit: 20, order: 'rating' }] }]);
    expect(parseCommandLine(['search', 'ferry', '--order', 'colour'], true)).toMatchObject({ kind: 'wrong', message: expect.stringContaining('rating') });
  });

  it.each(MALFORMED_QUERIES)('ends with 2 for a query with %s, and says in a sentence where', async (_, query, [from]) => {
    const unread = async (text: string) => {
      const parsed = parseQuery(text);
      if (parsed.ok) throw new Error(`“${text}” was read`);
      return parsed;
    };
    const { search, tag, 'export.open': open } = libraryHandlers({ reader: unused, commands: unused, answer: unread, parser: '7' });
    const on = services(folder, { search, tag, 'export.open': open });
    const commands = [
      command('search', '--', query),
      command('tag', '--add', 'seen', '--', query),
      command('search', '--', linkTo({ query })),
      command('export', 'out.json', `--filter=${query}`),
    ];
    for (const each of commands) {
      expect(await runHeadless(each, on)).toBe(2);
      expect(on.notes.pop()).toMatch(new RegExp(`^${each.name}: The query cannot be read at character ${from + 1}: .*[^.]\\.$`));
    }
    expect(on.results).toEqual([]);
  });

  it('tags by query and says what changed', async () => {
    const on = services(folder, { tag: () => ({ matched: 5, changed: 3 }) });
    expect(await runHeadless(command('tag', 'bank', '--add', 'stance/firm'), on)).toBe(0);
    expect(await runHeadless(command('tag', 'bank', '--remove', 'firm', '--json'), on)).toBe(0);
    expect(on.asked.map((one) => one.params[0])).toEqual([
      { query: 'bank', add: 'stance/firm' },
      { query: 'bank', remove: 'firm' },
    ]);
    expect(on.results).toEqual(['3 articles and comments tagged “stance/firm”; 5 matched', '{"type":"tag","remove":"firm","matched":5,"changed":3}']);
  });

  it('ends with 2 for a tag that is none, with 1 where the store is gone', async () => {
    const failing = (kind: string) => () => {
      throw new CuttingsError(kind, 'What happened.\nIn two lines.');
    };
    const on = services(folder, { tag: failing('no-tag'), stats: failing('store-gone') });
    expect(await runHeadless(command('tag', 'x', '--remove', 'gone'), on)).toBe(2);
    expect(await runHeadless(command('stats'), on)).toBe(1);
    expect(on.notes).toEqual(['tag: What happened. In two lines.', 'stats: What happened. In two lines.']);
  });
});

describe('a command sent by another process', () => {
  it('is read as strictly as any other', async () => {
    const on = services(folder, { tag: () => ({ matched: 1, changed: 1 }) });
    expect(await runForwarded(['tag', 'x', '--add', 'y'], on)).toBe(0);
    expect(await runForwarded(['tga', 'x'], on)).toBe(2);
    expect(on.notes[0]).toContain('no command “tga”');
  });
});

describe('what needs no library', () => {
  it('is answered on standard output, mistakes on standard error', () => {
    const on = services(folder);
    expect(answerWithoutLibrary({ kind: 'help' }, 'cuttings 9.9.9', on.output)).toBe(0);
    expect(answerWithoutLibrary({ kind: 'version' }, 'cuttings 9.9.9', on.output)).toBe(0);
    expect(answerWithoutLibrary({ kind: 'wrong', message: 'no such thing' }, 'cuttings 9.9.9', on.output)).toBe(2);
    expect(on.results[0]).toContain('verify FILE');
    expect(on.results[1]).toBe('cuttings 9.9.9');
    expect(on.notes).toEqual(['cuttings: no such thing (--help tells more)']);
  });
});
