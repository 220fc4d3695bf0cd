/** Invented prose of realistic lengths: a seeded source of numbers, a vocabulary with the long tail that news has, sentences made of it. */

/** Gives the next number, 0 ≤ n < 1; the same seed gives the same numbers (mulberry32). */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number, `from` ≤ n ≤ `to`. */
export const between = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1));

export function pick<T>(random: Random, list: readonly T[]): T {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

/** The commonest words come first: they are most of any text. */
export const COMMON = (
  'the of to and a in that is for it was on are be with this have not as they but at you from we will what if there by an all who one has or would ' +
  'people about their no more he do can so out just when how up think why should because which than get only some my them now like time us his were even ' +
  'good been want over other could then any know make did way where after first into years too most need money country government same right never say work ' +
  'go day very well much really still those these council harbour ferry island bridge school library train river market vote minister report police hospital ' +
  'weather winter summer garden road station village town north south east west coast price rent tax job pay teacher doctor farmer driver nurse baker child ' +
  'mother father friend neighbour house street night morning evening week month story paper question answer reason problem plan promise power water light food ' +
  'bread milk ticket letter number list line page book game team match season player trainer judge court law rule case evidence witness'
).split(' ');

export const STARTS = 'b br c ch cl d dr f fl g gr h j k kl l m n p pl qu r s sc sh st t th tr v w z'.split(' ');
export const MIDDLES = 'a e i o u ai ea ee oo ou'.split(' ');
export const ENDS = 'ck d l lt m mp n nd ng r rd rn s st t tch th x'.split(' ');

/** 30,000 words: common English first, then made ones; rank n is drawn about 1/n as often as rank 1, as in real text. */
function vocabulary(size: number): readonly string[] {
  const random = seeded(1);
  const words = new Set(COMMON);
  while (words.size < size) {
    let word = '';
    for (let syllables = between(random, 1, 3); syllables > 0; syllables--) word += pick(random, STARTS) + pick(random, MIDDLES);
    words.add(word + pick(random, ENDS));
  }
  return [...words];
}

const VOCABULARY = vocabulary(30_000);
const RANKS = Math.log(VOCABULARY.length);

function word(random: Random): string {
  const rank = Math.min(VOCABULARY.length - 1, Math.floor(Math.exp(random() * RANKS)) - 1);
  return VOCABULARY[rank] ?? 'the';
}

/** `count` words with a capital and a full stop, now and then a comma. */
export function sentence(random: Random, count: number): string {
  let text = word(random);
  for (let at = 1; at < count; at++) text += `${random() < 0.06 ? ',' : ''} ${word(random)}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${pick(random, ['.', '.', '.', '.', '?', '!'])}`;
}

/** Sentences until the text has at least `length` UTF-16 units, cut at a word. */
export function prose(random: Random, length: number): string {
  let text = sentence(random, between(random, 6, 22));
  while (text.length < length) text += ` ${sentence(random, between(random, 6, 22))}`;
  if (text.length <= length + 40) return text;
  return `${text.slice(0, text.lastIndexOf(' ', length + 40))}.`;
}

export const nickname = (random: Random): string => {
  const name = `${word(random)}${pick(random, ['', '', '_', ' '])}${word(random)}${pick(random, ['', '', String(between(random, 1, 99))])}`;
  return name.charAt(0).toUpperCase() + name.slice(1);
};
