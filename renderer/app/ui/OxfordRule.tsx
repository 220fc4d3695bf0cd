import styles from './OxfordRule.module.css';

/** The thick and thin rule that opens an article, a dialog, a report. */
export function OxfordRule() {
  return <div className={styles.rule} aria-hidden="true" />;
}
