import { describe, expect, it } from 'vitest';
import { CuttingsError } from '../../corpus/errors.ts';
import { SegmentBuilder } from '../../renderer/search/index/build.ts';
import { checksum } from '../../renderer/search/index/bytes.ts';
import { FOOTER, SegmentFile } from '../../renderer/search/index/format.ts';
import { joined, MemoryFiles, memoryFile } from '../../renderer/search/index/memory-files.ts';
import { openSegment } from '../../renderer/search/index/open.ts';
import { between, seeded } from '../bench/words.ts';
import { inventedArticle } from './invented.ts';
import { factsOf, readWhole } from './naive.ts';

const random = seeded(17);
const builder = new SegmentBuilder();
for (let number = 0; number < 40; number++) builder.add(inventedArticle(random, number));
const whole = joined(builder.finish());
const { lists } = new SegmentFile(memoryFile(whole, 'whole'), 'whole');
const listsEnd = lists.from + lists.bytes;

/** All that is in a segment; undefined where it is said to be damaged. */
async function contentOf(bytes: Uint8Array): Promise<unknown> {
  const files = new MemoryFiles();
  const file = await files.create('one');
  file.write(bytes);
  file.finish();
  try {
    const segment = await openSegment(files, 'one');
    const found = Array.from(segment.ids().articles.offsets.keys(), (index) => segment.indexOf(`a${index}`));
    return [factsOf(segment), found, readWhole(segment)];
  } catch (error) {
    if (error instanceof CuttingsError && error.kind === 'index-damaged') return undefined;
    throw error;
  }
}

describe('a damaged file', () => {
  it('is known by any bit of what has a checksum', async () => {
    const content = await contentOf(whole);
    expect(content).toBeDefined();
    let silent = 0;
    for (let at = 0; at < whole.length; at = at + 1 === lists.from ? listsEnd : at + (at < lists.from ? 1 : between(random, 1, 40))) {
      const broken = whole.slice();
      broken[at] = (broken[at] ?? 0) ^ (1 << between(random, 0, 7));
      const found = await contentOf(broken);
      if (found === undefined) continue;
      // what fills up to the next section says nothing
      expect(found).toEqual(content);
      silent++;
    }
    expect(silent).toBeLessThan(20);
  });

  it('is never read beyond what there is, where its lists are broken', async () => {
    for (let round = 0; round < 200; round++) {
      const broken = whole.slice();
      for (let flips = between(random, 1, 5); flips > 0; flips--) broken[between(random, lists.from, listsEnd - 1)] = between(random, 0, 255);
      await contentOf(broken);
    }
  });

  it('is known where it is cut off, grown or of another version', async () => {
    for (let length = 0; length < whole.length; length += between(random, 1, 400)) expect(await contentOf(whole.slice(0, length))).toBeUndefined();
    expect(await contentOf(joined([whole, new Uint8Array(8)]))).toBeUndefined();
    expect(await contentOf(joined([whole.slice(0, listsEnd), whole.slice(listsEnd + 8)]))).toBeUndefined();

    const other = whole.slice();
    const footer = FOOTER * 8;
    const numbers = new Float64Array(other.buffer, other.length - footer);
    numbers[0] = (numbers[0] ?? 0) + 1;
    numbers[numbers.length - 1] = checksum(other.subarray(other.length - footer, other.length - 8));
    expect(await contentOf(other)).toBeUndefined();
  });
});
