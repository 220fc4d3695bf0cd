import styles from './Count.module.css';
import { formatNumber } from './format.ts';

interface CountProps {
  readonly n: number;
  /** What is behind the number, for screen readers and the tooltip: “48 articles, open the list”. */
  readonly label: string;
  /** Opens the list behind the number. */
  readonly onOpen: () => void;
  /** Shown instead of the plain number: “14 of 32”. */
  readonly text?: string;
}

/** A number that opens what it counts. */
export function Count({ n, label, onOpen, text }: CountProps) {
  const shown = text ?? formatNumber(n);
  return (
    <button type="button" className={styles.count} aria-label={label.includes(shown) ? label : `${shown}: ${label}`} title={label} onClick={onOpen}>
      {shown}
    </button>
  );
}
