/** Reading sources anew in the store: what did not change is as it was, what the analyst put on it stays, and one source undoes. */
import { describe, expect, it } from 'vitest';
import { parseSource } from '../../corpus/parse.ts';
import { dump } from './library.ts';
import { libraryOf, seeds } from './pages.ts';

describe('reading anew with the same parser', () => {
  it('changes nothing at all, one by one or together', async () => {
    const library = await libraryOf(seeds);
    expect(seeds).toHaveLength(8);
    const before = await dump(library.name);
    for (const seed of seeds) await library.commands.readAnew([{ parsed: parseSource(seed) }]);
    expect(await dump(library.name)).toEqual(before);
    await library.commands.readAnew(seeds.map((seed) => ({ parsed: parseSource(seed) })));
    expect(await dump(library.name)).toEqual(before);
  });
});
