import type { BlockKind } from '../../../../corpus/records.ts';

/** What the kinds of blocks are called on screen. */
export const BLOCK_NAMES: Readonly<Record<BlockKind, string>> = {
  headline: 'headline',
  dateline: 'dateline',
  byline: 'byline',
  standfirst: 'standfirst',
  paragraph: 'paragraph',
  crosshead: 'crosshead',
  caption: 'caption',
  pullquote: 'pull quote',
  listitem: 'list item',
  box: 'box',
};
