/**
 * Words as news has them, by rank: how often one stands follows Zipf's law in two regimes (a head of common words, beyond it a steeper tail of names,
 * numbers and misspellings that has no end), so that the number of different ones grows as in real text (Heaps' law): about 600,000 in 830 MB.
 */
import { between, COMMON, ENDS, MIDDLES, pick, type Random, STARTS, seeded } from './words.ts';

/** Words of the head; one of rank n is drawn in proportion to 1 ÷ (n + `SHIFT`). */
const HEAD = 15_000;
const SHIFT = 1;
/** Beyond the head one of rank n is drawn in proportion to n ^ -TAIL. */
const TAIL = 2.1;
/** Every so many-th made word has an accent. */
const ACCENTED = 500;

const STRETCH = Math.log((HEAD + SHIFT) / (0.5 + SHIFT));
/** How many of all words are of the tail: the two laws meet where the head ends. */
const TAIL_SHARE = 1 / (1 + STRETCH * (TAIL - 1));

function makeHead(): readonly string[] {
  const random = seeded(1);
  const words = new Set(COMMON);
  while (words.size < HEAD) {
    let word = '';
    for (let syllables = between(random, 1, 3); syllables > 0; syllables--) word += pick(random, STARTS) + pick(random, MIDDLES);
    word += pick(random, ENDS);
    words.add(words.size % ACCENTED === 0 ? word.replace(/e(?!.*e)|a(?!.*a)/, (vowel) => (vowel === 'e' ? 'é' : 'à')) : word);
  }
  return [...words];
}

const head = makeHead();
/** Of the head: rank 0 is the commonest. */
export const headWord = (rank: number): string => head[Math.min(rank, HEAD - 1)] ?? 'the';

const ranks = new Map(head.map((word, rank) => [word, rank]));
/** Undefined for words of the tail. */
export const headRank = (word: string): number | undefined => ranks.get(word);

/** A rank, from 0, with no upper end. */
export function drawRank(random: Random): number {
  const at = random();
  if (at < TAIL_SHARE) return Math.floor(HEAD * (1 - at / TAIL_SHARE) ** (-1 / (TAIL - 1)));
  return headRankAt((at - TAIL_SHARE) / (1 - TAIL_SHARE));
}

/** Of the head, for a number from 0 to 1. */
const headRankAt = (at: number): number => Math.min(HEAD - 1, Math.floor(Math.exp(at * STRETCH) * (0.5 + SHIFT) - (0.5 + SHIFT)));

/** A rank of the head. */
export const drawHeadRank = (random: Random): number => headRankAt(random());

/** Tail words that were made before; those beyond come too rarely to be kept. */
const kept: string[] = [];
const KEPT = 200_000;

/** The word of a rank. */
export function wordOf(rank: number): string {
  if (rank < HEAD) return head[rank] ?? 'the';
  const at = rank - HEAD;
  if (at >= KEPT) return makeTailWord(rank);
  const known = kept[at];
  if (known !== undefined) return known;
  const made = makeTailWord(rank);
  kept[at] = made;
  return made;
}

/** Names, numbers, misspellings and compounds, each told by its rank alone. */
function makeTailWord(rank: number): string {
  const mixed = mix(rank);
  const kind = mixed % 100;
  if (kind < 45) return name(rank);
  if (kind < 65) return number(rank, mixed >>> 8);
  if (kind < 85) return misspelt(rank, mixed >>> 8);
  return headWord(40 + ((mixed >>> 8) % 4_000)) + headWord(40 + (rank % 9_973));
}

/** 24 bits, three syllables: as many names as there are ranks. */
function name(rank: number): string {
  let bits = Math.imul(rank, 0x9e3779b1) >>> 8;
  let text = '';
  for (let syllables = 3; syllables > 0; syllables--, bits >>>= 8) text += (STARTS[bits & 31] ?? '') + (MIDDLES[(bits >>> 5) & 7] ?? '');
  if (rank > 0xffffff) text += ENDS[rank % ENDS.length] ?? '';
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function number(rank: number, bits: number): string {
  switch (bits % 4) {
    case 0:
      return `${Math.floor(rank / 1_000)},${String(rank % 1_000).padStart(3, '0')}`;
    case 1:
      return `${Math.floor(rank / 10)}.${rank % 10}`;
    case 2:
      return `${rank}${pickAt(['m', 'bn', 'th', 'pc', 'km'], bits >>> 2)}`;
    default:
      return String(rank);
  }
}

/** A word of the head with a letter doubled, left out, changed or swapped with the next. */
function misspelt(rank: number, bits: number): string {
  const word = headWord(60 + (rank % 7_919));
  const at = 1 + ((bits >>> 2) % Math.max(1, word.length - 2));
  const letter = word.charAt(at);
  switch (bits & 3) {
    case 0:
      return word.slice(0, at) + letter + word.slice(at);
    case 1:
      return word.slice(0, at) + word.slice(at + 1);
    case 2:
      return word.slice(0, at) + word.charAt(at + 1) + letter + word.slice(at + 2);
    default:
      return word.slice(0, at) + String.fromCharCode(97 + ((bits >>> 6) % 26)) + word.slice(at + 1);
  }
}

const pickAt = (list: readonly string[], at: number): string => list[at % list.length] ?? '';

/** 32 bits, well mixed; different ones for different numbers. */
export function mix(value: number): number {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
