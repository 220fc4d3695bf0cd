/** ZIP archives: each entry is a member. Entries are unpacked one at a time; what cannot be is told, and the next one is tried. */
import { crc32, inflateRawSync } from 'node:zlib';
import type { FileError } from '../../../corpus/records.ts';
import { isJunk } from '../junk.ts';
import { companionFolders, isWithin } from '../saved-pages.ts';
import { range } from './byte-store.ts';
import { type ByteStore, ContainerError, damaged, type Member, nameIn } from './container.ts';
import { bomb, isBomb, PackingError, unpack } from './inflate.ts';
import { HEADER, readDirectory, type ZipEntry } from './zip-entries.ts';

/** Packed bytes up to which an entry is unpacked in one step: streams take several turns of the message loop. */
const SMALL = 1024 * 1024;

/** Opens what an entry holds: `bytes` come as they are unpacked, `place` is the entry's name. */
export type OpenMember = (bytes: AsyncIterable<Uint8Array>, place: string) => AsyncGenerator<Member, void, undefined>;

/** The members of an archive. Throws `ContainerError` where the archive itself is at fault, after everything that could be read. */
export async function* openZip(store: ByteStore & { readonly fd?: number }, open: OpenMember): AsyncGenerator<Member, void, undefined> {
  const { entries, overlapping, fault } = await readDirectory(store);
  refuseOffice(entries);
  const { files, junk, parts } = sorted(entries);
  yield { kind: 'expected', count: files.length };
  if (junk > 0) yield { kind: 'left-out', why: 'junk', count: junk };
  if (parts > 0) yield { kind: 'left-out', why: 'page-parts', count: parts };
  const spent: Spent = { unpacked: 0 };
  for (const [i, entry] of files.entries()) {
    const cutOff = fault !== undefined && i === files.length - 1;
    yield* openEntry(store, entry, spent, open, cutOff);
    if (isBomb(store.size, spent.unpacked)) throw bomb();
  }
  if (overlapping > 0) throw new ContainerError(overlap(overlapping));
  if (fault !== undefined) throw damaged(fault.what, fault.at);
}

/** Files to read, and counts of what is left out. */
function sorted(entries: readonly ZipEntry[]): { readonly files: readonly ZipEntry[]; readonly junk: number; readonly parts: number } {
  const all = entries.filter((entry) => !entry.name.endsWith('/'));
  const wanted = all.filter((entry) => !entry.link && !entry.name.split('/').some((part) => part !== '..' && part !== '.' && isJunk(part)));
  const companions = companionFolders(wanted.map((entry) => entry.name));
  const files = wanted.filter((entry) => !isWithin(entry.name, companions));
  return { files, junk: all.length - wanted.length, parts: wanted.length - files.length };
}

/** What all entries together came to. */
interface Spent {
  unpacked: number;
}

async function* openEntry(store: ByteStore, entry: ZipEntry, spent: Spent, open: OpenMember, last: boolean): AsyncGenerator<Member, void, undefined> {
  const { name: place, size = 0 } = entry;
  const failed = (error: FileError): Member => ({ kind: 'failed', place, name: nameIn(place), size, error });
  if (entry.encrypted) {
    yield failed(ENCRYPTED);
    return;
  }
  if (entry.method !== 0 && entry.method !== 8) {
    yield failed(unknownMethod(entry.method));
    return;
  }
  try {
    yield* open(entryBytes(store, entry, spent), place);
  } catch (error) {
    if (error instanceof ContainerError) yield failed(error.fault);
    else if (error instanceof PackingError) yield failed(broken(error, entry, last));
    else throw error;
  }
}

/** An entry's bytes, unpacked and checked. Throws `PackingError` or `ContainerError`. */
async function* entryBytes(store: ByteStore, entry: ZipEntry, spent: Spent): AsyncGenerator<Uint8Array, void, undefined> {
  const header = Buffer.from(await store.read(entry.header, HEADER));
  if (header.length < HEADER || header.readUInt32LE(0) !== 0x04034b50)
    throw new PackingError('no entry begins where the directory says', 0, header.length < HEADER);
  const from = entry.header + HEADER + header.readUInt16LE(26) + header.readUInt16LE(28);
  const { packed, size } = entry;
  if (packed !== undefined && size !== undefined && isBomb(packed, size)) throw bomb();
  let crc = 0;
  let length = 0;
  for await (const piece of unpackedBytes(store, entry, from)) {
    crc = crc32(piece, crc);
    length += piece.length;
    spent.unpacked += piece.length;
    // checked on the way: a small size stated for an endless entry must not be believed
    if (size !== undefined && length > size) throw new PackingError(`it is longer than the ${size} bytes the archive states`, packed ?? 0, false);
    yield piece;
  }
  if (size !== undefined && length < size) throw new PackingError(`it has ${length} bytes of the ${size} the archive states`, packed ?? 0, true);
  if (entry.crc !== undefined && crc !== entry.crc) throw new PackingError('its checksum differs', packed ?? 0, false);
}

async function* unpackedBytes(store: ByteStore, { method, packed, size }: ZipEntry, from: number): AsyncGenerator<Uint8Array, void, undefined> {
  if (method === 0) {
    if (packed === undefined) throw new PackingError('its length is not stated', 0, false);
    yield* range(store, from, Math.min(store.size, from + packed));
    return;
  }
  if (packed === undefined || packed > SMALL || (size ?? 0) > 16 * SMALL || from + packed > store.size) {
    yield* unpack(range(store, from, packed === undefined ? store.size : Math.min(store.size, from + packed)), 'deflate-raw');
    return;
  }
  try {
    yield inflateRawSync(await store.read(from, packed), { maxOutputLength: Math.max(1, (size ?? 0) + 1) });
  } catch (error) {
    throw new PackingError(error instanceof Error ? error.message : String(error), 0, false);
  }
}

/** Word, Excel and e-books are archives whose members are no pages. */
function refuseOffice(entries: readonly ZipEntry[]): void {
  const office = entries.some((entry) => entry.name === '[Content_Types].xml') || entries[0]?.name === 'mimetype';
  if (!office) return;
  throw new ContainerError({
    kind: 'binary',
    title: 'Office file',
    message: 'This is a file of a word processor, a spreadsheet or an e-book, which Cuttings does not read. Save it as plain text and import that.',
  });
}

const ENCRYPTED: FileError = {
  kind: 'encrypted',
  title: 'Encrypted',
  message: 'This entry is locked with a password, which Cuttings does not ask for. Unpack the archive with its password and import the folder.',
};

function unknownMethod(method: number): FileError {
  return {
    kind: 'unsupported',
    title: 'Unknown packing',
    message: `This entry is packed by a method that Cuttings does not know (number ${method}). Unpack the archive with the program that made it and import the folder.`,
  };
}

function broken({ message }: PackingError, { header }: ZipEntry, last: boolean): FileError {
  return {
    kind: 'damaged',
    title: last ? 'Cut off' : 'Damaged',
    message: `The entry at byte ${header.toLocaleString('en')} of the archive cannot be unpacked (${message}), so nothing of it was imported. Fetch or pack the archive again.`,
  };
}

function overlap(count: number): FileError {
  const entries = count === 1 ? 'One entry' : `${count.toLocaleString('en')} entries`;
  return {
    kind: 'bomb',
    title: 'Entries lie on each other',
    message: `${entries} of this archive share their bytes with others, as only made-up archives do, and were left out. The others went in.`,
  };
}
