import { useMemo } from 'react';
import { useLive, useServices } from '../../state/context.tsx';
import { readTaggedTargets } from '../../state/reads.ts';
import type { Coding } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatNumber, plural } from '../../ui/format.ts';
import { OxfordRule } from '../../ui/OxfordRule.tsx';
import styles from './CodingSheet.module.css';
import { leaveCoding, startCoding } from './queue.ts';

/** What stands after the last comment. */
export function CodingEnd({ coding }: { readonly coding: Coding }) {
  const { workspace } = useServices();
  const tagged = useLive(readTaggedTargets, []);
  const left = useMemo(() => (tagged ? coding.queue.filter((id) => !tagged.has(id)) : []), [coding, tagged]);
  if (tagged === undefined) return null;
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
            {formatNumber(coding.queue.length - left.length)} of {plural(coding.queue.length, 'comment')} have a tag.
          </p>
        </EmptyState>
      </div>
    </div>
  );
}
