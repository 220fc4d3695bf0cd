/**
 * The containers, told by content. A new kind is a reader file and a line in `KINDS` and in `openAs`. Archives are opened within archives once;
 * a web archive or a saved page in them is no further level.
 */
import { WITHIN } from '../../../corpus/records.ts';
import { describe, LARGEST_FILE, megabytes } from '../file-errors.ts';
import { ByteReader, collect } from './byte-reader.ts';
import { fileStore, memoryStore, range } from './byte-store.ts';
import { ContainerError, damaged, type Member, nameIn } from './container.ts';
import { isCorpusFile, readCorpusFile } from './corpus-file.ts';
import { PackingError, type Unpacked, unpack } from './inflate.ts';
import { isMhtml, readMhtml } from './mhtml.ts';
import { openWarc } from './warc.ts';
import { openZip } from './zip.ts';

export type ContainerKind = 'zip' | 'gzip' | 'warc' | 'mhtml' | 'corpus';

/** Bytes at the beginning of a file that tell what it is. */
export const HEAD = 4096;
/** Archives within each other. */
const DEEPEST = 2;

const startsWith = (head: Uint8Array, signature: readonly number[]): boolean => signature.every((byte, at) => head[at] === byte);

const KINDS: Readonly<Record<ContainerKind, (head: Uint8Array) => boolean>> = {
  zip: (head) =>
    [
      [0x50, 0x4b, 3, 4],
      [0x50, 0x4b, 5, 6],
      [0x50, 0x4b, 7, 8],
    ].some((signature) => startsWith(head, signature)),
  gzip: (head) => startsWith(head, [0x1f, 0x8b, 8]),
  warc: (head) => /^\s{0,8}WARC\/\d+\.\d+\r?\n/.test(Buffer.from(head.subarray(0, 40)).toString('latin1')),
  mhtml: isMhtml,
  corpus: isCorpusFile,
};

const ORDER: readonly ContainerKind[] = ['zip', 'gzip', 'warc', 'mhtml', 'corpus'];

/** What kind of container begins so; undefined for what is none. `head`: the first `HEAD` bytes. */
export function containerKind(head: Uint8Array): ContainerKind | undefined {
  return ORDER.find((kind) => KINDS[kind](head));
}

/** What is read, and how deep it lies. */
interface Opening {
  readonly name: string;
  /** Archives around it. */
  readonly depth: number;
  /** Whether its name is part of the places within it: not of a file of its own, whose path says it, nor of what a gzip file holds. */
  readonly named: boolean;
}

/** The members of a container on disk. Throws `ContainerError` for its own fault, after everything that could be read, and the system's errors. */
export async function* openContainer(path: string, name: string): AsyncGenerator<Member, void, undefined> {
  const store = fileStore(path);
  try {
    const kind = containerKind(await store.read(0, HEAD));
    if (kind === 'zip') yield* openArchive(store, 0);
    else yield* openStream(range(store), { name, depth: 0, named: false });
  } finally {
    store.close();
  }
}

/** What a stream of bytes holds: the members of the container it is, or the one page it is, which has its name as place. */
async function* openStream(bytes: AsyncIterable<Uint8Array>, opening: Opening): AsyncGenerator<Member, void, undefined> {
  const { name, named } = opening;
  const reader = new ByteReader(bytes);
  try {
    const kind = containerKind(await reader.peek(HEAD));
    if (kind === undefined) yield { kind: 'page', place: name, name: nameIn(name), bytes: await whole(reader) };
    else for await (const member of openAs(kind, reader, opening)) yield named ? below(name, member) : member;
  } finally {
    await reader.close();
  }
}

async function* openAs(kind: ContainerKind, reader: ByteReader, { name, depth }: Opening): AsyncGenerator<Member, void, undefined> {
  switch (kind) {
    case 'zip':
      if (depth >= DEEPEST) throw tooDeep();
      yield* openArchive(memoryStore(await whole(reader)), depth);
      return;
    case 'gzip':
      if (depth >= DEEPEST) throw tooDeep();
      yield* openGzip(reader, name, depth);
      return;
    case 'warc':
      yield* openWarc(reader);
      return;
    case 'mhtml':
      yield* readMhtml(await whole(reader), nameIn(name));
      return;
    case 'corpus':
      yield* readCorpusFile(await whole(reader));
      return;
  }
}

function openArchive(store: Parameters<typeof openZip>[0], depth: number): AsyncGenerator<Member, void, undefined> {
  return openZip(store, (bytes, name) => openStream(bytes, { name, depth: depth + 1, named: true }));
}

async function* openGzip(reader: ByteReader, name: string, depth: number): AsyncGenerator<Member, void, undefined> {
  const state: Unpacked = { packed: 0 };
  const inner = nameIn(name).replace(/\.gz(?:ip)?$/i, '');
  try {
    yield* openStream(unpack(reader.rest(), 'gzip', state), { name: inner, depth: depth + 1, named: false });
  } catch (error) {
    if (!(error instanceof PackingError)) throw error;
    throw damaged(error.cutOff ? 'The compressed file ends too early' : `The compressed file is broken (${error.message})`, error.at);
  }
}

/** A member of a member: its place begins with that of the container it lies in. */
function below(name: string, member: Member): Member {
  return 'place' in member ? { ...member, place: `${name}${WITHIN}${member.place}` } : member;
}

async function whole(reader: ByteReader): Promise<Uint8Array> {
  const bytes = await collect(reader.rest(), LARGEST_FILE);
  if (bytes === undefined) throw new ContainerError(describe('too-large', `more than ${megabytes(LARGEST_FILE)}`));
  return bytes;
}

function tooDeep(): ContainerError {
  return new ContainerError({
    kind: 'unsupported',
    title: 'Archive in an archive in an archive',
    message: 'Cuttings opens archives within archives once, not deeper. Unpack the outer one and import the folder.',
  });
}
