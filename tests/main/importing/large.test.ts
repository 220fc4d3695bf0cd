import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { generateWet, generateZip, type Large } from '../../bench/generate-large.ts';
import { openedFrom } from './opening.ts';

it.each<readonly [name: string, make: (path: string) => Promise<Large>, leftOut: (pages: number) => readonly string[]]>([
  ['large.wet', (path) => generateWet(path, 300_000), () => []],
  ['large.wet.gz', (path) => generateWet(path, 300_000, { gzip: true }), () => []],
  ['large.zip', (path) => generateZip(path, 3_000_000), (pages) => [`${pages * 3} parts of saved pages (pictures, styles, scripts) were left out.`]],
])('what the bench of scale makes is read to its last page: %s', async (name, make, leftOut) => {
  const folder = mkdtempSync(join(tmpdir(), 'cuttings-large-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  const { pages } = await make(path);
  const read = await openedFrom(path, name, statSync(path).size);
  expect(pages).toBeGreaterThan(1);
  expect(read.pages).toHaveLength(pages);
  expect([read.faults, read.leftOut]).toEqual([[], leftOut(pages)]);
});
