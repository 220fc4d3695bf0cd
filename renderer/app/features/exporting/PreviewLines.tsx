import type { ExportPreview } from '../../../../corpus/exchange/format.ts';
import styles from './ExportDialog.module.css';

/** A record is cut here on screen; the file has it whole. */
const LONGEST = 400;

/** `"key":` set apart from what it holds, for records that are JSON. */
function pieces(line: string): readonly { readonly text: string; readonly key: boolean }[] {
  return line
    .slice(0, LONGEST)
    .split(/("[A-Za-z]+":)/u)
    .filter((text) => text !== '')
    .map((text) => ({ text, key: /^"[A-Za-z]+":$/u.test(text) }));
}

/** The first records as they will be written. */
export function PreviewLines({ preview }: { readonly preview: ExportPreview | undefined }) {
  if (preview === undefined) return <p className={styles.empty}>Reading the first records…</p>;
  if (preview.records.length === 0) return <p className={styles.empty}>There is nothing to export here.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
    <section className={styles.records} tabIndex={0} aria-label={`The first ${preview.kind}`}>
      {preview.records.map((record, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: records of a preview have no identity but their place
        <code key={index} className={styles.record}>
          {pieces(record).map(({ text, key }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
            <span key={at} className={key ? styles.key : undefined}>
              {text}
            </span>
          ))}
        </code>
      ))}
    </section>
  );
}
