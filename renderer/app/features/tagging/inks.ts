/** The twelve slots in words: colour never stands alone, and a screen reader sees neither colour nor shape. */
import type { TagSlot } from '../../../../corpus/records.ts';

export const SLOT_NAMES: Readonly<Record<TagSlot, string>> = {
  1: 'Madder, square',
  2: 'Vermilion, disc',
  3: 'Ochre, triangle',
  4: 'Olive, diamond',
  5: 'Bottle, wedge',
  6: 'Verdigris, ring',
  7: 'Cerulean, plus',
  8: 'Indigo, bars',
  9: 'Plum, half disc',
  10: 'Rose, saltire',
  11: 'Sepia, frame',
  12: 'Slate, chevron',
};

export const SLOTS: readonly TagSlot[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
