/** Inputs of any size, written as they are made: web archives of extracted text, and ZIP archives of saved pages with their pictures. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { crc32, createGzip, deflateRawSync } from 'node:zlib';
import { between, pick, prose, type Random, seeded, sentence } from './words.ts';

/** What was written. */
export interface Large {
  readonly path: string;
  readonly bytes: number;
  /** Pages in it. */
  readonly pages: number;
}

/** Bytes of text on a page of a web archive, unless told: long ones, as of papers that print debates. */
const PAGE = 96 * 1024;
/** Paragraphs of a saved page, and what its pictures have in bytes. */
const PARAGRAPHS = 12;
const PICTURES = { each: 3, bytes: 384 * 1024 };

const random = seeded(7);
/** Paragraphs are drawn from these: inventing each would take longer than reading it. */
const PARAGRAPH_STOCK = Array.from({ length: 4000 }, () => prose(random, between(random, 120, 520)));

/** A headline, an opening that no other page has, and paragraphs. */
function textOf(random: Random, number: number, length: number): readonly string[] {
  const lines = [`${sentence(random, 5).slice(0, -1)} ${number}`, `${prose(random, 200)} It was the ${number}th of its kind.`];
  for (let units = 0; units < length; ) {
    const paragraph = pick(random, PARAGRAPH_STOCK);
    lines.push(paragraph);
    units += paragraph.length;
  }
  return lines;
}

/** Writes a web archive of extracted text (WET) with at least `bytes` of unpacked bytes; as `.gz` it is packed as one stream. */
export async function generateWet(
  path: string,
  bytes: number,
  { gzip = false, page = PAGE }: { readonly gzip?: boolean; readonly page?: number } = {},
): Promise<Large> {
  const random = seeded(11);
  let written = 0;
  let pages = 0;
  const records = function* (): Generator<Buffer> {
    while (written < bytes) {
      pages++;
      const text = Buffer.from(textOf(random, pages, between(random, page / 2, page * 1.5)).join('\n\n'));
      const header = [
        'WARC/1.0',
        'WARC-Type: conversion',
        `WARC-Target-URI: https://paper.example/story-${pages}`,
        'WARC-Date: 2019-06-17T08:00:00Z',
        'Content-Type: text/plain',
        `Content-Length: ${text.length}`,
      ];
      const record = Buffer.concat([Buffer.from(`${header.join('\r\n')}\r\n\r\n`), text, Buffer.from('\r\n\r\n')]);
      written += record.length;
      yield record;
    }
  };
  if (gzip) await pipeline(records, createGzip({ level: 1 }), createWriteStream(path));
  else await pipeline(records, createWriteStream(path));
  return { path, bytes: written, pages };
}

/** Writes a ZIP archive with ZIP64 fields of at least `bytes`: saved pages, each with a folder of pictures beside it. */
export async function generateZip(path: string, bytes: number): Promise<Large> {
  const random = seeded(13);
  const picture = Buffer.from(Array.from({ length: PICTURES.bytes }, () => between(random, 0, 255)));
  const directory: Buffer[] = [];
  let at = 0;
  let pages = 0;
  const entry = function* (name: string, content: Buffer, method: 0 | 8): Generator<Buffer> {
    const data = method === 8 ? deflateRawSync(content) : content;
    const { local, central } = headers({ name, method, crc: crc32(content), size: content.length, packed: data.length, at });
    directory.push(central);
    at += local.length + data.length;
    yield local;
    yield data;
  };
  const parts = function* (): Generator<Buffer> {
    while (at < bytes) {
      pages++;
      yield* entry(`paper/${pages}.html`, htmlOf(random, pages), 8);
      for (let n = 1; n <= PICTURES.each; n++) {
        picture.writeUInt32LE(pages * PICTURES.each + n, 0);
        yield* entry(`paper/${pages}_files/${n}.jpg`, Buffer.from(picture), 0);
      }
    }
    yield endOf(directory, at);
  };
  await pipeline(parts, createWriteStream(path));
  return { path, bytes: at, pages };
}

function htmlOf(random: Random, number: number): Buffer {
  const [headline = '', ...all] = textOf(random, number, PARAGRAPHS * 320);
  const body = all.map((words) => `<p>${words}</p>`).join('\n');
  return Buffer.from(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${headline}</title></head><body><article><h1>${headline}</h1>\n${body}\n</article></body></html>`,
  );
}

interface Entry {
  readonly name: string;
  readonly method: 0 | 8;
  readonly crc: number;
  readonly size: number;
  readonly packed: number;
  /** Where its local header begins. */
  readonly at: number;
}

/** The two headers of an entry; its lengths and its place stand in ZIP64 fields. */
function headers({ name, method, crc, size, packed, at }: Entry): { readonly local: Buffer; readonly central: Buffer } {
  const called = Buffer.from(name);
  const field = (numbers: readonly number[]): Buffer => {
    const bytes = Buffer.alloc(4 + numbers.length * 8);
    bytes.writeUInt16LE(1, 0);
    bytes.writeUInt16LE(numbers.length * 8, 2);
    for (const [i, number] of numbers.entries()) bytes.writeBigUInt64LE(BigInt(number), 4 + i * 8);
    return bytes;
  };
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(45, 0);
  shared.writeUInt16LE(method, 4);
  shared.writeUInt32LE(crc, 10);
  shared.writeUInt32LE(0xffffffff, 14);
  shared.writeUInt32LE(0xffffffff, 18);
  shared.writeUInt16LE(called.length, 22);
  const localField = field([size, packed]);
  const centralField = field([size, packed, at]);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, called, localField]);
  local.writeUInt16LE(localField.length, 28);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(0xffffffff, 10);
  const central = Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([45, 0]), shared, rest, called, centralField]);
  central.writeUInt16LE(centralField.length, 30);
  return { local, central };
}

/** The directory and its end, in both forms. */
function endOf(directory: readonly Buffer[], at: number): Buffer {
  const list = Buffer.concat(directory);
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(directory.length), 24);
  record.writeBigUInt64LE(BigInt(directory.length), 32);
  record.writeBigUInt64LE(BigInt(list.length), 40);
  record.writeBigUInt64LE(BigInt(at), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(at + list.length), 8);
  locator.writeUInt32LE(1, 16);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(0xffff, 8);
  end.writeUInt16LE(0xffff, 10);
  end.writeUInt32LE(0xffffffff, 12);
  end.writeUInt32LE(0xffffffff, 16);
  return Buffer.concat([list, record, locator, end]);
}
