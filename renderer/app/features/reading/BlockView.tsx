import type { ReactNode } from 'react';
import { useMemo } from 'react';
import type { ArticleId, Block, Tag, Tagging, TagId } from '../../../../corpus/records.ts';
import { useServices, useWorkspace } from '../../state/context.tsx';
import { cx } from '../../ui/cx.ts';
import { TagSlip } from '../../ui/TagSlip.tsx';
import { perform } from '../tagging/actions.ts';
import styles from './BlockView.module.css';
import { BLOCK_NAMES } from './block-names.ts';
import { blockEvidence } from './evidence.ts';
import { RecordText, recordAttributes, useWords } from './RecordText.tsx';

interface BlockViewProps {
  readonly article: ArticleId;
  readonly block: Block;
  readonly index: number;
  /** The list items of a box. */
  readonly items?: readonly { readonly block: Block; readonly index: number }[];
  readonly taggings: readonly Tagging[];
  readonly tags: ReadonlyMap<TagId, Tag>;
  readonly query: string;
}

/** One block of an article as it reads on paper; its kind in the margin, its span tags in the marginalia. */
export function BlockView({ article, block, index, items = [], taggings, tags, query }: BlockViewProps) {
  const { workspace, commands } = useServices();
  const services = useServices();
  const evidence = useWorkspace((state) => state.evidence);
  const own = useMemo(() => taggings.filter(({ span }) => span?.block === index), [taggings, index]);
  const shown = evidence?.source === block.evidence.source && evidence.bytes[0] === block.evidence.bytes[0] && evidence.bytes[1] === block.evidence.bytes[1];
  const kind = BLOCK_NAMES[block.kind];
  const plain = block.kind === 'paragraph';
  return (
    <>
      <div className={cx(styles.kind, block.guessed && styles.guessed, plain && styles.plain)}>
        <button
          type="button"
          title={`Show the source of this ${kind}`}
          aria-label={`Show the source of this ${kind}${block.guessed ? ', guessed' : ''}`}
          aria-pressed={shown}
          onClick={() => workspace.set({ evidence: shown ? undefined : blockEvidence(block) })}
        >
          {block.guessed ? `${kind}, guessed` : plain ? 'source' : kind}
        </button>
      </div>
      <Paper kind={block.kind}>
        <BlockText article={article} block={block} index={index} taggings={own} tags={tags} query={query} />
        {block.kind === 'pullquote' && block.attribution && <cite className={styles.cite}>{block.attribution}</cite>}
        {items.length > 0 && (
          <ul className={styles.items}>
            {items.map((item) => (
              <li key={item.index}>
                <BlockText article={article} block={item.block} index={item.index} taggings={taggings} tags={tags} query={query} />
              </li>
            ))}
          </ul>
        )}
      </Paper>
      <div className={styles.margin}>
        {own.map((tagging) => {
          const tag = tags.get(tagging.tag);
          return tag && <TagSlip key={tagging.id} tag={tag} onRemove={() => perform(services, () => commands.removeTagging(tagging.id))} />;
        })}
      </div>
    </>
  );
}

function Paper({ kind, children }: { readonly kind: Block['kind']; readonly children: ReactNode }) {
  const className = cx(styles.block, styles[kind]);
  if (kind === 'crosshead') return <h2 className={className}>{children}</h2>;
  if (kind === 'pullquote') return <blockquote className={className}>{children}</blockquote>;
  return <div className={className}>{children}</div>;
}

type BlockTextProps = Omit<BlockViewProps, 'items'>;

function BlockText({ article, block, index, taggings, tags, query }: BlockTextProps) {
  const spans = useMemo(() => taggings.filter(({ span }) => span?.block === index), [taggings, index]);
  const words = useWords(block.text, block.repaired, spans, query);
  return (
    <span className={styles.text} {...recordAttributes(article, block.text, index)}>
      <RecordText words={words} tags={tags} />
    </span>
  );
}
