import { wordsOf } from '../../../../corpus/text/words.ts';

/** A word of a title to look for as an example: the longest one. Undefined where none is longer than three letters. */
export function exampleWord(title: string): string | undefined {
  const words = wordsOf(title).map(({ word }) => word);
  const longest = words.toSorted((a, b) => b.length - a.length)[0];
  return longest !== undefined && longest.length > 3 ? longest : undefined;
}
