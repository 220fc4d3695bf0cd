import type { Tag, TagId } from '../../../../corpus/records.ts';
import type { ConcordanceRow } from '../../../search/client.ts';
import { formatNumber } from '../../ui/format.ts';
import { TagShape } from '../../ui/TagShape.tsx';
import text from '../../ui/text.module.css';
import { dateWords } from '../library/date-words.ts';
import styles from './ContextRow.module.css';
import type { ContextRowData } from './row-data.ts';

const SHAPES = 3;

interface ContextRowProps {
  readonly row: ConcordanceRow;
  /** Absent while it is read. */
  readonly data: ContextRowData | undefined;
  readonly tags: ReadonlyMap<TagId, Tag>;
}

/** A hit in its column, what stands before and after it, and where it was said. */
export function ContextRow({ row, data, tags }: ContextRowProps) {
  const article = data?.article;
  const own = [...new Set((data?.taggings ?? []).map(({ tag }) => tag))].flatMap((id) => tags.get(id) ?? []);
  const names = own.map(({ name }) => name).join(', ');
  return (
    <div className={styles.row}>
      <span className={styles.where}>{article && [article.publisher, dateWords(article)].filter(Boolean).join(', ')}</span>
      <span className={styles.number}>
        {row.block === undefined ? (
          row.number === undefined ? (
            '·'
          ) : (
            formatNumber(row.number)
          )
        ) : (
          <>
            <span aria-hidden="true">¶</span>
            <span className={text.hidden}>block</span> {formatNumber(row.block + 1)}
          </>
        )}
      </span>
      <span className={styles.left}>
        <bdi>{row.left}</bdi>
      </span>
      <span className={styles.right}>
        <mark className={styles.hit}>{row.hit}</mark>
        {row.right}
      </span>
      <span className={styles.tags} title={names}>
        {own.slice(0, SHAPES).map((tag) => (
          <TagShape key={tag.id} slot={tag.slot} size="s" />
        ))}
        {own.length > 0 && <span className={text.hidden}>tagged {names}</span>}
      </span>
    </div>
  );
}
