/**
 * Hits that were found last, in memory that is used again: to touch so much new memory for each word costs more than to unpack its list. They lie one after the
 * other, and go round: what is in the way of new ones is let go of.
 */

import type { Hits } from './hits.ts';

interface Place {
  readonly from: number;
  readonly to: number;
  readonly hits: Hits;
}

export class KeptHits {
  readonly #room: number;
  /** The oldest first: those that are next to be in the way. */
  readonly #places = new Map<string, Place>();
  /** Those given since whoever works here gave way to others last. */
  readonly #inUse = new Set<Place>();
  #documents = new Uint32Array(0);
  #counts = new Uint32Array(0);
  #next = 0;

  /** Keeps as many hits as this at most. */
  constructor(room: number) {
    this.#room = room;
  }

  /** Those kept under a key: the same object each time. They hold until whoever asks awaits something. */
  of(key: string): Hits | undefined {
    const place = this.#places.get(key);
    return place && this.#given(place);
  }

  /** Room for so many hits, in which `fill` puts some; it gives how many. They are kept under the key, unless there are more than may be. They hold as those of `of` do. */
  make(key: string, most: number, fill: (hits: Hits) => number): Hits {
    const goesRound = this.#next + most > this.#room;
    const from = goesRound ? 0 : this.#next;
    const old: string[] = [];
    let isInUse = false;
    for (const [one, place] of this.#places) {
      const beyond = goesRound && place.from >= this.#next;
      if (!beyond && (place.from < from || place.from >= from + most)) break;
      old.push(one);
      isInUse ||= this.#inUse.has(place);
    }
    if (most > this.#room || isInUse) {
      const hits = { documents: new Uint32Array(most), counts: new Uint32Array(most) };
      return part(hits, 0, fill(hits));
    }
    for (const one of old) this.#places.delete(one);
    if (this.#documents.length === 0) {
      // as long as it is not written to it takes no memory
      this.#documents = new Uint32Array(this.#room);
      this.#counts = new Uint32Array(this.#room);
    }
    const all = { documents: this.#documents, counts: this.#counts };
    const to = from + fill(part(all, from, from + most));
    const place = { from, to, hits: part(all, from, to) };
    this.#places.set(key, place);
    this.#next = to;
    return this.#given(place);
  }

  #given(place: Place): Hits {
    if (this.#inUse.size === 0) queueMicrotask(() => this.#inUse.clear());
    this.#inUse.add(place);
    return place.hits;
  }
}

function part({ documents, counts }: Hits, from: number, to: number): Hits {
  return { documents: documents.subarray(from, to), counts: counts.subarray(from, to) };
}
