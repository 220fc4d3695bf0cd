import type { TagSlot } from '../records.ts';

/** The colour of each tag slot on a light page, as the app shows it (`--tag-1` … `--tag-12` of its design tokens). */
export const TAG_INKS: Readonly<Record<TagSlot, string>> = {
  1: '#6b0000',
  2: '#dc5a0d',
  3: '#9c4f02',
  4: '#77895a',
  5: '#52756b',
  6: '#0990a1',
  7: '#0d558f',
  8: '#1c269c',
  9: '#9c4dd1',
  10: '#8b1669',
  11: '#624630',
  12: '#2c303a',
};
