/** The keyboard on the rows of words in context: the row it is on is the record that commands act on. */
import { CuttingsError, toFailure } from '../../../../corpus/errors.ts';
import type { ConcordanceRow } from '../../../search/client.ts';
import type { Services, WorkspaceStore } from '../../state/services.ts';
import { articleOf, isComment } from '../../state/targets.ts';
import type { Workspace } from '../../state/workspace.ts';

export const isSuperseded = (error: unknown): boolean => error instanceof CuttingsError && error.kind === 'superseded';

/** What commands act on while the keyboard is on a row; nothing while the row is not read yet, lest they act on another. */
function targetOf(row: ConcordanceRow | undefined): { readonly [K in 'focused' | 'open' | 'openComment']: Workspace[K] | undefined } {
  if (row === undefined) return { focused: undefined, open: undefined, openComment: undefined };
  const { target } = row;
  return { focused: target, open: articleOf(target), openComment: isComment(target) ? target : undefined };
}

/** Puts the keyboard on a row, held within the rows there are. */
export async function focusRow(workspace: WorkspaceStore, index: number): Promise<void> {
  const { context } = workspace.get();
  if (context === undefined || context.rows.length === 0) {
    workspace.set({ contextRow: undefined, ...targetOf(undefined) });
    return;
  }
  const at = Math.min(context.rows.length - 1, Math.max(0, index));
  workspace.set({ contextRow: at, ...targetOf(context.rows.at(at)) });
  if (context.rows.at(at) !== undefined) return;
  try {
    await context.rows.load(at, at + 1);
  } catch (error) {
    if (!isSuperseded(error)) workspace.set({ toast: { text: toFailure(error).message, tone: 'bad' } });
    return;
  }
  const now = workspace.get();
  if (now.view === 'context' && now.context === context && now.contextRow === at) workspace.set(targetOf(context.rows.at(at)));
}

/** Moves the keyboard `by` rows; from nowhere to the first or the last. */
export function stepContext(workspace: WorkspaceStore, by: number): void {
  const { context, contextRow } = workspace.get();
  if (context === undefined) return;
  void focusRow(workspace, contextRow === undefined ? (by > 0 ? 0 : context.rows.length - 1) : contextRow + by);
}

/** The row the keyboard is on, where it has been read. */
export function focusedRow({ context, contextRow }: Pick<Workspace, 'context' | 'contextRow'>): ConcordanceRow | undefined {
  return contextRow === undefined ? undefined : context?.rows.at(contextRow);
}

/** Opens the focused row's record in the reader, at the hit's block, beside the list it is in. */
export function openHit({ workspace }: Pick<Services, 'workspace'>): void {
  const row = focusedRow(workspace.get());
  if (row === undefined) return;
  workspace.set({ view: isComment(row.target) ? 'comments' : 'articles', selected: new Set(), ...targetOf(row), openBlock: row.block });
}
