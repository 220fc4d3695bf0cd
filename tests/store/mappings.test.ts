import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { toFailure } from '../../corpus/errors.ts';
import type { Mapping } from '../../corpus/mapping/mapping.ts';
import { openLibrary } from '../../renderer/store/open.ts';
import { libraryWith } from './library.ts';

const COMMENTS: Mapping = { kind: 'comments', fields: { text: 'c2', author: 'c1' } };
const ARTICLES: Mapping = { kind: 'articles', fields: { text: 'body' } };
const kindOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: unknown) => toFailure(error).kind,
  );

describe('what the columns of tables mean', () => {
  it('is listed, latest first, and forgotten until that is taken back', async () => {
    let clock = 0;
    const { reader, writer, commands } = await libraryWith([], () => new Date(1.7e12 + clock++ * 1_000).toISOString());
    await writer.saveMapping('aa', COMMENTS);
    await writer.saveMapping('bb', ARTICLES);
    expect((await reader.mappings()).map(({ shape, mapping }) => [shape, mapping])).toEqual([
      ['bb', ARTICLES],
      ['aa', COMMENTS],
    ]);
    await commands.forgetMapping('aa');
    expect(await writer.mappings()).toEqual({ bb: ARTICLES });
    expect(commands.history().undo).toBe('forget the columns of a table of comments');
    await commands.undo();
    expect(await writer.mappings()).toEqual({ aa: COMMENTS, bb: ARTICLES });
    await commands.redo();
    expect(await writer.mappings()).toEqual({ bb: ARTICLES });
  });

  it('cannot be forgotten twice', async () => {
    const { writer, commands } = await libraryWith();
    await writer.saveMapping('aa', COMMENTS);
    await commands.forgetMapping('aa');
    expect(await kindOf(commands.forgetMapping('aa'))).toBe('no-mapping');
  });

  it('that was said anew since is not put back to what it was', async () => {
    const { name, writer, reader, commands } = await libraryWith();
    await writer.saveMapping('aa', COMMENTS);
    await commands.forgetMapping('aa');
    const other = await openLibrary({ name });
    await other.writer.saveMapping('aa', ARTICLES);
    other.close();
    expect(await kindOf(commands.undo())).toBe('changed-since');
    expect((await reader.mappings()).map(({ mapping }) => mapping)).toEqual([ARTICLES]);
  });
});
