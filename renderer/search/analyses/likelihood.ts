/**
 * Log-likelihood ratio of a word between two bodies of text (G², Dunning 1993, “Accurate methods for the statistics of surprise and coincidence”), over all four
 * cells: the word and all other words, here and there. Negative where the word is rarer here than there. 0 where either body is empty.
 */
export function likelihood(here: number, words: number, there: number, otherWords: number): number {
  const total = words + otherWords;
  if (words === 0 || otherWords === 0) return 0;
  const ofWord = here + there;
  const rest = total - ofWord;
  const cell = (observed: number, row: number, column: number): number => (observed === 0 ? 0 : observed * Math.log((observed * total) / (row * column)));
  const sum = cell(here, ofWord, words) + cell(there, ofWord, otherWords) + cell(words - here, rest, words) + cell(otherWords - there, rest, otherWords);
  // rounding can leave a hair below nothing where both are alike
  const value = Math.max(0, 2 * sum);
  return here * otherWords < there * words ? -value : value;
}
