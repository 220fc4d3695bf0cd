/** The order of titles. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export const compareTitles = (a: string, b: string): number => collator.compare(a, b);

/** Indexes of titles, A to Z; equals in the order they have. */
export function titleOrderOf(titles: readonly string[]): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(titles.keys()).sort((a, b) => compareTitles(titles[a] as string, titles[b] as string) || a - b);
}
