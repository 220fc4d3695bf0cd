import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import styles from './Picker.module.css';
import { hasLabel, type PickerItem, pick } from './picking.ts';

const CREATE = ':create';

interface PickerProps<T extends PickerItem> {
  /** Names the field and the list. */
  readonly label: string;
  readonly placeholder?: string;
  readonly icon?: IconName;
  readonly items: readonly T[];
  readonly onPick: (item: T) => void;
  /** Offers a last row that makes what was typed, where no item has that label. */
  readonly onCreate?: (typed: string) => void;
  readonly createWords?: (typed: string) => string;
  /** A row's inside; the label alone without it. */
  readonly render?: (item: T) => ReactNode;
  /** Said where nothing is found. */
  readonly empty?: string;
  /** The ids of rows that are on, for lists that tick. */
  readonly checked?: ReadonlySet<string>;
  /** Empties the field after a pick, for picking several. */
  readonly stays?: boolean;
}

/** A field that filters a list below it; the keyboard never leaves the field. */
export function Picker<T extends PickerItem>(props: PickerProps<T>) {
  const { label, placeholder, icon = 'search', items, onPick, onCreate, createWords, render, empty = 'Nothing found.', checked, stays } = props;
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);

  const found = pick(items, typed);
  const creates = onCreate !== undefined && typed.trim() !== '' && !hasLabel(items, typed);
  const rows = found.length + (creates ? 1 : 0);
  const active = Math.min(at, rows - 1);
  const rowId = (index: number): string => `${base}-${index}`;

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    list.current?.querySelector(`[data-row="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const choose = (index: number): void => {
    const item = found[index];
    if (item === undefined && creates) onCreate?.(typed.trim());
    else if (item !== undefined && !item.disabled) onPick(item);
    else return;
    if (stays) {
      setTyped('');
      setAt(0);
    }
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (move !== undefined && rows > 0) {
      event.preventDefault();
      const next = active + move;
      setAt(Math.abs(move) === 1 ? (next + rows) % rows : Math.min(rows - 1, Math.max(0, next)));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      choose(active);
    }
  };

  let group: string | undefined;
  return (
    <div className={styles.picker}>
      <div className={styles.field}>
        <Icon name={icon} />
        <input
          ref={field}
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={`${base}-list`}
          aria-activedescendant={rows > 0 ? rowId(active) : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={`${base}-list`} role="listbox" aria-label={label} className={styles.list} tabIndex={-1}>
        {found.map((item, index) => {
          const head = typed.trim() === '' && item.group !== group ? item.group : undefined;
          group = item.group;
          return (
            <div key={item.id} role="presentation">
              {head !== undefined && (
                <div className={styles.group} role="presentation">
                  {head}
                </div>
              )}
              <Row
                id={rowId(index)}
                index={index}
                active={index === active}
                disabled={item.disabled}
                onChoose={() => choose(index)}
                onHover={() => setAt(index)}
              >
                {checked && <span className={styles.tick}>{checked.has(item.id) && <Icon name="check" />}</span>}
                {render ? render(item) : item.label}
                {checked?.has(item.id) && <span className={styles.hidden}>, set</span>}
              </Row>
            </div>
          );
        })}
        {creates && (
          <Row
            key={CREATE}
            id={rowId(found.length)}
            index={found.length}
            active={found.length === active}
            onChoose={() => choose(found.length)}
            onHover={() => setAt(found.length)}
          >
            <Icon name="plus" />
            {createWords ? createWords(typed.trim()) : `Create “${typed.trim()}”`}
          </Row>
        )}
      </div>
      {rows === 0 && <p className={styles.empty}>{empty}</p>}
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly index: number;
  readonly active: boolean;
  readonly disabled?: boolean | undefined;
  readonly onChoose: () => void;
  readonly onHover: () => void;
  readonly children: ReactNode;
}

function Row({ id, index, active, disabled, onChoose, onHover, children }: RowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard and points here
    <div
      id={id}
      data-row={index}
      role="option"
      aria-selected={active}
      aria-disabled={disabled}
      tabIndex={-1}
      className={cx(styles.row, active && styles.active, disabled && styles.disabled)}
      onPointerMove={onHover}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {children}
    </div>
  );
}
