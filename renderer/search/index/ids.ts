/** What the documents of a segment are called. */
import { ByteReader } from './bytes.ts';
import type { PackedStrings, SegmentIds } from './segment.ts';
import { readStrings } from './strings.ts';

/** Reads the names of articles at once and those of comments, of which there are many more, when they are asked for. */
export class Ids implements SegmentIds {
  readonly packed: Uint8Array;
  readonly articles: PackedStrings;
  readonly #file: string;
  readonly #from: number;
  #keys: PackedStrings | undefined;

  /** `packed`: of articles, then the keys of comments, each as a `StringsWriter` has written them. Throws `CuttingsError` kind `index-damaged` where they are not. */
  constructor(packed: Uint8Array, file: string) {
    const reader = new ByteReader(packed);
    this.packed = packed;
    this.articles = readStrings(reader, file);
    this.#file = file;
    this.#from = reader.at;
  }

  get keys(): PackedStrings {
    this.#keys ??= readStrings(new ByteReader(this.packed, this.#from), this.#file);
    return this.#keys;
  }
}
