import { useMemo } from 'react';
import type { Tag, TagId } from '../../../../corpus/records.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { cx } from '../../ui/cx.ts';
import { cut, formatNumber, formatRating, plural } from '../../ui/format.ts';
import { OxfordRule } from '../../ui/OxfordRule.tsx';
import { TagSlip } from '../../ui/TagSlip.tsx';
import text from '../../ui/text.module.css';
import type { CommentRowData } from '../library/rows.ts';
import { Notes } from '../reading/Notes.tsx';
import { commentParts, wordCount } from '../reading/parts.ts';
import { RecordText, recordAttributes, shownText, useWords } from '../reading/RecordText.tsx';
import { perform } from '../tagging/actions.ts';
import { TargetTags } from '../tagging/TargetTags.tsx';
import styles from './CodingSheet.module.css';
import { showQuotes } from './queue.ts';

interface CodingSheetProps {
  readonly row: CommentRowData;
  readonly tags: ReadonlyMap<TagId, Tag>;
  /** Quoted words are unfolded. */
  readonly quotes: boolean;
  readonly next: CommentRowData | undefined;
}

/** The comment that is coded: its number large, its own words larger than anywhere else, the tags it has. */
export function CodingSheet({ row: { comment, taggings }, tags, quotes, next }: CodingSheetProps) {
  const services = useServices();
  const query = useWorkspace((state) => state.query);
  const spans = useMemo(() => taggings.filter(({ span }) => span !== undefined), [taggings]);
  const words = useWords(comment.text, comment.repaired, spans, query);
  const notes = useLive((reader) => reader.notes([comment.id]), [comment.id]);
  const parts = useMemo(() => {
    const shown = shownText(comment.text);
    return shown.length < comment.text.length ? [{ kind: 'own', chars: [0, Array.from(shown).length] } as const] : commentParts(comment);
  }, [comment]);
  return (
    <div className={styles.scroll}>
      <article className={styles.sheet} aria-label={`Comment ${comment.number ?? ''}${comment.author ? ` by ${comment.author}` : ''}`} aria-live="polite">
        <OxfordRule />
        <header className={styles.head}>
          {comment.number !== undefined && <strong>{formatNumber(comment.number)}</strong>}
          <span className={styles.who}>
            {comment.author === undefined ? <span>no name on the page</span> : <b>{comment.author}</b>}
            {comment.rating !== undefined && (
              <span className={cx(comment.rating > 0 && styles.up, comment.rating < 0 && styles.down)}>{formatRating(comment.rating)}</span>
            )}
            {comment.posted && <span>{comment.posted.text}</span>}
            {comment.editorsPick && <span>editors’ pick</span>}
          </span>
        </header>
        <div className={styles.text} {...recordAttributes(comment.id, comment.text)}>
          {parts.map(({ kind, chars }) => {
            const shown = <RecordText words={words} parts={[chars]} tags={tags} />;
            if (kind === 'own') {
              return (
                <p key={chars[0]} className={styles.own}>
                  {shown}
                </p>
              );
            }
            if (kind === 'reference') {
              return (
                <p key={chars[0]} className={styles.reference}>
                  {shown}
                </p>
              );
            }
            return (
              <blockquote key={chars[0]} className={cx(styles.quoted, !quotes && styles.folded)}>
                <span className={styles.line}>{shown}</span>
                <button
                  type="button"
                  className={styles.fold}
                  aria-expanded={quotes}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => showQuotes(services.workspace)}
                >
                  quoted, {plural(wordCount(words.characters.slice(...chars).join('')), 'word')}
                </button>
              </blockquote>
            );
          })}
          {words.left > 0 && <p className={styles.reference}>{plural(words.left, 'more character')}, in the source</p>}
          {!parts.some(({ kind }) => kind === 'own') && <p className={styles.reference}>only quoted words</p>}
        </div>
        <div className={styles.tags}>
          <TargetTags target={comment.id} taggings={taggings} tags={tags} />
          {spans.map((tagging) => {
            const tag = tags.get(tagging.tag);
            return tag && <TagSlip key={tagging.id} tag={tag} onRemove={() => perform(services, () => services.commands.removeTagging(tagging.id))} />;
          })}
        </div>
        <Notes notes={notes ?? []} target={comment.id} />
      </article>
      {next && (
        <p className={styles.next} aria-hidden="true">
          <span className={text.cap}>Next</span>
          {next.comment.number !== undefined && <b>{formatNumber(next.comment.number)}</b>}
          {next.comment.author !== undefined && <span>{next.comment.author}</span>}
          <span className={text.ellipsis}>{cut(next.comment.own, 160)}</span>
        </p>
      )}
    </div>
  );
}
