/** Marking rows, however many: a long list is gone through in steps, and the window answers in between. */
import type { TargetId } from '../../../corpus/records.ts';
import { eachInSlices } from '../../search/slices.ts';
import type { WorkspaceStore } from './services.ts';
import { listed } from './targets.ts';
import type { Workspace } from './workspace.ts';

/**
 * Marks all rows of the list that is shown; `marking` tells how far it is where that takes a while. Gives up where the analyst goes on to another
 * list or other marks, or asks for this once more.
 */
export async function markAll(store: WorkspaceStore): Promise<void> {
  const began = store.get();
  const ids = listed(began);
  let marking = began.marking;
  const tell = (done: number): void => {
    marking = { done, of: ids.length };
    store.set({ marking });
  };
  const wanted = (): boolean => asksFor(store.get()) && store.get().marking === marking;
  const asksFor = ({ view, draft, order, selected }: Workspace): boolean =>
    view === began.view && draft === began.draft && order === began.order && selected === began.selected;

  // one that is under way sees that it is not its own any more
  if (marking !== undefined) tell(0);
  const marked = new Set<TargetId>();
  const whole = await eachInSlices(
    ids,
    (id) => marked.add(id),
    (done) => {
      if (!wanted()) return false;
      tell(done);
      return true;
    },
  );
  if (store.get().marking !== marking) return;
  store.set(whole && asksFor(store.get()) ? { selected: marked, marking: undefined } : { marking: undefined });
}
