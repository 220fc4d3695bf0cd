import { useId, useRef, useState } from 'react';
import type { Comment, ReplyReference } from '../../../../corpus/records.ts';
import { cx } from '../../ui/cx.ts';
import { cut, formatNumber } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Popover } from '../../ui/Popover.tsx';
import styles from './ReplyChip.module.css';
import { confidenceBars, methodWords } from './replies.ts';

interface ReplyChipProps {
  readonly reply: ReplyReference;
  /** The parent, where it is in the library. */
  readonly parent: Comment | undefined;
  readonly onJump: () => void;
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
            <span className={styles.confidence} role="img" aria-label={`confidence ${confidenceBars(reply.confidence)} of 4`}>
              {[1, 2, 3, 4].map((bar) => (
                <i key={bar} className={cx(bar <= confidenceBars(reply.confidence) && styles.full)} />
              ))}
            </span>
          </>
        )}
      </button>
      {open && parent && (
        <Popover anchor={chip} role="tooltip" id={id} className={styles.parent}>
          <p className={styles.who}>
            {parent.author === undefined ? <span>no name</span> : <b>{parent.author}</b>}
            {parent.number !== undefined && <span>#{formatNumber(parent.number)}</span>}
            {parent.posted && <span>{parent.posted.text}</span>}
          </p>
          <p className={styles.words}>{cut(parent.own === '' ? parent.text : parent.own, 400)}</p>
        </Popover>
      )}
    </>
  );
}
