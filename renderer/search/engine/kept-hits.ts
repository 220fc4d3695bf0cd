/**
 * Hits that were found last, in memory that is used again: to touch so much new memory for each word costs more than to unpack its list. They lie one after the
 * other, and go round: what is in the way of new ones is let go of.
 */

/** Documents that are in the library, ascending, and how often each has what was looked for. */
export interface Hits {
  readonly documents: Uint32Array;
  /** Occurrences in the fields the term looks in. */
  readonly counts: Uint32Array;
}

interface Place {
  readonly from: number;
  readonly to: number;
}

export class KeptHits {
  readonly #room: number;
  /** The oldest first: those that are next to be in the way. */
  readonly #places = new Map<string, Place>();
  #documents = new Uint32Array(0);
  #counts = new Uint32Array(0);
  #next = 0;

  /** Keeps as many hits as this at most. */
  constructor(room: number) {
    this.#room = room;
  }

  /** Those kept under a key: views that hold until `make` is called. */
  of(key: string): Hits | undefined {
    const place = this.#places.get(key);
    return place && this.#view(place);
  }

  /** Room for so many hits, in which `fill` puts some; it gives how many. They are kept under the key, unless there are more than may be. */
  make(key: string, most: number, fill: (hits: Hits) => number): Hits {
    if (most > this.#room) {
      const hits = { documents: new Uint32Array(most), counts: new Uint32Array(most) };
      const count = fill(hits);
      return { documents: hits.documents.subarray(0, count), counts: hits.counts.subarray(0, count) };
    }
    if (this.#documents.length === 0) {
      // as long as it is not written to it takes no memory
      this.#documents = new Uint32Array(this.#room);
      this.#counts = new Uint32Array(this.#room);
    }
    const goesRound = this.#next + most > this.#room;
    const from = goesRound ? 0 : this.#next;
    for (const [old, place] of this.#places) {
      const beyond = goesRound && place.from >= this.#next;
      if (!beyond && (place.from < from || place.from >= from + most)) break;
      this.#places.delete(old);
    }
    const count = fill(this.#view({ from, to: from + most }));
    const place = { from, to: from + count };
    this.#places.set(key, place);
    this.#next = place.to;
    return this.#view(place);
  }

  #view({ from, to }: Place): Hits {
    return { documents: this.#documents.subarray(from, to), counts: this.#counts.subarray(from, to) };
  }
}
