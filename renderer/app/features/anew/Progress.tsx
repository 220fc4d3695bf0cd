import type { AnewProgress } from '../../../anew/contract.ts';
import { formatNumber, plural } from '../../ui/format.ts';
import text from '../../ui/text.module.css';
import styles from './AnewDialog.module.css';

const WIDTH = 1000;

/** How far the reading or writing is. */
export function Progress({ words, progress }: { readonly words: string; readonly progress: AnewProgress | undefined }) {
  const share = progress && progress.of > 0 ? progress.done / progress.of : 0;
  const amount = progress ? `${formatNumber(progress.done)} of ${plural(progress.of, 'source')}` : '';
  return (
    <div className={styles.progress}>
      <b>{words}…</b> {amount}
      <div
        role="progressbar"
        aria-label={words}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={amount === '' ? undefined : amount}
      >
        <svg className={styles.bar} viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true">
          <rect width={share * WIDTH} height="8" />
        </svg>
      </div>
      {/* said aloud at every quarter: each source would be too much */}
      <p className={text.hidden} aria-live="polite">
        {words}: {Math.floor(share * 4) * 25} per cent
      </p>
    </div>
  );
}
