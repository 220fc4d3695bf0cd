import { useEffect, useState } from 'react';
import type { TaggedTargets } from '../../../store/reader.ts';
import { useLive, useServices } from '../../state/context.tsx';
import { readTaggedTargets } from '../../state/reads.ts';
import type { Coding } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatNumber, plural } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import text from '../../ui/text.module.css';
import styles from './CodingHead.module.css';
import { leaveCoding } from './queue.ts';
import { barAt, type Tally, tally } from './strip.ts';

const NONE: TaggedTargets = new Set();

/** Where the analyst is in the queue: what is tagged, what was left for later. */
export function CodingHead({ coding }: { readonly coding: Coding }) {
  const { workspace } = useServices();
  const tagged = useLive(readTaggedTargets, []) ?? NONE;
  const { queue, skipped } = coding;
  const [done, setDone] = useState<Tally>({ bars: [], tagged: 0, skipped: 0 });
  useEffect(() => {
    let gone = false;
    const count = async (): Promise<void> => {
      const counted = await tally({ queue, skipped }, tagged, () => !gone);
      if (counted !== undefined && !gone) setDone(counted);
    };
    void count();
    return () => {
      gone = true;
    };
  }, [queue, skipped, tagged]);
  const here = barAt(coding.at, queue.length);
  const of = queue.length;
  const place = Math.min(coding.at + 1, of);
  return (
    <header className={styles.head}>
      <h1 className={text.hidden}>Coding</h1>
      <Button tone="ghost" small icon="x" onClick={() => leaveCoding(workspace)}>
        Leave <Kbd keys="escape" />
      </Button>
      <b className={styles.title} title={coding.draft === '' ? undefined : coding.draft}>
        {coding.draft === '' ? plural(of, 'comment') : coding.draft}
      </b>
      <div
        className={styles.strip}
        role="img"
        aria-label={`${formatNumber(done.tagged)} of ${plural(of, 'comment')} tagged, ${formatNumber(done.skipped)} left for later`}
      >
        {done.bars.map((bar, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
          <i key={index} className={cx(styles[bar], index === here && styles.here)} />
        ))}
      </div>
      <span>
        <b>{formatNumber(place)}</b> of {formatNumber(of)}
      </span>
      <span className={styles.more}>{formatNumber(done.tagged)} tagged</span>
      {done.skipped > 0 && <span className={styles.more}>{formatNumber(done.skipped)} for later</span>}
    </header>
  );
}
