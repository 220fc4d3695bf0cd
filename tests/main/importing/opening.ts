/** Opening made-up containers from a temporary folder. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { membersOf } from '../../../main/importing/members.ts';
import { readPage } from '../../../main/importing/page-reading.ts';
import type { ImportItem } from '../../../preload/contract/import-port.ts';

export const PAGE = 'Bridge opens after repairs\n\nThe bridge at Lowfield opened to carts and walkers on Monday, a week early.\n';

export interface Opened {
  readonly items: readonly ImportItem[];
  /** Of each member that went in: its place in the container. */
  readonly pages: readonly string[];
  /** Of each that did not, the container included: its place, and the fault\u2019s title. */
  readonly faults: readonly (readonly [place: string, title: string])[];
  /** What was said of each fault. */
  readonly messages: readonly string[];
  readonly leftOut: readonly string[];
  readonly expected: number;
}

/** Imports a container of these bytes. */
export async function opened(name: string, bytes: Uint8Array): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'cuttings-container-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return openedFrom(path, name, bytes.length);
}

export async function openedFrom(path: string, name: string, size: number): Promise<Opened> {
  const items: ImportItem[] = [];
  let expected = 0;
  const watch = {
    expected: (count: number) => {
      expected += count;
    },
    reading: () => undefined,
  };
  for await (const { item } of membersOf({ path, name, size }, async (page) => readPage(page), watch)) items.push(await item);
  const place = (item: ImportItem): string => item.path.slice(path.length).replace(/^ \u203a /, '');
  const faults = items.flatMap((item) => ('error' in item ? [item] : []));
  return {
    items,
    pages: items.flatMap((item) => ('parsed' in item ? [place(item)] : [])),
    faults: faults.map((item) => [place(item), item.error.title] as const),
    messages: faults.map((item) => item.error.message),
    leftOut: items.flatMap((item) => ('opened' in item ? item.opened.warnings.map((warning) => warning.message) : [])),
    expected,
  };
}

/** A source that went in, by its place. */
export function sourceAt(opened: Opened, at: string) {
  const item = opened.items.find((one) => 'parsed' in one && one.path.endsWith(at));
  if (item === undefined || !('parsed' in item)) throw new Error(`nothing went in from ${at}`);
  return item.parsed;
}
