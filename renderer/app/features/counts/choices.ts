/** What is counted, by what steps of time, and whether plots or the tables behind them are shown. */
import type { TimeStep } from '../../../search/client.ts';
import { type ChoiceStore, rememberChoices, rememberedChoices } from '../../state/remembered.ts';
import type { WorkspaceStore } from '../../state/services.ts';
import type { Workspace } from '../../state/workspace.ts';

export type CountsChoices = {
  readonly step: TimeStep;
  /** What a bar of the timeline counts. */
  readonly kind: 'comments' | 'articles';
  readonly timeline: 'plot' | 'table';
  readonly tags: 'plot' | 'table';
  /** Words that are more frequent in what was found than elsewhere, or less. */
  readonly side: 'over' | 'under';
  readonly of: 'words' | 'pairs';
  /** How words and pairs are shown. */
  readonly keywords: 'plot' | 'table';
};

const KEY = 'cuttings.counts';

/** As chosen in this window, else as chosen last. */
export function countsChoices({ countsChoices: chosen }: Pick<Workspace, 'countsChoices'>, store?: ChoiceStore): CountsChoices {
  return (
    chosen ??
    rememberedChoices<CountsChoices>(
      KEY,
      {
        step: ['month', 'day', 'week', 'year'],
        kind: ['comments', 'articles'],
        timeline: ['plot', 'table'],
        tags: ['plot', 'table'],
        side: ['over', 'under'],
        of: ['words', 'pairs'],
        keywords: ['plot', 'table'],
      },
      store,
    )
  );
}

export function chooseCounts(workspace: WorkspaceStore, change: Partial<CountsChoices>, store?: ChoiceStore): void {
  const next = { ...countsChoices(workspace.get(), store), ...change };
  rememberChoices(KEY, next, store);
  workspace.set({ countsChoices: next });
}
