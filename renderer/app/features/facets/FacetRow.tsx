import type { KeyboardEvent, MouseEvent } from 'react';
import type { TagSlot } from '../../../../corpus/records.ts';
import { IconButton } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatNumber } from '../../ui/format.ts';
import { TagShape } from '../../ui/TagShape.tsx';
import text from '../../ui/text.module.css';
import styles from './FacetRow.module.css';
import type { Counted, ShownValue } from './facets.ts';

interface FacetRowProps {
  readonly value: ShownValue;
  readonly label: string;
  /** The largest count of the facet: its bar is as wide as the row. */
  readonly most: number;
  readonly counted: Counted;
  readonly shape: { readonly slot: TagSlot; readonly letter: string | undefined } | undefined;
  /** The Tab key comes here. */
  readonly stop: boolean;
  readonly onFocus: () => void;
  readonly onNarrow: (how: 'only' | 'add' | 'exclude') => void;
}

/** A value of a facet: a click chooses it, with Ctrl or the plus it is added to others, with Alt or the minus it is left out. */
export function FacetRow({ value: { standing, count }, label, most, counted, shape, stop, onFocus, onNarrow }: FacetRowProps) {
  const onClick = (event: MouseEvent): void => onNarrow(event.altKey ? 'exclude' : event.ctrlKey || event.metaKey ? 'add' : 'only');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== '+' && event.key !== '-')) return;
    event.preventDefault();
    event.stopPropagation();
    onNarrow(event.key === '+' ? 'add' : 'exclude');
  };
  return (
    <li className={cx(styles.row, standing === 'chosen' && styles.chosen, standing === 'excluded' && styles.excluded)}>
      <button
        type="button"
        data-value=""
        className={styles.value}
        tabIndex={stop ? 0 : -1}
        aria-pressed={standing !== undefined}
        aria-keyshortcuts="+ -"
        title={`${label}\nClick: only this. Ctrl or +: this, too. Alt or −: without this.`}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        {shape && <TagShape slot={shape.slot} letter={shape.letter} />}
        <span className={text.ellipsis}>{label}</span>
        {standing === 'excluded' && <span className={text.hidden}>, left out</span>}
        {count !== undefined && (
          <span className={styles.count}>
            {formatNumber(count)}
            <span className={text.hidden}> {count === 1 ? counted.slice(0, -1) : counted}</span>
          </span>
        )}
      </button>
      <span className={styles.tools}>
        <IconButton small icon="plus" label={`Add ${label}`} tabIndex={-1} onClick={() => onNarrow('add')} />
        <IconButton small icon="minus" label={`Leave out ${label}`} tabIndex={-1} onClick={() => onNarrow('exclude')} />
      </span>
      <svg className={styles.bar} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect width={Math.round(((count ?? 0) / most) * 1000) / 10} height="1" />
      </svg>
    </li>
  );
}
