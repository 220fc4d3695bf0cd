import { memo, useMemo } from 'react';
import type { Tag, TagId } from '../../../../corpus/records.ts';
import { cx } from '../../ui/cx.ts';
import { cut, formatNumber, formatRating } from '../../ui/format.ts';
import { Marked } from '../../ui/Marked.tsx';
import { hitSnippet, hits } from '../reading/hits.ts';
import { isMissing, replyWords } from '../reading/replies.ts';
import styles from './CommentRow.module.css';
import { MiniTags } from './MiniTags.tsx';
import type { CommentRowData } from './rows.ts';

/** Two lines hold less than this many characters in the widest window. */
const SHOWN = 400;

/** Around a hit fewer: those before it, a third, must leave it in sight in a narrow list, too. */
const AROUND = 180;

interface CommentRowProps {
  readonly row: CommentRowData;
  readonly tags: ReadonlyMap<TagId, Tag>;
  readonly query: string;
}

/** A comment in the list: number, rating, author, whom it answers, its own words, its tags, the article it stands under. */
export const CommentRow = memo(function CommentRow({ row: { comment, taggings, article }, tags, query }: CommentRowProps) {
  const reply = comment.replyTo[0];
  const around = useMemo(() => (comment.own.length > AROUND / 3 ? hitSnippet(query, [comment.own], AROUND) : undefined), [comment.own, query]);
  const own = around?.text ?? cut(comment.own, SHOWN);
  const ranges = around ? around.hits.map(({ from, to }): readonly [number, number] => [from, to]) : hits(query, own);
  return (
    <div className={styles.row}>
      <div className={styles.number}>
        {comment.number === undefined ? '·' : formatNumber(comment.number)}
        {comment.rating !== undefined && (
          <small className={cx(comment.rating > 0 && styles.up, comment.rating < 0 && styles.down)}>{formatRating(comment.rating)}</small>
        )}
      </div>
      <div className={styles.body}>
        <div className={styles.who}>
          {comment.author === undefined ? <span>no name</span> : <b>{comment.author}</b>}
          {reply && <span className={cx(isMissing(reply) && styles.missing)}>{replyWords(reply)}</span>}
        </div>
        <p className={styles.own}>{own === '' ? <i>only quoted words</i> : <Marked text={own} ranges={ranges} />}</p>
        <div className={styles.foot}>
          <MiniTags taggings={taggings} tags={tags} />
          <span className={styles.article}>{article?.title}</span>
        </div>
      </div>
    </div>
  );
});
