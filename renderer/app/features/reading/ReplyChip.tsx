import { useId, useRef, useState } from 'react';
import type { Comment, ReplyReference } from '../../../../corpus/records.ts';
import { cx } from '../../ui/cx.ts';
import { cut, formatNumber } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Popover } from '../../ui/Popover.tsx';
import styles from './ReplyChip.module.css';
import { candidateWords, confidenceBars, methodWords } from './replies.ts';

interface ReplyChipProps {
  readonly reply: ReplyReference;
  /** The parent, where it is in the library. */
  readonly parent: Comment | undefined;
  readonly onJump: () => void;
}

interface CandidatesChipProps {
  readonly reply: ReplyReference;
  /** Those of its candidates that are in the library. */
  readonly candidates: readonly Comment[];
  readonly onJump: (to: Comment) => void;
}

/** A parent that could be several comments: the chip opens their list, and each leads to its comment. */
export function CandidatesChip({ reply, candidates, onJump }: CandidatesChipProps) {
  const chip = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button ref={chip} type="button" className={styles.chip} aria-expanded={open} aria-haspopup="dialog" onClick={() => setOpen(!open)}>
        <Icon name="corner-up-left" small />
        answers {candidateWords(reply)}
        <span className={styles.method}>{methodWords(reply.method)}</span>
        <Confidence of={reply.confidence} />
      </button>
      {open && (
        <Popover anchor={chip} role="dialog" label={`Answers ${candidateWords(reply)}`} onClose={() => setOpen(false)} className={styles.candidates}>
          {candidates.map((candidate, index) => (
            <button
              key={candidate.id}
              type="button"
              // biome-ignore lint/a11y/noAutofocus: the list was asked for; Tab goes on from its first comment, Escape closes it
              autoFocus={index === 0}
              className={styles.candidate}
              onClick={() => {
                setOpen(false);
                onJump(candidate);
              }}
            >
              <Who comment={candidate} />
              <span className={styles.start}>{cut(candidate.own === '' ? candidate.text : candidate.own, 120)}</span>
            </button>
          ))}
        </Popover>
      )}
    </>
  );
}

function Who({ comment }: { readonly comment: Comment }) {
  return (
    <span className={styles.who}>
      {comment.author === undefined ? <span>no name</span> : <b>{comment.author}</b>}
      {comment.number !== undefined && <span>#{formatNumber(comment.number)}</span>}
      {comment.posted && <span>{comment.posted.text}</span>}
    </span>
  );
}

function Confidence({ of }: { readonly of: number }) {
  const full = confidenceBars(of);
  return (
    <span className={styles.confidence} role="img" aria-label={`confidence ${full} of 4`}>
      {[1, 2, 3, 4].map((bar) => (
        <i key={bar} className={cx(bar <= full && styles.full)} />
      ))}
    </span>
  );
}

/** Whom a comment answers, how that is known, and the parent's words on hover or focus; a parent that was never captured is an out-card. */
export function ReplyChip({ reply, parent, onJump }: ReplyChipProps) {
  const chip = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const id = useId();
  const missing = reply.comment === undefined;
  const name = reply.author ?? parent?.author;
  return (
    <>
      <button
        ref={chip}
        type="button"
        className={cx(styles.chip, missing && styles.out)}
        aria-disabled={missing}
        aria-describedby={open ? id : undefined}
        title={missing ? 'The comment this one answers was not captured' : undefined}
        onClick={() => !missing && onJump()}
        onPointerEnter={() => setOpen(true)}
        onPointerLeave={() => setOpen(false)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
      >
        <Icon name="corner-up-left" small />
        {reply.number !== undefined && <b>#{formatNumber(reply.number)}</b>}
        {name}
        {reply.number === undefined && name === undefined && 'quoted words'}
        {missing ? (
          <em>not captured</em>
        ) : (
          <>
            <span className={styles.method}>{methodWords(reply.method)}</span>
            <Confidence of={reply.confidence} />
          </>
        )}
      </button>
      {open && parent && (
        <Popover anchor={chip} role="tooltip" id={id} className={styles.parent}>
          <Who comment={parent} />
          <p className={styles.words}>{cut(parent.own === '' ? parent.text : parent.own, 400)}</p>
        </Popover>
      )}
    </>
  );
}
