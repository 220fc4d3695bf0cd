import { unwrap } from '../../../../corpus/errors.ts';
import { useServices } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorBlock } from '../../ui/ErrorBlock.tsx';
import { formatBytes, formatNumber, plural } from '../../ui/format.ts';
import { perform } from '../tagging/actions.ts';
import styles from './ExportDialog.module.css';
import { exportTrouble, placeParts } from './places.ts';
import type { Exporting } from './use-export.ts';

const WIDTH = 1000;

interface ExportOutcomeProps {
  readonly exporting: Exporting;
  readonly what: { readonly format: string; readonly query: string };
  readonly onChooseAgain: () => void;
}

/** How the writing goes, and how it went. */
export function ExportOutcome({ exporting, what, onChooseAgain }: ExportOutcomeProps) {
  const services = useServices();
  const { state } = exporting;
  const show = (path: string): void => perform(services, async () => unwrap(await services.bridge.call('shell:show', path)));
  switch (state.step) {
    case 'ready':
      return null;
    case 'writing': {
      const { progress } = state;
      const share = progress && progress.total > 0 ? progress.written / progress.total : 0;
      return (
        <div className={styles.outcome}>
          <b>Writing {placeParts(state.path).name}</b>
          <div
            role="progressbar"
            aria-label={`Writing ${placeParts(state.path).name}`}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(share * 100)}
          >
            <svg className={styles.bar} viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true">
              <rect width={share * WIDTH} height="8" />
            </svg>
          </div>
          {progress && `${formatNumber(progress.written)} of ${plural(progress.total, 'record')}`}{' '}
          <Button small icon="x" onClick={() => perform(services, exporting.cancel)}>
            Stop
          </Button>
        </div>
      );
    }
    case 'done': {
      const { done } = state;
      return (
        <div className={styles.outcome} role="status">
          <h2>{placeParts(done.path).name} is written.</h2>
          <dl className={styles.done}>
            <dt>Where</dt>
            <dd className={styles.wire}>{done.path}</dd>
            <dt>Holds</dt>
            <dd>
              {plural(done.articles, 'article')}, {plural(done.comments, 'comment')}, {formatBytes(done.bytes)}
            </dd>
            <dt>SHA-256</dt>
            <dd className={styles.wire} title={done.sha256}>
              {done.sha256.slice(0, 16)}…
            </dd>
          </dl>
          <Button small icon="folder-open" onClick={() => show(done.path)}>
            Show in folder
          </Button>
        </div>
      );
    }
    case 'failed': {
      const { path, failure } = state;
      const { title, text, exists } = exportTrouble(failure, path);
      return (
        <div className={styles.outcome}>
          <ErrorBlock
            title={title}
            tone={exists || failure.kind === 'cancelled' ? 'look' : 'bad'}
            actions={
              exists ? (
                <>
                  <Button small onClick={() => perform(services, () => exporting.keepBoth(what, path))}>
                    Keep both
                  </Button>
                  <Button small icon="folder-open" onClick={() => show(path)}>
                    Show it
                  </Button>
                  <Button small tone="danger" onClick={() => perform(services, () => exporting.start(what, path, true))}>
                    Replace
                  </Button>
                </>
              ) : (
                <Button small onClick={onChooseAgain}>
                  Choose another place
                </Button>
              )
            }
          >
            {text}
          </ErrorBlock>
        </div>
      );
    }
  }
}
