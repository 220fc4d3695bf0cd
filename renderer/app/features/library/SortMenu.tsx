import { useServices, useWorkspace } from '../../state/context.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { asksForWords } from '../reading/hits.ts';
import { orderChoices } from './orders.ts';

/** The order of the list. */
export function SortMenu() {
  const { workspace } = useServices();
  const order = useWorkspace((state) => state.order);
  const list = useWorkspace((state) => (state.view === 'comments' ? 'comments' : 'articles'));
  const words = useWorkspace((state) => asksForWords(state.query));
  const { choices, now } = orderChoices(list, words, order);
  return (
    <Choice
      label="Sort the list by"
      value={now}
      options={choices.map((choice) => [choice.order, choice.words] as const)}
      icon="arrow-down-wide-narrow"
      onChoose={(chosen) => workspace.set({ order: chosen })}
    />
  );
}
