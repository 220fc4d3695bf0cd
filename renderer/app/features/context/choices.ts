/** How words are shown in their context: in what order, whose words, and the steps of the time above them. */
import type { ConcordanceRequest, TimeStep } from '../../../search/client.ts';
import { type ChoiceStore, rememberChoices, rememberedChoices } from '../../state/remembered.ts';
import type { WorkspaceStore } from '../../state/services.ts';
import type { Workspace } from '../../state/workspace.ts';

export type ContextChoices = {
  readonly sort: ConcordanceRequest['sort'];
  readonly words: ConcordanceRequest['words'];
  readonly step: TimeStep;
};

const KEY = 'cuttings.words-in-context';

/** As chosen in this window, else as chosen last. */
export function contextChoices({ contextChoices: chosen }: Pick<Workspace, 'contextChoices'>, store?: ChoiceStore): ContextChoices {
  return (
    chosen ??
    rememberedChoices<ContextChoices>(KEY, { sort: ['list', 'left', 'right'], words: ['own', 'quoted'], step: ['month', 'day', 'week', 'year'] }, store)
  );
}

export function chooseContext(workspace: WorkspaceStore, change: Partial<ContextChoices>, store?: ChoiceStore): void {
  const next = { ...contextChoices(workspace.get(), store), ...change };
  rememberChoices(KEY, next, store);
  workspace.set({ contextChoices: next });
}
