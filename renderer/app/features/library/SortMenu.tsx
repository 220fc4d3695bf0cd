import type { ListOrder } from '../../../search/client.ts';
import { useServices, useWorkspace } from '../../state/context.tsx';
import { Icon } from '../../ui/Icon.tsx';
import styles from './SortMenu.module.css';

const ORDERS: Readonly<Record<ListOrder, string>> = {
  relevance: 'Relevance',
  published: 'Newest',
  posted: 'Newest comment',
  imported: 'Last imported',
  comments: 'Most comments',
  rating: 'Highest rated',
  length: 'Longest',
  tagged: 'Recently tagged',
  title: 'Title',
  coverage: 'Most unparsed',
};

/** The order of the list. */
export function SortMenu() {
  const { workspace } = useServices();
  const order = useWorkspace((state) => state.order);
  return (
    <label className={styles.sort} title={`Sorted by: ${ORDERS[order]}`}>
      <span className={styles.words} aria-hidden="true">
        {ORDERS[order]}
      </span>
      <Icon name="chevron-down" small />
      <select
        aria-label="Sort the list by"
        value={order}
        onChange={(event) => {
          const chosen = (Object.keys(ORDERS) as ListOrder[]).find((key) => key === event.target.value);
          if (chosen !== undefined) workspace.set({ order: chosen });
        }}
      >
        {Object.entries(ORDERS).map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
