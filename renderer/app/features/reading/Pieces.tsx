import type { ReactNode } from 'react';
import type { Tag, Tagging, TagId } from '../../../../corpus/records.ts';
import { cx } from '../../ui/cx.ts';
import { inkClass, TagShape } from '../../ui/TagShape.tsx';
import text from '../../ui/text.module.css';
import styles from './Pieces.module.css';
import type { Piece } from './pieces.ts';

interface PiecesProps {
  readonly pieces: readonly Piece[];
  readonly tags: ReadonlyMap<TagId, Tag>;
}

/** A stretch of a record's text: search hits washed, tagged spans under-ruled, the shape of each at its end. */
export function Pieces({ pieces, tags }: PiecesProps) {
  return pieces.map((piece) => {
    const words = (
      <span data-from={piece.from} data-to={piece.to} className={cx(piece.hit && text.hit)}>
        {piece.shown}
      </span>
    );
    return (
      <span key={piece.from}>
        {underRuled(words, piece.spans, tags)}
        {piece.ends.map((tagging) => {
          const tag = tags.get(tagging.tag);
          return tag && <TagShape key={tagging.id} slot={tag.slot} size="s" className={styles.shape} />;
        })}
      </span>
    );
  });
}

/** The longest span lies lowest, so that overlapping rules stay apart. */
function underRuled(words: ReactNode, spans: readonly Tagging[], tags: ReadonlyMap<TagId, Tag>): ReactNode {
  return [...spans].reverse().reduce((inner, tagging, depth) => {
    const tag = tags.get(tagging.tag);
    if (tag === undefined) return inner;
    return (
      <span key={tagging.id} className={cx(styles.span, depth > 0 && styles.outer, inkClass(tag.slot))} title={tag.name}>
        {inner}
      </span>
    );
  }, words);
}
