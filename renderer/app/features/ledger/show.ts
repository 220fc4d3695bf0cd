/** The way to a source's place in the ledger. */
import type { ByteRange, SourceId } from '../../../../corpus/records.ts';
import type { WorkspaceStore } from '../../state/services.ts';

/** Shows a source in the ledger view, with a range of it selected where one is given. */
export function showInLedger(workspace: WorkspaceStore, source: SourceId, bytes?: ByteRange): void {
  const ledgerSelection = bytes !== undefined && bytes[1] > bytes[0] ? { source, bytes } : undefined;
  workspace.set({ view: 'ledger', ledgerList: 'all', ledgerSource: source, ledgerSelection, dialog: undefined, selected: new Set(), coding: undefined });
}
