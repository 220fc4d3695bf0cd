import { describe, expect, it } from 'vitest';
import { LARGEST_FILE } from '../../../main/importing/file-errors.ts';
import { load, type ReadFs, weigh } from '../../../main/importing/load.ts';
import { systemError } from './fakes.ts';

const bytes = new TextEncoder().encode('A page of made-up news.\n');

function files(change: Partial<ReadFs> & { size?: number; isFile?: boolean } = {}): ReadFs {
  const { size = bytes.length, isFile = true, ...rest } = change;
  return {
    stat: () => ({ size, isFile: () => isFile, isDirectory: () => !isFile }),
    readFile: async () => bytes,
    head: (_file, length) => bytes.subarray(0, length),
    ...rest,
  };
}

describe('reading a file', () => {
  it('gives its bytes', async () => {
    expect(await load({ path: '/pages/page.txt' }, files())).toEqual({ path: '/pages/page.txt', name: 'page.txt', bytes });
  });

  it.each([
    ['ENOENT', 'gone'],
    ['ENOTDIR', 'gone'],
    ['EACCES', 'permission'],
    ['EPERM', 'permission'],
    ['EISDIR', 'not-a-file'],
    ['EIO', 'unreadable'],
    ['EMFILE', 'unreadable'],
  ])('tells what %s means: %s', async (code, kind) => {
    const refuse = () => {
      throw systemError(code);
    };
    expect(await load({ path: '/pages/page.txt' }, files({ stat: refuse }))).toMatchObject({ name: 'page.txt', error: { kind } });
    expect(await load({ path: '/pages/page.txt' }, files({ readFile: async () => refuse() }))).toMatchObject({ error: { kind } });
  });

  it('names the system’s word for an error nobody foresaw', async () => {
    const loaded = await load({ path: '/p' }, files({ readFile: async () => Promise.reject(systemError('EREMOTEIO')) }));
    expect(loaded).toMatchObject({ error: { kind: 'unreadable', message: expect.stringContaining('EREMOTEIO') } });
  });

  it('refuses a file too large to be a page without reading it, and says how large', async () => {
    const never = async () => {
      throw new Error('it was read');
    };
    const loaded = await load({ path: '/p' }, files({ size: LARGEST_FILE + 1, readFile: never }));
    expect(loaded).toMatchObject({ size: LARGEST_FILE + 1, error: { kind: 'too-large', message: expect.stringContaining('512 MB') } });
  });

  it('leaves a container for its turn, however large, and does not read it', async () => {
    const zip = new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]);
    const never = async () => {
      throw new Error('it was read');
    };
    const large = files({ size: LARGEST_FILE * 3, head: () => zip, readFile: never });
    expect(await load({ path: '/pages/letters.zip' }, large)).toEqual({
      path: '/pages/letters.zip',
      name: 'letters.zip',
      size: LARGEST_FILE * 3,
      container: true,
    });
    expect(weigh({ path: '/pages/letters.zip' }, large)).toBe(LARGEST_FILE);
    expect(await load({ path: '/small.zip' }, files({ readFile: async () => zip }))).toMatchObject({ container: true });
  });

  it('refuses what is empty and what has become a folder since the walk', async () => {
    expect(await load({ path: '/p' }, files({ readFile: async () => new Uint8Array() }))).toMatchObject({ error: { kind: 'empty' } });
    expect(await load({ path: '/p' }, files({ isFile: false }))).toMatchObject({ error: { kind: 'not-a-file' } });
  });

  it('passes on what the walk has found out', async () => {
    const error = { kind: 'permission', title: 'No permission', message: 'No.' } as const;
    expect(await load({ path: '/closed', error }, files())).toMatchObject({ path: '/closed', name: 'closed', error });
  });

  it('weighs a file that cannot be asked about as nothing', () => {
    const gone = () => {
      throw systemError('ENOENT');
    };
    expect(weigh({ path: '/p' }, { stat: gone })).toBe(0);
    expect(weigh({ path: '/p' }, files())).toBe(bytes.length);
  });
});
