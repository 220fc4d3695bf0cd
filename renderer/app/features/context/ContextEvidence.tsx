import { useEffect, useRef } from 'react';
import { toFailure } from '../../../../corpus/errors.ts';
import { useServices, useWorkspace } from '../../state/context.tsx';
import { SourceDrawer } from '../reading/EvidenceDrawer.tsx';
import { evidenceOfRow } from './evidence.ts';
import { focusedRow } from './moving.ts';

/** The source below the rows; once open it follows the keyboard, from block to block of an article, too. */
export function ContextEvidence() {
  const { reader, workspace } = useServices();
  const evidence = useWorkspace((state) => state.evidence);
  const row = useWorkspace(focusedRow);
  const isOpen = evidence !== undefined;
  const before = useRef(row);
  useEffect(() => {
    const moved = before.current !== row;
    before.current = row;
    if (!isOpen || !moved || row === undefined) return;
    let current = true;
    evidenceOfRow(reader, row).then(
      (next) => current && next && workspace.set({ evidence: next }),
      (error: unknown) => current && workspace.set({ toast: { text: toFailure(error).message, tone: 'bad' } }),
    );
    return () => {
      current = false;
    };
  }, [isOpen, row, reader, workspace]);
  if (evidence === undefined) return null;
  return (
    <SourceDrawer evidence={evidence} onShow={(next) => workspace.set({ evidence: next })} onClose={() => workspace.set({ evidence: undefined })} keys="e" />
  );
}
