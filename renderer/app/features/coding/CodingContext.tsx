import { useMemo } from 'react';
import type { Article, Comment, CommentId, Tag, TagId } from '../../../../corpus/records.ts';
import { useLive } from '../../state/context.tsx';
import { cx } from '../../ui/cx.ts';
import { cut, formatRating } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import text from '../../ui/text.module.css';
import { dateWords } from '../library/date-words.ts';
import { MiniTags } from '../library/MiniTags.tsx';
import { candidateWords, isMissing } from '../reading/replies.ts';
import styles from './CodingContext.module.css';

/** A parent is read for its sense, not coded here. */
const LONGEST_PARENT = 1200;
/** Blocks of an article beside the sheet; the reader has all of it. */
const MOST_BLOCKS = 60;

interface CodingContextProps {
  readonly comment: Comment;
  readonly article: Article | undefined;
  readonly tags: ReadonlyMap<TagId, Tag>;
}

/** What the comment answers, and the article it stands under. */
export function CodingContext({ comment, article, tags }: CodingContextProps) {
  return (
    <>
      {comment.replyTo.length > 0 && <Answers comment={comment} tags={tags} />}
      {article && <UnderArticle article={article} />}
    </>
  );
}

function Answers({ comment, tags }: Pick<CodingContextProps, 'comment' | 'tags'>) {
  const ids = useMemo(() => [...new Set(comment.replyTo.flatMap((reply) => reply.comment ?? []))], [comment]);
  const parents = useLive(
    async (reader) => {
      const [comments, taggings] = await Promise.all([reader.commentsById(ids), reader.taggings(ids)]);
      return new Map<CommentId, { readonly parent: Comment; readonly taggings: NonNullable<ReturnType<typeof taggings.get>> }>(
        comments.map((parent) => [parent.id, { parent, taggings: taggings.get(parent.id) ?? [] }]),
      );
    },
    [ids],
  );
  return (
    <section className={styles.section}>
      <h2 className={cx(text.cap, styles.cap)}>Answers</h2>
      {comment.replyTo.map((reply) => {
        const found = reply.comment === undefined ? undefined : parents?.get(reply.comment);
        const number = reply.number ?? found?.parent.number;
        const author = reply.author ?? found?.parent.author;
        const named = [number === undefined ? '' : `#${number}`, author ?? ''].filter((part) => part !== '').join(' ') || 'a quoted comment';
        const name = reply.candidates ? candidateWords(reply) : named;
        const rating = found?.parent.rating;
        return (
          <div key={`${reply.number}|${reply.author}|${reply.comment}|${reply.method}`} className={cx(styles.parent, isMissing(reply) && styles.out)}>
            <p className={styles.who}>
              <b>{name}</b>
              {rating !== undefined && <span className={cx(rating > 0 && styles.up, rating < 0 && styles.down)}>{formatRating(rating)}</span>}
              {found?.parent.posted && <span>{found.parent.posted.text}</span>}
              {isMissing(reply) && <span className={styles.missing}>not captured</span>}
            </p>
            {found && <p className={styles.words}>{found.parent.own === '' ? <i>only quoted words</i> : cut(found.parent.own, LONGEST_PARENT)}</p>}
            {found && <MiniTags taggings={found.taggings} tags={tags} />}
          </div>
        );
      })}
    </section>
  );
}

function UnderArticle({ article }: { readonly article: Article }) {
  const words = useLive(async (reader) => (await reader.articleText(article.id)) ?? null, [article.id]);
  const blocks = words?.blocks.filter(({ kind }) => kind !== 'headline') ?? [];
  return (
    <section className={styles.section}>
      <h2 className={cx(text.cap, styles.cap)}>
        Under this article
        <span className={styles.key}>
          open <Kbd keys="o" />
        </span>
      </h2>
      <p className={styles.meta}>{[article.publisher, dateWords(article)].filter((part) => part !== undefined).join(', ')}</p>
      <h3 className={cx(styles.title, article.titleMade && styles.made)}>{article.title}</h3>
      {blocks.slice(0, MOST_BLOCKS).map((block) => (
        <p key={block.evidence.bytes[0]} className={cx(styles.block, block.kind !== 'paragraph' && block.kind !== 'listitem' && styles.aside)}>
          {cut(block.repaired ?? block.text, LONGEST_PARENT)}
        </p>
      ))}
      {blocks.length > MOST_BLOCKS && <p className={styles.meta}>and more, in the reader</p>}
    </section>
  );
}
