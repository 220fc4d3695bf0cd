import { useState } from 'react';
import { unwrap } from '../../../../corpus/errors.ts';
import type { ImportRun } from '../../../../corpus/records.ts';
import { useLive, useServices } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { Count } from '../../ui/Count.tsx';
import { formatMoment, formatNumber, plural } from '../../ui/format.ts';
import { importQuery, showQuery } from '../filtering/show.ts';
import { perform } from '../tagging/actions.ts';
import styles from './ImportsView.module.css';
import { leaveImport, useLeftImports } from './left.ts';
import { importTitle, stoppedImport } from './report.ts';

/** At most so many missing paths are listed. */
const LISTED = 500;

/** An import that did not come to its end: what is in, what is not, and the way to go on. Nothing for one that did. */
export function StoppedImport({ run }: { readonly run: ImportRun }) {
  const stopped = stoppedImport(run);
  return stopped === undefined ? null : <Stopped run={run} {...stopped} />;
}

function Stopped({ run, read, wentIn }: { readonly run: ImportRun; readonly read: number; readonly wentIn: number }) {
  const services = useServices();
  const { bridge, workspace } = services;
  const missing = useLive((reader) => reader.missingPaths(run.id), [run.id]);
  const [listed, setListed] = useState(false);
  const left = useLeftImports().has(run.id);
  const goOn = (): void =>
    perform(services, async () => {
      const next = unwrap(await bridge.call('import:resume', run.id));
      workspace.set({ importShown: next });
      // what is left of it is the next one’s now
      leaveImport(run.id);
    });
  const notIn = missing?.length ?? 0;

  return (
    <section className={styles.stopped} aria-label="This import stopped half way">
      <h2>{run.state === 'cancelled' ? 'This import was cancelled.' : 'An import stopped half way.'}</h2>
      <p>
        {run.state === 'interrupted' && `Cuttings closed while reading ${importTitle(run.names)}, begun ${formatMoment(run.startedAt)}. `}
        {run.reason !== undefined && `${run.reason} `}
        Every capture is in whole or not at all.
      </p>
      <dl>
        <dt>In</dt>
        <dd>
          <Count n={wentIn} label={`${plural(wentIn, 'file')} in, open the articles`} onOpen={() => showQuery(workspace, importQuery(run.id))} />{' '}
          {wentIn === 1 ? 'file' : 'files'}
        </dd>
        <dt>Not read</dt>
        <dd>
          {missing === undefined ? (
            '…'
          ) : run.planned === undefined && notIn === 0 ? (
            'not counted: it stopped while looking for files'
          ) : (
            <>
              <Count n={notIn} label={`${plural(notIn, 'file')} not in, ${listed ? 'hide' : 'show'} their paths`} onOpen={() => setListed(!listed)} />{' '}
              {notIn === 1 ? 'file' : 'files'}
            </>
          )}
        </dd>
      </dl>
      {!left && (
        <div className={styles.acts}>
          <Button tone="primary" small onClick={goOn}>
            {notIn > 0 && read > 0 ? `Go on from ${formatNumber(read + 1)}` : 'Go on'}
          </Button>
          <Button small onClick={() => leaveImport(run.id)}>
            Leave it
          </Button>
        </div>
      )}
      {left && (
        <div className={styles.acts}>
          <Button small onClick={goOn}>
            Go on after all
          </Button>
        </div>
      )}
      {listed && missing && (
        <ul className={styles.missing} aria-label="Files that are not in">
          {missing.slice(0, LISTED).map((path) => (
            <li key={path}>{path}</li>
          ))}
          {missing.length > LISTED && <li>and {formatNumber(missing.length - LISTED)} more</li>}
        </ul>
      )}
    </section>
  );
}
