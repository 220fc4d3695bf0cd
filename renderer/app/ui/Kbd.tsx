import styles from './Kbd.module.css';
import { keyParts } from './keys.ts';

/** A key or a chord as the platform writes it: `mod+k` → Ctrl K or ⌘K. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.chord}>
      {keyParts(keys).map((part) => (
        <kbd key={part} className={styles.key}>
          {part}
        </kbd>
      ))}
    </span>
  );
}
