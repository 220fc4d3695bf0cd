import type { ReactNode } from 'react';
import styles from './Radio.module.css';

interface RadioProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
  /** A smaller line below. */
  readonly detail?: ReactNode;
  readonly disabled?: boolean;
  /** Choices of one group share it. */
  readonly name: string;
}

/** One of several choices that share `name`. */
export function Radio({ checked, onChange, children, detail, disabled, name }: RadioProps) {
  return (
    <label className={styles.option}>
      <input type="radio" name={name} className={styles.radio} checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />
      <span>
        {children}
        {detail && <span className={styles.detail}>{detail}</span>}
      </span>
    </label>
  );
}
