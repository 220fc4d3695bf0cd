/** Opening a container: each of its members becomes an item of the import, and the container itself the last one. */
import { createHash } from 'node:crypto';
import type { Marks } from '../../corpus/exchange/marks.ts';
import { type SourceId, type Warning, WITHIN } from '../../corpus/records.ts';
import type { ImportItem } from '../../preload/contract/import-port.ts';
import { readError } from './file-errors.ts';
import type { Pending } from './in-order.ts';
import type { Page, PageReading } from './page-reading.ts';
import { fileStore, range } from './readers/byte-store.ts';
import { ContainerError, type LeftOut } from './readers/container.ts';
import { openContainer } from './readers/open.ts';

/** A container as the plan found it. */
export interface Container {
  readonly path: string;
  readonly name: string;
  readonly size: number;
}

/** Up to this many bytes a container is read once more beforehand, for its hash. */
const HASHED = 256 * 1024 * 1024;

/** Hears of members: how many there will be where the container says so, and each as its turn comes. */
export interface MemberWatch {
  expected(count: number): void;
  reading(path: string): void;
}

/**
 * The items of a container, one a member, then one for itself: `opened`, or its fault, after everything that could be read. Never throws for what
 * is wrong with the container. A consumer that stops early leaves it without its last item, so that it can be opened anew.
 */
export async function* membersOf(
  container: Container,
  read: (page: Page) => Promise<PageReading>,
  watch: MemberWatch,
  open = openContainer,
): AsyncGenerator<Pending<ImportItem>, void, undefined> {
  const { path, name, size } = container;
  const leftOut = new Map<LeftOut, number>();
  const warnings: Warning[] = [];
  let marks: Marks | undefined;
  let members = 0;
  try {
    const containerId = size <= HASHED ? await hashOf(path) : undefined;
    for await (const member of open(path, name)) {
      if (member.kind === 'expected') watch.expected(member.count);
      else if (member.kind === 'left-out') leftOut.set(member.why, (leftOut.get(member.why) ?? 0) + member.count);
      else if (member.kind === 'warning') warnings.push(member.warning);
      else if (member.kind === 'marks') marks = member.marks;
      else {
        members++;
        const place = `${path}${WITHIN}${member.place}`;
        watch.reading(place);
        if (member.kind === 'read') yield made({ path: place, name: member.name, bytes: member.parsed.bytes, parsed: member.parsed, marks: member.marks });
        else if (member.kind === 'failed') yield made({ path: place, name: member.name, bytes: member.size, error: member.error });
        else {
          const { name: called, bytes, context } = member;
          const container = { name, member: member.place, ...(containerId && { containerId }) };
          yield itemOf(place, { name: called, bytes, container, ...(context && { context }) }, read);
        }
      }
    }
  } catch (error) {
    yield made({ path, name, bytes: size, error: error instanceof ContainerError ? error.fault : readError(error) });
    return;
  }
  const opened = { members, warnings: [...warnings, ...[...leftOut].map(([why, count]) => warning(why, count))] };
  yield made({ path, name, bytes: size, opened, ...(marks && { marks }) });
}

/** The item of a page that somebody reads. */
export function itemOf(path: string, page: Page, read: (page: Page) => Promise<PageReading>): Pending<ImportItem> {
  const { name } = page;
  // asked now: reading may take the bytes away
  const bytes = page.bytes.length;
  return { bytes, item: read(page).then((reading) => ({ path, name, bytes, ...reading })) };
}

/** An item that needs no reading. */
export function made(item: ImportItem): Pending<ImportItem> {
  return { bytes: 0, item: Promise.resolve(item) };
}

async function hashOf(path: string): Promise<SourceId> {
  const store = fileStore(path);
  try {
    const hash = createHash('sha256');
    for await (const piece of range(store)) hash.update(piece);
    return `sha256:${hash.digest('hex')}`;
  } finally {
    store.close();
  }
}

function warning(why: LeftOut, count: number): Warning {
  return { kind: 'left-out', message: wordsOf(why, count) };
}

function wordsOf(why: LeftOut, count: number): string {
  const n = count.toLocaleString('en');
  switch (why) {
    case 'page-parts':
      return count === 1
        ? '1 part of a saved page (a picture, a style or a script) was left out.'
        : `${n} parts of saved pages (pictures, styles, scripts) were left out.`;
    case 'junk':
      return count === 1 ? '1 hidden or system file was left out.' : `${n} hidden or system files were left out.`;
    case 'no-page':
      return count === 1
        ? '1 record that holds no page (a request, a redirect, an error, a picture) was left out.'
        : `${n} records that hold no page (requests, redirects, errors, pictures) were left out.`;
  }
}
