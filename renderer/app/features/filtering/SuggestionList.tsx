import { useEffect, useRef } from 'react';
import { Button } from '../../ui/Button.tsx';
import styles from './FilterBox.module.css';

interface SuggestionListProps {
  readonly id: string;
  readonly rowId: (index: number) => string;
  readonly history: boolean;
  readonly rows: readonly { readonly label: string; readonly detail?: string }[];
  /** The row the keys are on; -1 for none. */
  readonly active: number;
  readonly onChoose: (index: number) => void;
  /** Forgets the earlier searches. */
  readonly onForget: () => void;
}

/** What could be typed, or was typed before; the keyboard stays in the box. */
export function SuggestionList({ id, rowId, history, rows, active, onChoose, onForget }: SuggestionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <>
      <div ref={list} id={id} role="listbox" aria-label={history ? 'Earlier searches' : 'What could stand here'} className={styles.list}>
        {rows.map(({ label, detail }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box above has the keyboard and points here
          <div
            key={label}
            id={rowId(index)}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            className={styles.option}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(index)}
          >
            <code>{label}</code>
            {detail !== undefined && (
              <span className={styles.means} title={detail}>
                {detail}
              </span>
            )}
          </div>
        ))}
      </div>
      {history && (
        <div className={styles.forget}>
          <Button tone="ghost" small icon="trash-2" onPointerDown={(event) => event.preventDefault()} onClick={onForget}>
            Forget these searches
          </Button>
        </div>
      )}
    </>
  );
}
