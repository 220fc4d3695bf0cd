import { memo, useMemo } from 'react';
import { pageSetOf } from '../../../../corpus/page-sets.ts';
import type { ArticleText, Tag, TagId } from '../../../../corpus/records.ts';
import { cx } from '../../ui/cx.ts';
import { formatBytes, formatNumber } from '../../ui/format.ts';
import { Marked } from '../../ui/Marked.tsx';
import text from '../../ui/text.module.css';
import { hitSnippet, hits } from '../reading/hits.ts';
import { PageStrip } from '../reading/PageStrip.tsx';
import styles from './ArticleRow.module.css';
import { dateWords } from './date-words.ts';
import { MiniTags } from './MiniTags.tsx';
import type { ArticleRowData } from './rows.ts';

interface ArticleRowProps {
  readonly row: ArticleRowData;
  readonly tags: ReadonlyMap<TagId, Tag>;
  readonly query: string;
}

/** A cut is one line; a third of so many characters before the hit leave it in sight in a narrow list, too. */
const SHOWN = 90;

/** What an article says below its headline. */
function textsOf({ blocks }: ArticleText): readonly string[] {
  return blocks.flatMap(({ kind, text: said, repaired }) => (kind === 'headline' ? [] : [repaired ?? said]));
}

/** An article in the list: what the page says it is, how many of its comments are here, its tags. */
export const ArticleRow = memo(function ArticleRow({ row: { article, taggings, text: words }, tags, query }: ArticleRowProps) {
  const { captured, stated } = article.commentCount;
  const pages = pageSetOf(article.captures);
  const cut = useMemo(() => words && hitSnippet(query, textsOf(words), SHOWN), [words, query]);
  return (
    <div className={styles.row}>
      <h3 className={cx(styles.title, article.titleMade && styles.made)}>
        <Marked text={article.title} ranges={hits(query, article.title)} />
        {article.titleMade && <span className={styles.madeMark}>title made</span>}
      </h3>
      <div className={styles.meta}>
        {article.publisher !== undefined && <span className={styles.publisher}>{article.publisher}</span>}
        <span className={styles.date}>{dateWords(article)}</span>
        <span className={styles.comments}>
          {captured === 0 && stated === undefined ? (
            <span className={text.wide}>no comments</span>
          ) : (
            <>
              {formatNumber(captured)}
              {stated !== undefined && stated !== captured && ` of ${formatNumber(stated)}`}
              <span className={text.wide}> {(stated ?? captured) === 1 ? 'comment' : 'comments'}</span>
            </>
          )}
        </span>
      </div>
      {cut && (
        <p className={styles.cut}>
          <Marked text={cut.text} ranges={cut.hits.map(({ from, to }) => [from, to])} />
        </p>
      )}
      {(pages !== undefined || taggings.length > 0 || article.unparsed > 0) && (
        <div className={styles.marks}>
          {pages && <PageStrip set={pages} small />}
          <MiniTags taggings={taggings} tags={tags} />
          {article.unparsed > 0 && (
            <span className={styles.unparsed} title="Bytes of the source that nothing claimed; open the source to read them">
              {formatBytes(article.unparsed)} unparsed
            </span>
          )}
        </div>
      )}
    </div>
  );
});
