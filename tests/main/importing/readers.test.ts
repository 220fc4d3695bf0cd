import { describe, expect, it } from 'vitest';
import { readSource } from '../../../main/importing/readers/index.ts';
import type { RawFile } from '../../../main/importing/readers/reader.ts';

const file = (content: string | number[], name = 'page.txt'): RawFile => ({
  id: 'sha256:00',
  name,
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : Uint8Array.from(content),
});

describe('telling what a file is by its content', () => {
  it('reads text, whatever the file is called', () => {
    const reading = readSource(file('Bridge opens after repairs\n\nThe bridge at Lowfield opened on Monday.\n', 'page.dat'));
    expect(reading).toMatchObject({ parsed: { name: 'page.dat', coverage: expect.any(Object) } });
  });

  it.each([
    ['an empty file', [], 'empty', 'Empty'],
    ['blank lines', [32, 10, 13, 10, 9], 'empty', 'Empty'],
    ['a TAR archive', [...new Array<number>(257).fill(0x61), 0x75, 0x73, 0x74, 0x61, 0x72, 0], 'unsupported', 'TAR archive'],
    ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d, 0x31], 'binary', 'PDF'],
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13], 'binary', 'Not text'],
  ])('says of %s what it is and what to do', (_what, content, kind, title) => {
    expect(readSource(file(content))).toEqual({ error: { kind, title, message: expect.stringMatching(/\w+ \w+/) } });
  });

  it('lets a saved web page in, and it is read', () => {
    expect(readSource(file('<!DOCTYPE html><p>x'))).toMatchObject({ parsed: { layout: 'web-page', pages: [{ blocks: [{ text: 'x' }] }] } });
  });

  it('makes a parser’s failure the file’s error', () => {
    const broken = {
      id: 'broken',
      recognises: () => true,
      read: () => {
        throw new Error('unexpected turn');
      },
    };
    expect(readSource(file('x'), undefined, [broken])).toMatchObject({ error: { kind: 'unreadable', message: expect.stringContaining('unexpected turn') } });
  });
});
