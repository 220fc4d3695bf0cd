import type { AnewFailure } from '../../../anew/contract.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import styles from './FailureList.module.css';

/** Sources that could not be read anew or written, and why. */
export function FailureList({ failures }: { readonly failures: readonly AnewFailure[] }) {
  if (failures.length === 0) return null;
  return (
    <VirtualList
      className={styles.list}
      role="list"
      aria-label="Sources that stay as they are"
      tabIndex={0}
      count={failures.length}
      estimate={() => 44}
      keyOf={(index) => failures[index]?.source ?? index}
      rowProps={(index) => ({ role: 'listitem', 'aria-setsize': failures.length, 'aria-posinset': index + 1, className: styles.row })}
      row={(index) => (
        <>
          <code>{failures[index]?.name}</code>
          <p>{failures[index]?.failure.message}</p>
        </>
      )}
    />
  );
}
