/** Which items a typed text finds, and in what order. */

export interface PickerItem {
  readonly id: string;
  readonly label: string;
  /** Items of a group stand together under its name. */
  readonly group?: string | undefined;
  /** Other words that find it. */
  readonly keywords?: string | undefined;
  readonly disabled?: boolean | undefined;
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The items in which every typed word occurs; those whose label starts with the text come first, order is kept otherwise. */
export function pick<T extends PickerItem>(items: readonly T[], typed: string): readonly T[] {
  const text = fold(typed.trim());
  if (text === '') return items;
  const words = text.split(/\s+/);
  const found = items.filter((item) => {
    const hay = fold(`${item.label} ${item.group ?? ''} ${item.keywords ?? ''}`);
    return words.every((word) => hay.includes(word));
  });
  const rank = (item: T): number => {
    const label = fold(item.label);
    if (label === text) return 0;
    if (label.startsWith(text)) return 1;
    return label.split(/[\s/]+/).some((word) => word.startsWith(text)) ? 2 : 3;
  };
  return found
    .map((item) => ({ item, rank: rank(item) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

/** Whether an item has exactly this label, case and accents aside. */
export function hasLabel(items: readonly PickerItem[], typed: string): boolean {
  const text = fold(typed.trim());
  return items.some((item) => fold(item.label) === text);
}
