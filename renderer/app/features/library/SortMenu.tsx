import { useServices, useWorkspace } from '../../state/context.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { asksForWords } from '../reading/hits.ts';
import { orderChoices } from './orders.ts';
import styles from './SortMenu.module.css';

/** The order of the list. */
export function SortMenu() {
  const { workspace } = useServices();
  const order = useWorkspace((state) => state.order);
  const list = useWorkspace((state) => (state.view === 'comments' ? 'comments' : 'articles'));
  const words = useWorkspace((state) => asksForWords(state.query));
  const { choices, now } = orderChoices(list, words, order);
  const shown = choices.find((choice) => choice.order === now)?.words;
  return (
    <label className={styles.sort} title={`Sorted by: ${shown}`}>
      <span className={styles.words} aria-hidden="true">
        {shown}
      </span>
      <Icon name="chevron-down" small />
      <select
        aria-label="Sort the list by"
        value={now}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.order === event.target.value);
          if (chosen !== undefined) workspace.set({ order: chosen.order });
        }}
      >
        {choices.map((choice) => (
          <option key={choice.order} value={choice.order}>
            {choice.words}
          </option>
        ))}
      </select>
    </label>
  );
}
