import type { ReactNode } from 'react';
import styles from './Check.module.css';

interface CheckProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
  /** A smaller line below. */
  readonly detail?: ReactNode;
  readonly disabled?: boolean;
}

/** A tick box with its words. */
export function Check({ checked, onChange, children, detail, disabled }: CheckProps) {
  return (
    <label className={styles.option}>
      <input type="checkbox" className={styles.box} checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />
      <span>
        {children}
        {detail && <span className={styles.detail}>{detail}</span>}
      </span>
    </label>
  );
}

interface RadioProps extends CheckProps {
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
