/** What two captures of an article have in common, block by block. Pure. */
import type { Block } from '../../../../corpus/records.ts';

export type BlockChange = { readonly kind: 'same'; readonly count: number } | { readonly kind: 'removed' | 'added'; readonly text: string };

/** The blocks of both in reading order: those of `before` that went, those of `after` that came, and how many stayed between; by the longest common run of blocks with the same words. */
export function blockChanges(before: readonly Pick<Block, 'text'>[], after: readonly Pick<Block, 'text'>[]): readonly BlockChange[] {
  // lengths[i][j]: how many blocks the rests from i and j have in common
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  const length = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const row = lengths[i];
    if (!row) continue;
    for (let j = after.length - 1; j >= 0; j -= 1)
      row[j] = before[i]?.text === after[j]?.text ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
  }
  const changes: BlockChange[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [old, fresh] = [before[i], after[j]];
    if (!old && !fresh) return changes;
    if (old && fresh && old.text === fresh.text) {
      const last = changes.at(-1);
      if (last?.kind === 'same') changes[changes.length - 1] = { kind: 'same', count: last.count + 1 };
      else changes.push({ kind: 'same', count: 1 });
      i += 1;
      j += 1;
    } else if (old && (!fresh || length(i + 1, j) >= length(i, j + 1))) {
      changes.push({ kind: 'removed', text: old.text });
      i += 1;
    } else if (fresh) {
      changes.push({ kind: 'added', text: fresh.text });
      j += 1;
    }
  }
}
