/** Hits as sets of documents. */
import { noBits } from './bits.ts';
import type { Bits, Snapshot } from './engine.ts';
import type { HitsOfSnapshot } from './hits.ts';

/** A bit for each of some documents. */
export function bitsOf(snapshot: Snapshot, documents: Uint32Array): Bits {
  const found = noBits(snapshot.documents);
  for (let index = 0; index < documents.length; index++) {
    const document = documents[index] as number;
    const word = document >>> 5;
    found[word] = (found[word] as number) | (1 << (document & 31));
  }
  return found;
}

const withAuthor = new WeakMap<Snapshot, Bits>();

/** Documents that have an author; found once a snapshot, for there are very many names. */
export function authored(snapshot: Snapshot, hits: HitsOfSnapshot): Bits {
  const known = withAuthor.get(snapshot);
  if (known !== undefined) return known;
  const found = bitsOf(snapshot, hits.of({ type: 'prefix', prefix: '', text: '', field: 'author' }).documents);
  withAuthor.set(snapshot, found);
  return found;
}

/** `found` itself, without what is not in `within`. */
export function kept(found: Bits, within: Bits): Bits {
  for (let at = 0; at < found.length; at++) found[at] = (found[at] as number) & (within[at] as number);
  return found;
}
