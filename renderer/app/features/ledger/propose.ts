/** What the analyst says of a source, on its way to the report of what it would change. */
import type { Correction, SourceId } from '../../../../corpus/records.ts';
import type { Services, WorkspaceStore } from '../../state/services.ts';
import { say } from '../tagging/actions.ts';
import { withCorrection, withoutCorrections } from './correcting.ts';

type Needs = Pick<Services, 'reader' | 'workspace'>;

/** Opens the report of what these corrections, in place of those a source has, would change. */
export function proposeCorrections(workspace: WorkspaceStore, source: SourceId, corrections: readonly Correction[]): void {
  workspace.set({ dialog: { kind: 'anew', request: { sources: [source], corrections } } });
}

/** Proposes that the selected text is of a class; as article, of the kind of block that is chosen. */
export async function sayItIs({ reader, workspace }: Needs, name: Correction['class']): Promise<void> {
  const { ledgerSelection, ledgerKind } = workspace.get();
  if (ledgerSelection === undefined) return;
  const { source, bytes } = ledgerSelection;
  const kept = await reader.corrections(source);
  const kind = name === 'article' && ledgerKind !== undefined ? { kind: ledgerKind } : {};
  proposeCorrections(workspace, source, withCorrection(kept, { bytes, class: name, ...kind }));
}

/** Proposes to take back what was said of the selected text; says so where nothing was. */
export async function takeBack({ reader, workspace }: Needs): Promise<void> {
  const { ledgerSelection } = workspace.get();
  if (ledgerSelection === undefined) return;
  const kept = await reader.corrections(ledgerSelection.source);
  const rest = withoutCorrections(kept, ledgerSelection.bytes);
  if (rest.length === kept.length) say({ workspace }, 'You have corrected nothing of the selected text.');
  else proposeCorrections(workspace, ledgerSelection.source, rest);
}
