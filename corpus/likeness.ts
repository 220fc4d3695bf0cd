import type { Block } from './records.ts';
import { foldText } from './text/fold.ts';

/** Words of one shingle. */
const SHINGLE = 3;
/** A body of fewer shingles is too short to be told from another by them. */
const FEWEST = 20;
/** How many keys of likeness an article has. */
const KEYS = 6;
/** How much of a body is compared, in words. */
const COMPARED = 5000;

/** The words of the body, folded; captions, boxes and by-lines are not compared, because captures differ in them. */
export function bodyWords(blocks: readonly Block[]): string[] {
  const body = blocks.filter(({ kind }) => kind === 'paragraph' || kind === 'standfirst');
  return foldedWords(body.map(({ text }) => text).join('\n'));
}

/** The words of a text, folded. */
export function foldedWords(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

function fnv(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Another order of the same hashes for each seed. */
function mixed(hash: number, seed: number): number {
  let value = Math.imul(hash ^ Math.imul(seed + 1, 0x9e3779b1), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

function shinglesOf(blocks: readonly Block[]): ReadonlySet<number> {
  const words = bodyWords(blocks).slice(0, COMPARED);
  const shingles = new Set<number>();
  for (let i = 0; i + SHINGLE <= words.length; i++) shingles.add(fnv(words.slice(i, i + SHINGLE).join(' ')));
  return shingles;
}

/** Keys that two bodies under the same headline share the sooner the more alike they are (a minhash); none for a short body. */
export function likenessOf(headline: string, blocks: readonly Block[]): string[] {
  const shingles = shinglesOf(blocks);
  if (shingles.size < FEWEST) return [];
  const head = fnv(headline).toString(16);
  return Array.from({ length: KEYS }, (_, seed) => {
    let least = 0xffffffff;
    for (const shingle of shingles) least = Math.min(least, mixed(shingle, seed));
    return `like:${seed}:${head}:${least.toString(16)}`;
  });
}

/** How much of the shorter body stands in the other, 0 to 1; 0 where one is too short to say. */
export function sharedBody(a: readonly Block[], b: readonly Block[]): number {
  const [one, other] = [shinglesOf(a), shinglesOf(b)];
  const least = Math.min(one.size, other.size);
  if (least < FEWEST) return 0;
  let shared = 0;
  for (const shingle of one) if (other.has(shingle)) shared++;
  return shared / least;
}
