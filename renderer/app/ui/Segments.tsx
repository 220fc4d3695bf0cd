import { cx } from './cx.ts';
import styles from './Segments.module.css';

interface SegmentsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, words: string])[];
  readonly onChoose: (value: T) => void;
}

/** A choice of a few words that stand side by side. */
export function Segments<T extends string>({ label, value, options, onChoose }: SegmentsProps<T>) {
  return (
    <fieldset className={styles.segments} aria-label={label}>
      {options.map(([each, words]) => (
        <button key={each} type="button" aria-pressed={each === value} className={cx(each === value && styles.on)} onClick={() => onChoose(each)}>
          {words}
        </button>
      ))}
    </fieldset>
  );
}
