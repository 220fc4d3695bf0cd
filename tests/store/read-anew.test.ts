/** Reading sources anew in the store: what did not change is as it was, what the analyst put on it stays, and one source undoes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ParsedSource } from '../../corpus/layouts/layout.ts';
import { parseSource } from '../../corpus/parse.ts';
import type { Correction, SourceId } from '../../corpus/records.ts';
import { sha256 } from '../../corpus/text/sha256.ts';
import type { Library } from '../../renderer/store/open.ts';
import type { WriteItem } from '../../renderer/store/writer.ts';
import { dump, IMPORT, libraryWith, NOW } from './library.ts';

const SEEDS = join(import.meta.dirname, '../../seeds');
const PAGES = readdirSync(SEEDS).filter((name) => name.endsWith('.txt'));

interface Page {
  readonly id: SourceId;
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const page = (name: string, bytes: Uint8Array<ArrayBuffer>): Page => ({ id: `sha256:${sha256(name)}`, name, bytes });
const written = (of: Page): WriteItem => ({ path: `/corpus/${of.name}`, name: of.name, bytes: of.bytes.length, parsed: parseSource(of), packed: of.bytes });

async function libraryOf(pages: readonly Page[]): Promise<Library & { readonly name: string }> {
  const library = await libraryWith();
  await library.writer.beginImport({ id: IMPORT, names: ['corpus'], roots: ['/corpus'], startedAt: NOW });
  for (const [seq, one] of pages.entries()) await library.writer.writeBatch({ importId: IMPORT, seq, items: [written(one)] });
  return library;
}

const seeds = PAGES.map((name) => page(name, new Uint8Array(readFileSync(join(SEEDS, name)))));

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
