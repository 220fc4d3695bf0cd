import { useEffect, useMemo, useState } from 'react';
import type { AnewRequest } from '../../../anew/contract.ts';
import { useServices } from '../../state/context.tsx';
import { type AnewSession, type AnewState, anewSession } from './session.ts';

/** A session that begins with a request, where there is one, and is stopped when the dialog goes. A stopped reading goes back to the choice, or away. */
export function useAnew(first: AnewRequest | undefined, close: () => void): { readonly state: AnewState; readonly session: AnewSession } {
  const { anew } = useServices();
  const [state, setState] = useState<AnewState>({ step: 'choosing' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: one session for as long as the dialog is there; closing is always the same
  const session = useMemo(() => anewSession(anew, setState, () => (first === undefined ? setState({ step: 'choosing' }) : close())), [anew, first]);
  useEffect(() => {
    if (first !== undefined) session.propose(first);
    return () => session.end();
  }, [session, first]);
  return { state, session };
}
