import { useMemo, useState } from 'react';
import type { Comment, Note, Quote, SourceId, Tag, Tagging, TagId } from '../../../../corpus/records.ts';
import { useLive, useServices } from '../../state/context.tsx';
import { cx } from '../../ui/cx.ts';
import { formatNumber, formatRating, plural } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { TagSlip } from '../../ui/TagSlip.tsx';
import { perform } from '../tagging/actions.ts';
import { TargetTags } from '../tagging/TargetTags.tsx';
import styles from './CommentCard.module.css';
import { Notes } from './Notes.tsx';
import { type CommentPart, commentParts, wordCount } from './parts.ts';
import { RecordText, recordAttributes, shownBlock, shownText, useWords, type Words } from './RecordText.tsx';
import { CandidatesChip, ReplyChip } from './ReplyChip.tsx';

interface CommentCardProps {
  readonly comment: Comment;
  readonly parents: ReadonlyMap<string, Comment>;
  readonly taggings: readonly Tagging[];
  readonly tags: ReadonlyMap<TagId, Tag>;
  readonly notes: readonly Note[];
  readonly query: string;
  /** The page gives names to comments, so that one without is worth a word. */
  readonly named: boolean;
  readonly on: boolean;
  readonly onOpen: () => void;
  readonly onJump: (to: Comment) => void;
}

/** A comment in the reader: its number hangs in the margin, quoted words are folded, its own words stand in the measure. */
export function CommentCard({ comment, parents, taggings, tags, notes, query, named, on, onOpen, onJump }: CommentCardProps) {
  const services = useServices();
  const parts = useMemo(() => shownParts(comment), [comment]);
  const spans = useMemo(() => taggings.filter(({ span }) => span !== undefined), [taggings]);
  const words = useWords(comment.text, comment.repaired, spans, query);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys reach comments by commands of the window
    <article
      className={cx(styles.card, on && styles.on)}
      aria-label={`Comment ${comment.number ?? ''}${comment.author ? ` by ${comment.author}` : ''}`}
      aria-current={on ? 'true' : undefined}
      onClick={(event) => {
        // a button in the card does what it says, and may have opened another comment
        if (!(event.target instanceof Element && event.target.closest('button'))) onOpen();
      }}
    >
      <div className={styles.number}>
        {comment.number === undefined ? '·' : formatNumber(comment.number)}
        {comment.rating !== undefined && (
          <small className={cx(comment.rating > 0 && styles.up, comment.rating < 0 && styles.down)}>{formatRating(comment.rating)}</small>
        )}
      </div>
      <div className={styles.body}>
        <div className={styles.who}>
          {comment.author === undefined ? named && <span>no name on the page</span> : <b>{comment.author}</b>}
          {comment.posted && <span>{comment.posted.text}</span>}
          {comment.editorsPick && <span>editors’ pick</span>}
          {comment.replyTo.map((reply) => {
            const parent = reply.comment === undefined ? undefined : parents.get(reply.comment);
            if (reply.candidates) {
              const candidates = reply.candidates.flatMap((id) => parents.get(id) ?? []);
              return <CandidatesChip key={`${reply.number}|${reply.author}|${reply.method}`} reply={reply} candidates={candidates} onJump={onJump} />;
            }
            return (
              <ReplyChip
                key={`${reply.number}|${reply.author}|${reply.comment}|${reply.method}`}
                reply={reply}
                parent={parent}
                onJump={() => parent && onJump(parent)}
              />
            );
          })}
          <Versions comment={comment} />
          {words.repaired > 0 && (
            <span className={styles.repaired} title="These letters were garbled on the page and are shown mended; the bytes are kept">
              {plural(words.repaired, 'letter')} repaired
            </span>
          )}
        </div>
        <div className={styles.text} {...recordAttributes(comment.id, comment.text)}>
          {parts.map((part) => (
            <Part key={part.chars[0]} part={part} words={words} tags={tags} source={quoteSource(comment, part, parents, onJump)} />
          ))}
          {words.left > 0 && <p className={styles.nothing}>{plural(words.left, 'more character')}, in the source</p>}
          {!parts.some(({ kind }) => kind === 'own') && <p className={styles.nothing}>only quoted words</p>}
        </div>
      </div>
      <div className={styles.margin}>
        <TargetTags target={comment.id} taggings={taggings} tags={tags} />
        {spans.map((tagging) => {
          const tag = tags.get(tagging.tag);
          return tag && <TagSlip key={tagging.id} tag={tag} onRemove={() => perform(services, () => services.commands.removeTagging(tagging.id))} />;
        })}
        <Notes notes={notes} target={comment.id} />
      </div>
    </article>
  );
}

