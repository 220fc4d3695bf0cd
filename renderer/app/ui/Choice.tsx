import styles from './Choice.module.css';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import text from './text.module.css';

interface ChoiceProps<T extends string> {
  /** “Sort the hits by”. */
  readonly label: string;
  readonly value: T;
  /** Values and what they are called. */
  readonly options: readonly (readonly [value: T, words: string])[];
  /** What it is for, where a narrow window cuts the words short. */
  readonly icon?: IconName;
  readonly onChoose: (value: T) => void;
}

/** One of several, chosen from a menu; shows the chosen one. */
export function Choice<T extends string>({ label, value, options, icon, onChoose }: ChoiceProps<T>) {
  const shown = options.find(([one]) => one === value)?.[1];
  return (
    <label className={cx(styles.choice, icon && styles.shrinks)} title={`${label}: ${shown}`}>
      {icon && <Icon name={icon} small className={styles.icon} />}
      <span className={text.ellipsis} aria-hidden="true">
        {shown}
      </span>
      <Icon name="chevron-down" small className={styles.chevron} />
      <select
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = options.find(([one]) => one === event.target.value);
          if (chosen !== undefined) onChoose(chosen[0]);
        }}
      >
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
