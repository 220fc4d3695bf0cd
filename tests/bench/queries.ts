/** Queries drawn from the invented library itself, by what is hard about them; the same seed gives the same queries. */
import { wordsOf } from '../../corpus/text/words.ts';
import { commentsOf, parsedSource, searchedTexts } from './records.ts';
import { headRank } from './vocabulary.ts';
import { pick, type Random, seeded } from './words.ts';

export const QUERY_CLASSES = ['rare term', 'common term', 'AND', 'OR', 'phrase', '3-word phrase', 'stop-word phrase', 'prefix 3', 'prefix 5'] as const;
export type QueryClass = (typeof QUERY_CLASSES)[number];

/** Words of the query, folded; how they are bound follows from the class. */
export interface DrawnQuery {
  readonly class: QueryClass;
  readonly words: readonly string[];
}

/** Of the head: those below are stop words, those from there to the next are common. */
const STOP = 45;
const COMMON = 700;

const isStop = (word: string): boolean => (headRank(word) ?? STOP) < STOP;
const isCommon = (word: string): boolean => {
  const rank = headRank(word);
  return rank !== undefined && rank >= STOP && rank < COMMON;
};
/** Plain words: what two tokenisers cut alike. */
const isPlain = (word: string): boolean => /^[a-zé]+$/.test(word);

/** `count` queries of a class, all different, from a library of so many articles. */
export function drawQueries(of: QueryClass, count: number, library: { readonly articles: number; readonly mean: number }, seed = 3): readonly DrawnQuery[] {
  const random = seeded(seed + QUERY_CLASSES.indexOf(of) * 7_919);
  const drawn = new Map<string, DrawnQuery>();
  for (let tries = 0; drawn.size < count; tries++) {
    if (tries > count * 400) throw new Error(`the library has no ${count} different queries “${of}”`);
    const number = 1 + Math.floor(random() * library.articles);
    const texts = searchedTexts(parsedSource(number, Math.min(3, commentsOf(number, library.mean)))).flatMap((document) => document.texts);
    const words = wordsOf(pick(random, texts)).map(({ word }) => word);
    const found = wordsFrom(random, of, words);
    if (found?.every(isPlain)) drawn.set(found.join(' '), { class: of, words: found });
  }
  return [...drawn.values()];
}

function wordsFrom(random: Random, of: QueryClass, words: readonly string[]): readonly string[] | undefined {
  switch (of) {
    case 'rare term':
      return oneOf(random, words, (word) => headRank(word) === undefined);
    case 'common term':
      return oneOf(random, words, isCommon);
    case 'AND':
    case 'OR': {
      const common = [...new Set(words.filter(isCommon))];
      return common.length < 2 ? undefined : common.slice(0, random() < 0.3 ? 3 : 2);
    }
    case 'phrase':
      return run(random, words, 2, (run) => run.some(isCommon) && run.every((word) => !isStop(word) && headRank(word) !== undefined));
    case '3-word phrase':
      return run(random, words, 3, (run) => run.every((word) => headRank(word) !== undefined) && !run.every(isStop));
    case 'stop-word phrase':
      return run(random, words, random() < 0.5 ? 2 : 3, (run) => run.every(isStop));
    case 'prefix 3':
      return oneOf(random, words, (word) => word.length > 4 && !isStop(word))?.map((word) => word.slice(0, 3));
    case 'prefix 5':
      return oneOf(random, words, (word) => word.length > 6)?.map((word) => word.slice(0, 5));
  }
}

function oneOf(random: Random, words: readonly string[], wanted: (word: string) => boolean): readonly string[] | undefined {
  const fit = words.filter(wanted);
  return fit.length === 0 ? undefined : [pick(random, fit)];
}

function run(random: Random, words: readonly string[], length: number, wanted: (run: readonly string[]) => boolean): readonly string[] | undefined {
  const starts = words.flatMap((_, at) => (at + length <= words.length && wanted(words.slice(at, at + length)) ? [at] : []));
  if (starts.length === 0) return undefined;
  const at = pick(random, starts);
  return words.slice(at, at + length);
}

/** In the query language of the app. */
export function asQuery({ class: of, words }: DrawnQuery): string {
  if (of.endsWith('phrase')) return `"${words.join(' ')}"`;
  if (of.startsWith('prefix')) return `${words[0] ?? ''}*`;
  return words.join(of === 'OR' ? ' OR ' : ' ');
}

/** In the query language of FTS5. */
export function asMatch({ class: of, words }: DrawnQuery): string {
  if (of.endsWith('phrase')) return `"${words.join(' ')}"`;
  if (of.startsWith('prefix')) return `"${words[0] ?? ''}"*`;
  return words.map((word) => `"${word}"`).join(of === 'OR' ? ' OR ' : ' AND ');
}
