/** The commands, without a window and beside one: `npm run cuttings -- …`. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cleanUp, ROOT, SEED, startApp, temporaryFolder } from './harness/app.ts';
import { settled } from './harness/window.ts';

afterEach(cleanUp);

interface Done {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command to its end. */
function cuttings(library: string, ...args: readonly string[]): Promise<Done> {
  return new Promise((done) => {
    const command = [join(ROOT, 'scripts', 'cuttings.mjs'), ...args, '--library', library];
    execFile(process.execPath, command, { env: { ...process.env, CUTTINGS_LIBRARY: '' }, timeout: 80_000 }, (error, out, err) => {
      done({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, out, err });
    });
  });
}

const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe('without a window', () => {
  it('imports, counts, searches, tags, exports and verifies', { timeout: 300_000 }, async () => {
    const library = temporaryFolder('headless');
    const imported = await cuttings(library, 'import', SEED);
    expect(imported, imported.err).toMatchObject({ code: 0 });
    expect(imported.out).toContain('000_ebaeb092d28a86a2.txt');

    const stats = await cuttings(library, 'stats', '--json');
    expect(stats, stats.err).toMatchObject({ code: 0 });
    expect(jsonLines(stats.out)[0]).toMatchObject({ sources: 1, articles: 1, comments: 20 });

    const found = await cuttings(library, 'search', 'boycott vodka');
    expect(found, found.err).toMatchObject({ code: 0 });
    expect(found.out).toContain('351');

    const tagged = await cuttings(library, 'tag', 'in:comments aid', '--add', 'topic/aid');
    expect(tagged, tagged.err).toMatchObject({ code: 0 });

    const file = join(temporaryFolder('export'), 'aid.json');
    const exported = await cuttings(library, 'export', file, '--filter', 'tag:topic/aid');
    expect(exported, exported.err).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toContain('topic');

    expect(await cuttings(library, 'verify', file)).toMatchObject({ code: 0 });
    writeFileSync(file, readFileSync(file, 'utf8').replace('Syria', 'Assyria'));
    expect(await cuttings(library, 'verify', file)).toMatchObject({ code: 1 });
  });

  it('tells a wrong command from a failed one by its exit code, and keeps standard output clean', async () => {
    const library = temporaryFolder('headless');
    const wrong = await cuttings(library, 'serach', 'aid');
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toContain('serach');
    const badQuery = await cuttings(library, 'search', 'is:nonsense');
    expect(badQuery).toMatchObject({ code: 2, out: '' });
    const gone = await cuttings(library, 'import', join(library, 'not there.txt'));
    expect(gone.code).not.toBe(0);
  });
});

describe('beside the window', () => {
  it('is answered by the app that has the library open, which shows what came in', { timeout: 200_000 }, async () => {
    const run = await startApp();
    const imported = await cuttings(run.library, 'import', SEED);
    expect(imported, imported.err).toMatchObject({ code: 0 });
    await run.page.getByRole('button', { name: 'All 20 comments', exact: true }).waitFor();
    const stats = await cuttings(run.library, 'stats', '--json');
    expect(jsonLines(stats.out)[0]).toMatchObject({ articles: 1, comments: 20 });
    await settled(run.page);
    expect(run.errors).toEqual([]);
  });
});
