import { mkdir, mkdtemp, readdir, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Found, type WalkFs, walk } from '../../../main/importing/walk.ts';
import { fakeDisk } from './fakes.ts';

const disk: WalkFs = { stat, realpath, list: (folder) => readdir(folder, { withFileTypes: true }) };
const folders: string[] = [];

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(os.tmpdir(), 'cuttings-walk-'));
  folders.push(made);
  return made;
}

afterEach(async () => {
  for (const made of folders.splice(0)) await rm(made, { recursive: true });
});

async function found(roots: readonly string[], fs: WalkFs = disk): Promise<Found[]> {
  const all: Found[] = [];
  for await (const one of walk(roots, fs)) all.push(one);
  return all;
}

describe('walking what was dropped', () => {
  it('finds files in folders within folders, by name', async () => {
    const root = await folder();
    await mkdir(path.join(root, 'b', 'c'), { recursive: true });
    for (const name of ['z.txt', 'a.txt', 'b/2.txt', 'b/c/1.txt']) await writeFile(path.join(root, name), 'page');
    const files = (await found([root])).map((one) => path.relative(root, one.path));
    expect(files).toEqual(['a.txt', path.join('b', '2.txt'), path.join('b', 'c', '1.txt'), 'z.txt']);
  });

  it('counts the parts of a saved page and does not read them, dropped with the page or within a folder', async () => {
    const root = await folder();
    for (const name of ['story_files/deep', 'other_files']) await mkdir(path.join(root, name), { recursive: true });
    for (const name of ['story.html', 'story_files/logo.png', 'story_files/deep/frame.html', 'other_files/page.txt'])
      await writeFile(path.join(root, name), 'x');
    const kinds = async (roots: readonly string[]) => (await found(roots)).map((one) => `${one.kind} ${path.relative(root, one.path)}`).sort();
    const parts = ['file story.html', `junk ${path.join('story_files', 'deep', 'frame.html')}`, `junk ${path.join('story_files', 'logo.png')}`];
    expect(await kinds([root])).toEqual([`file ${path.join('other_files', 'page.txt')}`, ...parts]);
    expect(await kinds([path.join(root, 'story_files'), path.join(root, 'story.html')])).toEqual(parts);
    // by itself it is what the analyst wants
    expect(await kinds([path.join(root, 'story_files')])).toHaveLength(2);
    expect((await kinds([path.join(root, 'story_files')])).every((kind) => kind.startsWith('file'))).toBe(true);
  });

  it('does not trip over the parts of a page that cannot be listed', async () => {
    const tree = fakeDisk({ '/pages': { folder: ['a.html', 'a_files'] }, '/pages/a.html': 'file', '/pages/a_files': { refuses: 'EACCES' } });
    expect(await found(['/pages'], tree)).toEqual([
      { kind: 'file', path: '/pages/a.html' },
      { kind: 'junk', path: '/pages/a_files' },
    ]);
  });

  it('follows a link to a folder once, and does not walk in circles', async () => {
    const root = await folder();
    await mkdir(path.join(root, 'pages'));
    await writeFile(path.join(root, 'pages', 'page.txt'), 'page');
    await symlink(root, path.join(root, 'pages', 'up'));
    await symlink(path.join(root, 'pages'), path.join(root, 'same'));
    const files = (await found([root])).filter((one) => one.kind === 'file');
    expect(files.map((one) => path.relative(root, one.path))).toEqual([path.join('pages', 'page.txt')]);
  });

  it('reads a file behind a link, and reports a link that leads nowhere', async () => {
    const root = await folder();
    const elsewhere = await folder();
    await writeFile(path.join(elsewhere, 'page.txt'), 'page');
    await symlink(path.join(elsewhere, 'page.txt'), path.join(root, 'good.txt'));
    await symlink(path.join(elsewhere, 'none.txt'), path.join(root, 'lost.txt'));
    const all = await found([root]);
    expect(all).toEqual([
      { kind: 'file', path: path.join(root, 'good.txt') },
      { kind: 'problem', path: path.join(root, 'lost.txt'), error: expect.objectContaining({ kind: 'gone' }) },
    ]);
  });

  it('leaves out what systems leave in folders, but not what was dropped by itself', async () => {
    const root = await folder();
    for (const name of ['.DS_Store', 'Thumbs.db', '~$page.txt', '.hidden.txt', 'page.txt']) await writeFile(path.join(root, name), 'x');
    await mkdir(path.join(root, '.git'));
    await writeFile(path.join(root, '.git', 'config'), 'x');
    const all = await found([root, path.join(root, '.hidden.txt')]);
    expect(all.filter((one) => one.kind === 'junk')).toHaveLength(5);
    expect(all.filter((one) => one.kind === 'file').map((one) => path.basename(one.path))).toEqual(['page.txt', '.hidden.txt']);
  });

  it('plans a file once, however often it was dropped', async () => {
    const root = await folder();
    const page = path.join(root, 'page.txt');
    await writeFile(page, 'page');
    expect(await found([page, root, page])).toHaveLength(1);
  });

  it.each([
    ['EACCES', 'permission'],
    ['ENOENT', 'gone'],
    ['EIO', 'unreadable'],
  ])('makes a folder that cannot be listed (%s) an outcome of that folder', async (code, kind) => {
    const fs = fakeDisk({
      '/pages': { folder: ['a.txt', 'closed', 'z.txt'] },
      '/pages/a.txt': 'file',
      '/pages/closed': { refuses: code },
      '/pages/z.txt': 'file',
    });
    const all = await found(['/pages'], fs);
    expect(all.map((one) => [one.kind, one.path])).toEqual([
      ['file', '/pages/a.txt'],
      ['problem', '/pages/closed'],
      ['file', '/pages/z.txt'],
    ]);
    expect(all[1]).toMatchObject({ error: { kind, message: expect.stringMatching(/\w/) } });
  });

  it('reports what is neither file nor folder, what is not there, and a link to itself', async () => {
    const fs = fakeDisk({ '/run': { folder: ['socket', 'loop'] }, '/run/socket': 'socket', '/run/loop': { link: '/run/loop' } });
    const all = await found(['/nowhere', '/run'], fs);
    expect(all).toMatchObject([
      { kind: 'problem', path: '/nowhere', error: { kind: 'gone' } },
      { kind: 'problem', path: '/run/loop', error: { kind: 'unreadable', title: 'Link in a circle' } },
      { kind: 'problem', path: '/run/socket', error: { kind: 'not-a-file' } },
    ]);
  });
});
