import type { Article, Comment } from '../../../../corpus/records.ts';
import { useServices } from '../../state/context.tsx';
import { Count } from '../../ui/Count.tsx';
import { formatNumber, plural } from '../../ui/format.ts';
import text from '../../ui/text.module.css';
import styles from './CommentsHead.module.css';
import { gapWords } from './gaps.ts';

/** Opens the comments: how many of them are here, which are missing. */
export function CommentsHead({ article, comments }: { readonly article: Article; readonly comments: readonly Comment[] }) {
  const { workspace } = useServices();
  const { captured, stated, gaps } = article.commentCount;
  const closed = article.captures.some(({ commentsClosed }) => commentsClosed);
  if (captured === 0) {
    return (
      <div className={styles.none}>
        {stated === undefined || stated === 0
          ? `No comments on this page${closed ? '; it was closed for comments' : ''}.`
          : `None of its ${plural(stated, 'comment')} is on this page.`}
      </div>
    );
  }
  const numbered = comments.length === 0 || comments.some(({ number }) => number !== undefined);
  return (
    <div className={styles.head}>
      <h2>Comments</h2>
      <span className={styles.facts}>
        <Count
          n={captured}
          label={`List the ${plural(captured, 'comment')} of this article`}
          onOpen={() => workspace.set({ view: 'comments', draft: `id:${article.id}`, selected: new Set() })}
        />
        {stated === undefined ? ' captured' : ` of ${formatNumber(stated)} captured`}
        {gaps.length > 0 && `, ${gapWords(gaps)} missing`}
        {comments.length > 0 && !comments.some(({ author }) => author !== undefined) && ', without names on the page'}
        {closed && ', closed for comments'}
      </span>
      <span className={text.grow} />
      <span className={text.wide}>{numbered ? 'highest number first' : 'in the order of the page'}</span>
    </div>
  );
}
