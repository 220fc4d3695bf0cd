import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../main/cli/args.ts';
import { type ExitCode, runHeadless } from '../../main/cli/headless.ts';
import { articleId, commentId, tagging } from '../corpus/exchange-library.ts';
import { services, type TestServices } from './cli-services.ts';

let folder: string;
let file: string;
let on: TestServices;

async function run(...args: string[]): Promise<ExitCode> {
  const line = parseCommandLine(args, true);
  if (line.kind !== 'command') throw new Error(JSON.stringify(line));
  on.results.length = 0;
  on.notes.length = 0;
  return runHeadless(line.command, on);
}
const verify = () => run('verify', 'out.json');
async function change(edit: (text: string) => string): Promise<void> {
  const text = await fs.readFile(file, 'utf8');
  const edited = edit(text);
  if (edited === text) throw new Error('the edit changed nothing');
  await fs.writeFile(file, edited);
}

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'cuttings-verify-'));
  file = path.join(folder, 'out.json');
  on = services(folder);
  if ((await run('export', 'out.json')) !== 0) throw new Error(on.notes.join());
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

describe('verify', () => {
  it('says that an export is what the library gives', async () => {
    expect(await verify()).toBe(0);
    expect(on.results).toEqual([`same  ${file}  is what this library gives for everything: 2 articles, 3 comments`]);
    expect(on.notes).toEqual([]);
  });

  it('exports again with the filter of the manifest', async () => {
    await run('export', 'out.json', '--force', '--filter', 'in:comments');
    expect(await verify()).toBe(0);
    expect(on.results[0]).toContain('“in:comments”');
    expect(on.asked.filter((one) => one.method === 'export.open').at(-1)?.params).toEqual([{ format: 'json', query: 'in:comments' }]);
  });

  it('does not mind which version of the app wrote it', async () => {
    await change((text) => text.replace('cuttings 9.9.9', 'cuttings 0.0.1'));
    expect(await verify()).toBe(0);
  });

  it('says which record differs and in what, once the library has changed', async () => {
    on.library = { ...on.library, taggings: [...on.library.taggings, tagging(commentId('1', '13'), articleId('1'), 'txx')] };
    expect(await verify()).toBe(1);
    expect(on.results).toEqual([`differs  ${file}  record 2 of comments, ${commentId('1', '13')}, differs in: tags`]);
  });

  it('says where records are missing or too many', async () => {
    const all = on.library;
    on.library = { ...all, articles: all.articles.map((row) => ({ ...row, comments: row.comments.filter((one) => one.number !== 12) })) };
    expect(await verify()).toBe(1);
    expect(on.results[0]).toContain(`they differ from record 1 of comments on: the file has ${commentId('1', '12')}, the library ${commentId('1', '13')}`);
    on.library = { ...all, articles: all.articles.map((row) => ({ ...row, comments: row.comments.filter((one) => one.number !== undefined) })) };
    expect(await verify()).toBe(1);
    expect(on.results[0]).toContain(`they differ from record 3 of comments on: the file has ${commentId('2', 'xabc')}, the library no further record`);
    on.library = { ...all, tags: [], taggings: [] };
    expect(await verify()).toBe(1);
    expect(on.results[0]).toContain('they differ from record 1 of tags on: the file has tags, the library no tags');
  });

  it('says that a file was changed after it was exported', async () => {
    await change((text) => text.replace('"author":"Deckhand"', '"author":"Captain"'));
    expect(await verify()).toBe(1);
    expect(on.results[0]).toContain('its content was changed after the export');
    expect(on.results[1]).toContain(`record 1 of comments, ${commentId('1', '12')}, differs in: author`);
  });

  it('sees a comma that was taken away', async () => {
    await change((text) => text.replace('},\n{"id":"t2"', '}\n{"id":"t2"'));
    expect(await verify()).toBe(1);
    expect(on.results.join()).toContain('record 1 of tags, t1, differs in: the way it is written');
  });

  it('sees text that was added behind the end, and text that was cut off', async () => {
    await change((text) => `${text}\n`);
    expect(await verify()).toBe(1);
    await run('export', 'out.json', '--force');
    await change((text) => text.slice(0, -3));
    expect(await verify()).toBe(1);
    expect(on.results.join()).toContain('changed after the export');
  });

  it('sees a manifest that was changed, though the records are the same', async () => {
    await change((text) => text.replace('"taggings":6', '"taggings":7'));
    expect(await verify()).toBe(1);
    expect(on.results).toEqual([`differs  ${file}  its records are the same, but its manifest differs in: counts`]);
  });

  it('names changed line ends, and a file laid out anew whose content still has its hash', async () => {
    await change((text) => text.replaceAll('\n', '\r\n').replace('\r\n', '\n').replace('\r\n', '\n'));
    expect(await verify()).toBe(1);
    expect(on.results.join()).toContain('line ends were changed');
    await run('export', 'out.json', '--force');
    await change((text) => JSON.stringify(JSON.parse(text), null, 2));
    expect(await run('verify', 'out.json', '--json')).toBe(1);
    expect(on.results).toHaveLength(1);
    expect(JSON.parse(on.results[0] ?? '')).toMatchObject({ type: 'verify', same: false, sealed: true, problems: [expect.stringContaining('laid out anew')] });
  });

  it('ends with 2 for what is no export, in one line', async () => {
    const texts = [
      '',
      'no JSON',
      '{"format":"other"}',
      '{"format":"cuttings-corpus","version":2}',
      '{"format":"cuttings-corpus","version":1,\n"manifest":{"app":1},\n"tags":[]}\n',
    ];
    for (const text of texts) {
      await fs.writeFile(file, text);
      expect(await verify(), text).toBe(2);
      expect(on.results).toEqual([]);
      expect(on.notes).toHaveLength(1);
      expect(on.notes[0]).toMatch(/^verify: .*is no export of Cuttings: [^\n]+$/);
    }
    expect(await run('verify', 'gone.json')).toBe(2);
    expect(await run('verify', '.')).toBe(2);
  });
});
