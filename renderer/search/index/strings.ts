/** Many short strings: packed in memory, and as they lie in a file: how many, how many bytes in all, the length of each, then all of them. */
import { type ByteReader, ByteWriter, damaged } from './bytes.ts';
import type { PackedStrings } from './segment.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export class StringsWriter {
  readonly #bytes = new ByteWriter();
  readonly #lengths = new ByteWriter();
  #count = 0;

  add(text: string): void {
    this.#bytes.reserve(text.length * 3);
    const { written } = encoder.encodeInto(text, this.#bytes.bytes.subarray(this.#bytes.length));
    this.#bytes.length += written;
    this.#lengths.varint(written);
    this.#count++;
  }

  addBytes(bytes: Uint8Array): void {
    this.#bytes.raw(bytes);
    this.#lengths.varint(bytes.length);
    this.#count++;
  }

  finish(): Uint8Array<ArrayBuffer> {
    const head = new ByteWriter();
    head.varint(this.#count);
    head.varint(this.#bytes.length);
    head.raw(this.#lengths.written());
    head.raw(this.#bytes.written());
    return head.taken();
  }
}

/** Reads what a `StringsWriter` has written, from where `reader` stands. */
export function readStrings(reader: ByteReader, file: string): PackedStrings {
  const count = reader.varint();
  const bytes = reader.varint();
  if (count > reader.bytes.length || bytes > reader.bytes.length) throw damaged(file, 'names are missing');
  const offsets = new Uint32Array(count + 1);
  let at = 0;
  for (let index = 0; index < count; index++) {
    at += reader.varint();
    offsets[index + 1] = at;
  }
  const from = reader.at;
  reader.at += bytes;
  if (at !== bytes || reader.at > reader.bytes.length) throw damaged(file, 'names are missing');
  return { bytes: reader.bytes.subarray(from, reader.at), offsets };
}

export function bytesAt({ bytes, offsets }: PackedStrings, index: number): Uint8Array {
  return bytes.subarray(offsets[index], offsets[index + 1]);
}

export function stringAt(strings: PackedStrings, index: number): string {
  return decoder.decode(bytesAt(strings, index));
}
