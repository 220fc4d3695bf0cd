/** Some numbers of some documents: a table that lies beside the lists, as it lies in a file and in memory. */
import { type ByteReader, ByteWriter } from './bytes.ts';

export class LengthsWriter {
  readonly #bytes = new ByteWriter();
  #documents = 0;
  #count = 0;
  #last = -1;

  /** Documents ascend. */
  add(document: number, lengths: Uint32Array): void {
    this.#bytes.varint(document - this.#last - 1);
    this.#bytes.varint(lengths.length);
    for (const length of lengths) this.#bytes.varint(length);
    this.#documents++;
    this.#count += lengths.length;
    this.#last = document;
  }

  write(into: ByteWriter): void {
    into.varint(this.#documents);
    into.varint(this.#count);
    into.raw(this.#bytes.written());
  }

  finish(): Uint8Array {
    const all = new ByteWriter();
    this.write(all);
    return all.taken();
  }
}

export interface Lengths {
  /** Documents that have any, ascending. */
  readonly documents: Uint32Array;
  /** Where the lengths of each begin; one more says where the last one's end. */
  readonly offsets: Uint32Array;
  readonly lengths: Uint32Array;
}

/** What a `LengthsWriter` has written, from where `reader` stands. */
export function readLengths(reader: ByteReader): Lengths {
  const count = reader.varint();
  const documents = new Uint32Array(count);
  const offsets = new Uint32Array(count + 1);
  const lengths = new Uint32Array(reader.varint());
  let last = -1;
  let at = 0;
  for (let index = 0; index < count; index++) {
    last += reader.varint() + 1;
    documents[index] = last;
    for (let left = reader.varint(); left > 0; left--) lengths[at++] = reader.varint();
    offsets[index + 1] = at;
  }
  return { documents, offsets, lengths };
}

/** Goes through a table, one document after the other. */
export class LengthsWalk {
  readonly #documents: Uint32Array;
  #at = 0;

  constructor({ documents }: Lengths) {
    this.#documents = documents;
  }

  /** Index of a document in the table; -1 where it is not there. Documents never fall from call to call. In steps that double, for most calls go a short way. */
  find(document: number): number {
    const documents = this.#documents;
    if ((documents[this.#at] ?? document) < document) {
      let step = 1;
      while ((documents[this.#at + step] ?? document) < document) step *= 2;
      let low = this.#at + (step >>> 1);
      let high = Math.min(this.#at + step, documents.length);
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((documents[middle] as number) < document) low = middle + 1;
        else high = middle;
      }
      this.#at = low;
    }
    return documents[this.#at] === document ? this.#at : -1;
  }
}
