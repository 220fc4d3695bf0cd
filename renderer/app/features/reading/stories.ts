import type { Block } from '../../../../corpus/records.ts';

export interface Story {
  readonly block: Block;
  readonly index: number;
  readonly items: readonly { readonly block: Block; readonly index: number }[];
}

/** The blocks below the headline, boxes with their list items. */
export function stories(blocks: readonly Block[]): readonly Story[] {
  const headline = blocks.findIndex(({ kind }) => kind === 'headline');
  return blocks.flatMap((block, index) => {
    if (index === headline || (block.box !== undefined && blocks[block.box]?.kind === 'box')) return [];
    const items = block.kind === 'box' ? blocks.flatMap((item, at) => (item.box === index ? [{ block: item, index: at }] : [])) : [];
    return [{ block, index, items }];
  });
}
