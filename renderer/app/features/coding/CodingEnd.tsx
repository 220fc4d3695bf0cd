import { useEffect, useState } from 'react';
import type { CommentId } from '../../../../corpus/records.ts';
import { useLive, useServices } from '../../state/context.tsx';
import { readTaggedTargets } from '../../state/reads.ts';
import type { Coding } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatNumber, plural } from '../../ui/format.ts';
import { OxfordRule } from '../../ui/OxfordRule.tsx';
import styles from './CodingSheet.module.css';
import { leaveCoding, startCoding } from './queue.ts';
import { untaggedOf } from './strip.ts';

/** What stands after the last comment. */
export function CodingEnd({ coding }: { readonly coding: Coding }) {
  const { workspace } = useServices();
  const tagged = useLive(readTaggedTargets, []);
  const { queue } = coding;
  const [left, setLeft] = useState<readonly CommentId[]>();
  useEffect(() => {
    if (tagged === undefined) return;
    let gone = false;
    const gather = async (): Promise<void> => {
      const found = await untaggedOf(queue, tagged, () => !gone);
      if (found !== undefined && !gone) setLeft(found);
    };
    void gather();
    return () => {
      gone = true;
    };
  }, [queue, tagged]);
  if (left === undefined) return null;
  return (
    <div className={styles.scroll}>
      <div className={styles.sheet}>
        <OxfordRule />
        <EmptyState
          title="That was the last one."
          actions={
            <>
              {left.length > 0 && (
                <Button small onClick={() => startCoding(workspace, left)}>
                  Go through the {plural(left.length, 'untagged comment')}
                </Button>
              )}
              <Button small tone={left.length > 0 ? 'plain' : 'primary'} onClick={() => leaveCoding(workspace)}>
                Back to the list
              </Button>
            </>
          }
        >
          <p>
            {formatNumber(queue.length - left.length)} of {plural(queue.length, 'comment')} have a tag.
          </p>
        </EmptyState>
      </div>
    </div>
  );
}