/** What other captures say of a comment: other words, which open; that it is no longer shown; in how many it was seen. */
function Versions({ comment: { sightings = [], vanishedFrom } }: { readonly comment: Comment }) {
  const [open, setOpen] = useState(false);
  const others = [...new Set(sightings.flatMap(({ text }) => (text === undefined ? [] : [text])))];
  return (
    <>
      {others.length > 0 && (
        <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
          changed <Icon name={open ? 'chevron-down' : 'chevron-right'} small />
        </button>
      )}
      {vanishedFrom !== undefined && <Vanished from={vanishedFrom} />}
      {sightings.length > 0 && <span>seen in {plural(sightings.length + 1, 'capture')}</span>}
      {open &&
        others.map((text) => (
          <blockquote key={text} className={styles.other} aria-label="As another capture has it">
            {text}
          </blockquote>
        ))}
    </>
  );
}

/** Which capture no longer shows it. */
function Vanished({ from }: { readonly from: SourceId }) {
  const source = useLive(async (reader) => (await reader.source(from)) ?? null, [from]);
  return <span className={styles.repaired}>no longer shown in the capture {source ? `of ${source.name}` : 'made later'}</span>;
}

/** The parts of a comment; one too long to draw is cut, and then all one. */
function shownParts(comment: Comment): readonly CommentPart[] {
  const shown = shownText(comment.text);
  return shown.length < comment.text.length ? [{ kind: 'own', chars: [0, Array.from(shown).length] }] : commentParts(comment);
}

/** Where quoted words stand, in words, and how to go there. */
interface QuoteSource {
  readonly words: string;
  readonly go: () => void;
}

function quoteSource(comment: Comment, part: CommentPart, parents: CommentCardProps['parents'], onJump: CommentCardProps['onJump']): QuoteSource | undefined {
  const of: Quote['of'] = part.kind === 'quoted' ? part.of : undefined;
  if (of === undefined) return undefined;
  if ('block' in of) return { words: 'from the article', go: () => shownBlock(comment.article, of.block)?.scrollIntoView({ block: 'center' }) };
  const quoted = parents.get(of.comment);
  if (quoted === undefined) return undefined;
  const name = [quoted.number === undefined ? '' : `#${formatNumber(quoted.number)}`, quoted.author ?? ''].filter((word) => word !== '').join(' ');
  return { words: `from ${name === '' ? 'a comment' : name}`, go: () => onJump(quoted) };
}

interface PartProps {
  readonly part: CommentPart;
  readonly words: Words;
  readonly tags: ReadonlyMap<TagId, Tag>;
  readonly source: QuoteSource | undefined;
}

function Part({ part, words, tags, source }: PartProps) {
  const text = <RecordText words={words} parts={[part.chars]} tags={tags} />;
  if (part.kind === 'own') return <p className={styles.own}>{text}</p>;
  if (part.kind === 'reference') return <p className={styles.reference}>{text}</p>;
  return <Quoted words={words} part={part} tags={tags} source={source} />;
}

/** Quoted words: one dimmed line with their count and where they are from, all of them on request. */
function Quoted({ words, part, tags, source }: PartProps) {
  const [open, setOpen] = useState(false);
  const quoted = words.characters.slice(...part.chars).join('');
  const count = plural(wordCount(quoted), 'word');
  return (
    <blockquote className={cx(styles.quoted, !open && styles.folded)}>
      <span className={styles.line}>
        <RecordText words={words} parts={[part.chars]} tags={tags} />
      </span>
      {source && (
        <button type="button" className={styles.fold} onClick={source.go}>
          {source.words}
        </button>
      )}
      <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        quoted, {count} <Icon name={open ? 'chevron-down' : 'chevron-right'} small />
      </button>
    </blockquote>
  );
}
