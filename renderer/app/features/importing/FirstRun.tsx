import { useEffect, useState } from 'react';
import { unwrap } from '../../../../corpus/errors.ts';
import type { AppCalls } from '../../../../preload/contract/app-api.ts';
import { useServices } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { OxfordRule } from '../../ui/OxfordRule.tsx';
import { perform } from '../tagging/actions.ts';
import styles from './FirstRun.module.css';
import { useImportProgress } from './progress.ts';
import { Running } from './Running.tsx';

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** “Open the six sample pages”. */
function sampleWords(samples: number): string {
  return samples === 1 ? 'Open the sample page' : `Open the ${WORDS[samples] ?? samples} sample pages`;
}

/** What an empty library shows: what to do, what will happen, and a way to try it. */
export function FirstRun() {
  const services = useServices();
  const { bridge } = services;
  const progress = useImportProgress();
  const [samples, setSamples] = useState(0);
  useEffect(() => perform(services, async () => setSamples(unwrap(await bridge.call('app:info')).samples)), [services, bridge]);
  const call = <C extends 'import:choose' | 'import:samples'>(channel: C, ...args: Parameters<AppCalls[C]>): void =>
    perform(services, async () => unwrap(await bridge.call(channel, ...args)));

  return (
    <div className={styles.first}>
      <div className={styles.sheet}>
        <span className={styles.crops} aria-hidden="true" />
        <OxfordRule />
        <h1>Drop captured pages anywhere in this window.</h1>
        <p className={styles.lead}>
          Text captures, saved HTML, ZIPs, web archives and whole folders of them. Cuttings makes articles and reader comments out of each page, keeps the
          original bytes, and shows you what it could not read.
        </p>
        {progress ? (
          <div className={styles.busy}>
            <Running progress={progress} />
          </div>
        ) : (
          <div className={styles.acts}>
            <Button tone="primary" icon="file-text" onClick={() => call('import:choose', 'files')}>
              Choose files
            </Button>
            <Button icon="folder-open" onClick={() => call('import:choose', 'folder')}>
              Choose a folder
            </Button>
            {samples > 0 && (
              <Button icon="newspaper" onClick={() => call('import:samples')}>
                {sampleWords(samples)}
              </Button>
            )}
          </div>
        )}
        <div className={styles.key} role="img" aria-label="Every byte of a page is article, reader comments, furniture, or shown as unparsed">
          {(['article', 'comment', 'furniture', 'unparsed'] as const).map((name) => (
            <div key={name}>
              <i className={styles[name]} />
              {name === 'comment' ? 'reader comments' : name}
            </div>
          ))}
        </div>
        <div className={styles.three}>
          <div>
            <h2>Stays on this machine</h2>
            <p>No account, no network, nothing sent. Your files are copied, never changed.</p>
          </div>
          <div>
            <h2>Every number opens</h2>
            <p>A count leads to the list behind it, a record to the bytes it was read from.</p>
          </div>
          <div>
            <h2>Everything undoes</h2>
            <p>
              Tags, merges and bulk tagging too. <Kbd keys="mod+z" /> says what it takes back.
            </p>
          </div>
        </div>
      </div>
    </div>
  );
}
