import { foldedWords } from './likeness.ts';
import type { Block } from './records.ts';

/** A run of text that both versions have, or only one. */
export interface WordRun {
  readonly kind: 'kept' | 'removed' | 'added';
  readonly text: string;
}

/** A block of the later version beside its former self; indexes are those of the blocks given. */
export type BlockChange =
  | { readonly kind: 'kept'; readonly before: number; readonly after: number }
  | { readonly kind: 'changed'; readonly before: number; readonly after: number; readonly runs: readonly WordRun[] }
  | { readonly kind: 'removed'; readonly before: number }
  | { readonly kind: 'added'; readonly after: number };

/** Share of the words that two blocks must have in common to be one that was changed, 0 to 1. */
const ALIKE = 0.4;
/** Tables of more cells than this are not made: what lies between the common ends is then shown as removed and added. */
const CELLS = 4_000_000;

/** What was changed between two captures' blocks, in reading order: removed ones stand before the added ones of the same place. Equality is of folded words. */
export function compareVersions(before: readonly Block[], after: readonly Block[]): readonly BlockChange[] {
  const old = before.map(({ text }) => foldedWords(text));
  const now = after.map(({ text }) => foldedWords(text));
  const [oldSets, newSets] = [old.map((words) => new Set(words)), now.map((words) => new Set(words))];
  const weight = (i: number, j: number): number => {
    const [words, others] = [old[i] ?? [], now[j] ?? []];
    if (words.length === others.length && words.every((word, at) => word === others[at])) return 1;
    const likeness = shareOf(oldSets[i] ?? new Set(), newSets[j] ?? new Set());
    // less than any two equal blocks, so that no equal pair is given up for an alike one
    return likeness >= ALIKE ? likeness / 2 : 0;
  };
  return aligned(before.length, after.length, weight).map((pair): BlockChange => {
    if (pair.after === undefined) return { kind: 'removed', before: pair.before };
    if (pair.before === undefined) return { kind: 'added', after: pair.after };
    const { before: i, after: j } = pair;
    return weight(i, j) === 1
      ? { kind: 'kept', before: i, after: j }
      : { kind: 'changed', before: i, after: j, runs: wordRuns(before[i]?.text ?? '', after[j]?.text ?? '') };
  });
}

/** The words of two texts in one row. The kept and the removed runs together are the former text, the kept and the added ones the later, but for blanks and the fold of kept words. */
function wordRuns(before: string, after: string): readonly WordRun[] {
  const [old, now] = [before.match(/\S+/g) ?? [], after.match(/\S+/g) ?? []];
  const [oldWords, newWords] = [old.map((word) => foldedWords(word).join(' ') || word), now.map((word) => foldedWords(word).join(' ') || word)];
  const runs: { kind: WordRun['kind']; words: string[] }[] = [];
  const add = (kind: WordRun['kind'], word: string): void => {
    const last = runs.at(-1);
    if (last?.kind === kind) last.words.push(word);
    else runs.push({ kind, words: [word] });
  };
  for (const pair of aligned(old.length, now.length, (i, j) => Number(oldWords[i] === newWords[j]))) {
    if (pair.after === undefined) add('removed', old[pair.before] ?? '');
    else add(pair.before === undefined ? 'added' : 'kept', now[pair.after] ?? '');
  }
  return runs.map(({ kind, words }) => ({ kind, text: words.join(' ') }));
}

/** Words in both, as a share of the larger set. */
function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / Math.max(a.size, b.size, 1);
}

type Pair =
  | { readonly before: number; readonly after: number }
  | { readonly before: number; readonly after?: undefined }
  | { readonly before?: undefined; readonly after: number };

/** The heaviest alignment of two rows that crosses nowhere; `weight` is 0 for what does not belong together and at most 1. */
function aligned(rows: number, columns: number, weight: (before: number, after: number) => number): Pair[] {
  let from = 0;
  while (from < rows && from < columns && weight(from, from) === 1) from++;
  let ends = 0;
  while (ends < rows - from && ends < columns - from && weight(rows - 1 - ends, columns - 1 - ends) === 1) ends++;
  const [height, width] = [rows - from - ends, columns - from - ends];
  const pairs: Pair[] = Array.from({ length: from }, (_, i) => ({ before: i, after: i }));
  const best = height * width > CELLS ? undefined : new Float32Array((height + 1) * (width + 1));
  const at = (i: number, j: number): number => best?.[i * (width + 1) + j] ?? 0;
  if (best) {
    for (let i = height - 1; i >= 0; i--) {
      for (let j = width - 1; j >= 0; j--) {
        const own = weight(from + i, from + j);
        best[i * (width + 1) + j] = Math.max(at(i + 1, j), at(i, j + 1), own > 0 ? own + at(i + 1, j + 1) : 0);
      }
    }
  }
  let [i, j] = [0, 0];
  while (i < height || j < width) {
    const together = best !== undefined && i < height && j < width && at(i, j) > Math.max(at(i + 1, j), at(i, j + 1));
    if (together) pairs.push({ before: from + i++, after: from + j++ });
    else if (i < height && (j === width || at(i + 1, j) >= at(i, j + 1))) pairs.push({ before: from + i++ });
    else pairs.push({ after: from + j++ });
  }
  for (let k = 0; k < ends; k++) pairs.push({ before: rows - ends + k, after: columns - ends + k });
  return pairs;
}
