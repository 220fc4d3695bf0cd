import { unwrap } from '../../../../corpus/errors.ts';
import type { ImportProgress } from '../../../../preload/contract/app-api.ts';
import { useServices } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { formatNumber, plural } from '../../ui/format.ts';
import { perform } from '../tagging/actions.ts';
import { leftWords, paceOf, pausedWords, rateWords } from './pace.ts';
import styles from './Running.module.css';
import { importTitle } from './report.ts';

const WIDTH = 1000;

/** An import under way: how far, how fast, how long, what is being read, and a way to stop it. */
export function Running({ progress }: { readonly progress: ImportProgress }) {
  const services = useServices();
  const { totals, planned, state } = progress;
  const { done, share, rate, left } = paceOf(progress);
  const bad = planned > 0 ? (totals.failed / planned) * WIDTH : 0;
  const cancel = (): void => perform(services, async () => unwrap(await services.bridge.call('import:cancel', progress.id)));
  const paused = state === 'paused';
  const turn = (): void => perform(services, async () => unwrap(await services.bridge.call(paused ? 'import:continue' : 'import:pause', progress.id)));
  const pace = paused
    ? []
    : [rate === undefined ? undefined : rateWords(rate), left === undefined ? undefined : leftWords(left)].filter((words) => words !== undefined);

  return (
    <section className={styles.band} aria-label="Import under way">
      <div className={styles.line}>
        <h2>Importing {importTitle(progress.names)}</h2>
        <span>
          {state === 'waiting'
            ? 'waits for the import before it'
            : paused
              ? pausedWords(progress)
              : share === undefined
                ? `${plural(planned, 'file')} found so far`
                : `${formatNumber(done)} of ${plural(planned, 'file')}`}
        </span>
        <span className={styles.grow} />
        <span>{pace.join(', ')}</span>
        {state !== 'waiting' && (
          <Button small icon={paused ? 'play' : 'pause'} onClick={turn}>
            {paused ? 'Continue' : 'Pause'}
          </Button>
        )}
        <Button small icon="x" onClick={cancel}>
          Cancel
        </Button>
      </div>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={`Importing ${importTitle(progress.names)}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
      >
        <svg viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true">
          <rect className={styles.good} width={Math.max(0, (share ?? 0) * WIDTH - bad)} height="8" />
          <rect className={styles.bad} x={Math.max(0, (share ?? 0) * WIDTH - bad)} width={bad === 0 ? 0 : Math.max(3, bad)} height="8" />
        </svg>
      </div>
      <div className={styles.counts}>
        <span>{plural(totals.articles, 'article')}</span>
        <span>{plural(totals.comments, 'comment')}</span>
        <span>{formatNumber(totals.known)} known already</span>
        {totals.failed > 0 && <span className={styles.failed}>{formatNumber(totals.failed)} failed</span>}
        <span className={styles.reading}>
          {!paused && progress.current !== undefined && `now reading ${progress.current}. `}You can keep working; cancelling keeps what is already in.
        </span>
      </div>
    </section>
  );
}
