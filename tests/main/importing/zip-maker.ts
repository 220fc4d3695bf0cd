/** ZIP archives made byte by byte, right or wrong as a test asks. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface MadeEntry {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** 8 (deflate) unless told. */
  readonly method?: number;
  /** General purpose bits. */
  readonly flags?: number;
  /** What the directory claims. */
  readonly claims?: { readonly size?: number; readonly packed?: number; readonly crc?: number; readonly header?: number };
  /** Sizes stand behind the data, as streaming writers have it. */
  readonly behind?: boolean;
  /** Sizes stand in a ZIP64 field. */
  readonly long?: boolean;
  /** Unix mode, for links. */
  readonly mode?: number;
}

const bytesOf = (content: string | Uint8Array): Buffer => Buffer.from(content);

export function zip(entries: readonly MadeEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = bytesOf(entry.name);
    const content = bytesOf(entry.content ?? '');
    const method = entry.method ?? 8;
    const data = method === 8 ? deflateRawSync(content) : content;
    const flags = (entry.flags ?? 0) | (entry.behind ? 8 : 0);
    const crc = entry.claims?.crc ?? crc32(content);
    const packed = entry.claims?.packed ?? data.length;
    const size = entry.claims?.size ?? content.length;
    const extra = entry.long ? zip64(size, packed) : Buffer.alloc(0);
    const stated = { packed: entry.long ? 0xffffffff : packed, size: entry.long ? 0xffffffff : size };

    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(45, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(entry.behind ? 0 : crc, 14);
    local.writeUInt32LE(entry.behind ? 0 : stated.packed, 18);
    local.writeUInt32LE(entry.behind ? 0 : stated.size, 22);
    local.writeUInt16LE(name.length, 26);
    local.writeUInt16LE(extra.length, 28);
    const behind = entry.behind ? descriptor(crc, data.length, content.length) : Buffer.alloc(0);
    parts.push(local, name, extra, data, behind);

    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(entry.mode === undefined ? 45 : (3 << 8) | 45, 4);
    central.writeUInt16LE(45, 6);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(crc, 16);
    central.writeUInt32LE(stated.packed, 20);
    central.writeUInt32LE(stated.size, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt16LE(extra.length, 30);
    central.writeUInt32LE((entry.mode ?? 0) * 65_536, 38);
    central.writeUInt32LE(entry.claims?.header ?? at, 42);
    directory.push(central, name, extra);
    at += local.length + name.length + extra.length + data.length + behind.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}

function zip64(size: number, packed: number): Buffer {
  const field = Buffer.alloc(20);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(16, 2);
  field.writeBigUInt64LE(BigInt(size), 4);
  field.writeBigUInt64LE(BigInt(packed), 12);
  return field;
}

function descriptor(crc: number, packed: number, size: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(crc, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(size, 12);
  return bytes;
}
