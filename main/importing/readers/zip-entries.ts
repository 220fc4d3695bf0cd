/** What lies in a ZIP archive: by its directory, or where that is missing, by the header before each entry. */
import { type Entry, fromBufferPromise, fromFdPromise, parseExtraFields, type ZipFile } from 'yauzl';
import { type ByteStore, ContainerError } from './container.ts';
import { entryName } from './zip-names.ts';

export interface ZipEntry {
  /** Folders parted by `/`; a folder ends with it. */
  readonly name: string;
  /** Byte of the header before its data. */
  readonly header: number;
  readonly method: number;
  readonly encrypted: boolean;
  /** Packed bytes; undefined where only the data's own end tells. */
  readonly packed: number | undefined;
  readonly size: number | undefined;
  readonly crc: number | undefined;
  /** A link to another file. */
  readonly link: boolean;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** Entries that lie on each other were left out: how many. */
  readonly overlapping: number;
  /** Where the archive ends too early, or makes no sense: the byte, and what is wrong there. */
  readonly fault?: { readonly at: number; readonly what: string };
}

/** More entries than any archive of pages has; each costs memory. */
const MOST_ENTRIES = 1_000_000;
/** Bytes of a header without its name and extra fields. */
export const HEADER = 30;
const LOCAL = 0x04034b50;

/** The directory of an archive; throws `ContainerError` where nothing in it can be read. */
export async function readDirectory(store: ByteStore & { readonly fd?: number }): Promise<ZipDirectory> {
  let listed: readonly ZipEntry[];
  try {
    listed = await listedEntries(store);
  } catch (error) {
    if (error instanceof ContainerError) throw error;
    return scanEntries(store, error instanceof Error ? error.message : String(error));
  }
  const sorted = [...listed].sort((a, b) => a.header - b.header);
  const apart = new Set<ZipEntry>();
  let reached = 0;
  for (const entry of sorted) {
    if (entry.header < reached) continue;
    apart.add(entry);
    reached = entry.header + HEADER + (entry.packed ?? 0);
  }
  return { entries: listed.filter((entry) => apart.has(entry)), overlapping: listed.length - apart.size };
}

async function listedEntries(store: ByteStore & { readonly fd?: number }): Promise<readonly ZipEntry[]> {
  const options = { decodeStrings: false, autoClose: false, validateEntrySizes: false };
  const zip: ZipFile =
    store.fd === undefined ? await fromBufferPromise(Buffer.from(await store.read(0, store.size)), options) : await fromFdPromise(store.fd, options);
  if (zip.entryCount > MOST_ENTRIES) throw tooMany();
  const entries: ZipEntry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(listed(entry));
  return entries;
}

function listed(entry: Entry): ZipEntry {
  return {
    name: entryName(entry),
    header: entry.relativeOffsetOfLocalHeader,
    method: entry.compressionMethod,
    encrypted: entry.isEncrypted(),
    packed: entry.compressedSize,
    size: entry.uncompressedSize,
    crc: entry.crc32,
    // the upper half is the file mode where a Unix system made the entry
    link: entry.versionMadeBy >> 8 === 3 && ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000,
  };
}

function tooMany(): ContainerError {
  return new ContainerError({
    kind: 'bomb',
    title: 'Too many entries',
    message: `The archive claims more than ${MOST_ENTRIES.toLocaleString('en')} entries, so it was not opened. If you trust it, unpack it and import the folder.`,
  });
}

/** Goes from header to header, as far as they go. `why`: what is wrong with the directory. */
async function scanEntries(store: ByteStore, why: string): Promise<ZipDirectory> {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at < store.size && entries.length < MOST_ENTRIES) {
    const header = Buffer.from(await store.read(at, HEADER));
    if (header.length < HEADER || header.readUInt32LE(0) !== LOCAL) break;
    const name = Buffer.from(await store.read(at + HEADER, header.readUInt16LE(26)));
    const extra = Buffer.from(await store.read(at + HEADER + name.length, header.readUInt16LE(28)));
    if (name.length < header.readUInt16LE(26) || extra.length < header.readUInt16LE(28)) break;
    const entry = scanned(header, name, extra, at);
    if (entry === undefined) break;
    entries.push(entry);
    // where the size stands behind the data, only unpacking finds the end: `zip.ts` does, and the next header is looked for here
    const data = at + HEADER + name.length + extra.length;
    const next = entry.packed === undefined ? await nextHeader(store, data) : data + entry.packed;
    if (next === undefined) break;
    at = next;
  }
  if (entries.length === 0) {
    throw new ContainerError({
      kind: 'damaged',
      title: 'Damaged archive',
      message: `Nothing in this archive can be read: its directory is missing or broken (${why}), and it does not begin with a file. Fetch or pack it again.`,
    });
  }
  return {
    entries,
    overlapping: 0,
    fault: { at: store.size, what: `The archive has no directory at its end (${why.replace(/[.\s]+$/, '')}): it was cut off` },
  };
}

function scanned(header: Buffer, name: Buffer, extra: Buffer, at: number): ZipEntry | undefined {
  const flags = header.readUInt16LE(6);
  let extraFields: Entry['extraFields'];
  try {
    extraFields = parseExtraFields(extra);
  } catch {
    // the header itself is broken: what follows cannot be found
    return undefined;
  }
  const behind = (flags & 0x8) !== 0;
  const long = extraFields.find((field) => field.id === 1)?.data;
  const size = header.readUInt32LE(22);
  const packed = header.readUInt32LE(18);
  const eight = (value: number, place: number): number =>
    value === 0xffffffff && long !== undefined && long.length >= place + 8 ? Number(long.readBigUInt64LE(place)) : value;
  return {
    name: entryName({ generalPurposeBitFlag: flags, fileNameRaw: name, extraFields }),
    header: at,
    method: header.readUInt16LE(8),
    encrypted: (flags & 0x1) !== 0,
    packed: behind && packed === 0 ? undefined : eight(packed, 8),
    size: behind && size === 0 ? undefined : eight(size, 0),
    crc: behind ? undefined : header.readUInt32LE(14),
    link: false,
  };
}

/** The next place from `from` on where a header begins; undefined where there is none. */
async function nextHeader(store: ByteStore, from: number): Promise<number | undefined> {
  const mark = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
  const piece = 1024 * 1024;
  for (let at = from; at < store.size; at += piece) {
    const found = Buffer.from(await store.read(at, piece + mark.length - 1)).indexOf(mark);
    if (found >= 0) return at + found;
  }
  return undefined;
}
