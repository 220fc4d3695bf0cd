import styles from './Choice.module.css';
import { Icon } from './Icon.tsx';

interface ChoiceProps<T extends string> {
  /** “Sort the hits by”. */
  readonly label: string;
  readonly value: T;
  readonly options: Readonly<Record<T, string>>;
  readonly onChoose: (value: T) => void;
}

/** One of several, chosen from a menu; shows the chosen one. */
export function Choice<T extends string>({ label, value, options, onChoose }: ChoiceProps<T>) {
  const keys = Object.keys(options) as T[];
  return (
    <label className={styles.choice} title={`${label}: ${options[value]}`}>
      <span aria-hidden="true">{options[value]}</span>
      <Icon name="chevron-down" small />
      <select
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = keys.find((key) => key === event.target.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {keys.map((key) => (
          <option key={key} value={key}>
            {options[key]}
          </option>
        ))}
      </select>
    </label>
  );
}
