import type { TagSlot } from '../../../corpus/records.ts';
import { cx } from './cx.ts';
import ink from './ink.module.css';
import styles from './TagShape.module.css';

const PATHS: Readonly<Record<TagSlot, string>> = {
  1: 'M1 1h10v10H1z',
  2: 'M6 .8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 6 .8',
  3: 'M6 .8 11.6 11H.4z',
  4: 'M6 .2 11.8 6 6 11.8.2 6z',
  5: 'M.4 1h11.2L6 11.2z',
  6: 'M6 .6a5.4 5.4 0 1 0 0 10.8A5.4 5.4 0 0 0 6 .6m0 2.7a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4',
  7: 'M4.2.6h3.6v3.6h3.6v3.6H7.8v3.6H4.2V7.8H.6V4.2h3.6z',
  8: 'M.8 1h10.4v4H.8zM.8 7h10.4v4H.8z',
  9: 'M6 .6a5.4 5.4 0 0 1 0 10.8A5.4 5.4 0 0 1 6 .6M7 2.1v7.8a4 4 0 0 0 0-7.8',
  10: 'M2.8.6 6 3.8 9.2.6l2.2 2.2L8.2 6l3.2 3.2-2.2 2.2L6 8.2l-3.2 3.2L.6 9.2 3.8 6 .6 2.8z',
  11: 'M.8.8h10.4v10.4H.8zM3.4 3.4v5.2h5.2V3.4z',
  12: 'M2 .6h4L11 6l-5 5.4H2L7 6z',
};

/** The class that sets `--c` to a slot's ink, for anything that is drawn in a tag's colour. */
export function inkClass(slot: TagSlot): string | undefined {
  return ink[`slot${slot}`];
}

interface TagShapeProps {
  readonly slot: TagSlot;
  /** 9, 12 (the default) or 15 px. */
  readonly size?: 's' | 'm' | 'l';
  /** Set inside the shape, where a second tag has the slot. */
  readonly letter?: string | undefined;
  readonly className?: string | undefined;
}

/** A slot's shape in its ink. Never the only sign of a tag: its name stands beside it. */
export function TagShape({ slot, size = 'm', letter, className }: TagShapeProps) {
  return (
    <svg className={cx(styles.shape, styles[size], inkClass(slot), className)} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      <path d={PATHS[slot]} fillRule="evenodd" fill="currentColor" />
      {letter && (
        <text x="6" y="8.6" className={styles.letter}>
          {letter}
        </text>
      )}
    </svg>
  );
}
