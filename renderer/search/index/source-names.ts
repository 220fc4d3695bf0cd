/** Ids and names of files, as a segment holds them: most ids are SHA-256 sums, and a sum as its bytes is less than half as long as written out. */
import type { ByteReader } from './bytes.ts';
import type { PackedStrings } from './segment.ts';
import { bytesAt, readStrings, StringsWriter } from './strings.ts';

export interface SourceName {
  readonly id: string;
  readonly name: string;
}

/** What an entry begins with: the bytes of a sum, or an id that ends with a 0. */
const SUM = 1;
const TEXT = 0;
const SUM_ID = /^sha256:[\da-f]{64}$/;
const SUM_BYTES = 32;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Files, each once, by the number it got when it was first met. */
export class SourceNamesWriter {
  readonly #numbers = new Map<string, number>();
  readonly #strings = new StringsWriter();

  number({ id, name }: SourceName): number {
    const key = `${id}\0${name}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(key, number);
    this.#strings.addBytes(SUM_ID.test(id) ? withSum(id, name) : encoder.encode(String.fromCharCode(TEXT) + key));
    return number;
  }

  finish(): Uint8Array {
    return this.#strings.finish();
  }
}

function withSum(id: string, name: string): Uint8Array {
  const bytes = new Uint8Array(1 + SUM_BYTES + name.length * 3);
  bytes[0] = SUM;
  const from = 'sha256:'.length;
  for (let at = 0; at < SUM_BYTES; at++) bytes[at + 1] = Number.parseInt(id.slice(from + at * 2, from + at * 2 + 2), 16);
  const { written } = encoder.encodeInto(name, bytes.subarray(1 + SUM_BYTES));
  return bytes.subarray(0, 1 + SUM_BYTES + written);
}

/** What a `SourceNamesWriter` has written. */
export class SourceNames {
  readonly #strings: PackedStrings;

  /** Reads from where `reader` stands. Throws `CuttingsError` kind `index-damaged` where that is not as it was written. */
  constructor(reader: ByteReader, file: string) {
    this.#strings = readStrings(reader, file);
  }

  /** The file of a number. */
  at(number: number): SourceName {
    const bytes = bytesAt(this.#strings, number);
    if (bytes[0] === SUM) {
      let id = 'sha256:';
      for (let at = 1; at <= SUM_BYTES; at++) id += HEX[bytes[at] ?? 0] ?? '';
      return { id, name: decoder.decode(bytes.subarray(1 + SUM_BYTES)) };
    }
    const [id = '', ...name] = decoder.decode(bytes.subarray(1)).split('\0');
    return { id, name: name.join('\0') };
  }
}
