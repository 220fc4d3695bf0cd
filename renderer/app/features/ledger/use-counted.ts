import { type DependencyList, useEffect, useRef, useState } from 'react';
import { useHistory, useLive, useServices, useWorkspace } from '../../state/context.tsx';
import type { Services } from '../../state/services.ts';

/** Milliseconds the library must have been quiet before its sources are gone through again. */
const QUIET = 500;

/**
 * What a read that goes through all sources gives: when the view opens and its `deps` change, and again once the library, after an import, a correction or
 * its undoing, has come to rest. The former answer stays until then; `undefined` until the first. A failure is thrown at render, for the pane's error boundary.
 */
export function useCounted<T>(read: (reader: Services['reader']) => Promise<T>, deps: DependencyList): T | undefined {
  const { reader } = useServices();
  const totals = useLive((live) => live.totals(), []);
  const history = useHistory();
  const reading = useWorkspace((state) => state.dialog?.kind === 'anew');
  const [answer, setAnswer] = useState<{ readonly deps: DependencyList; readonly value: T }>();
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  const asked = useRef<DependencyList>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller lists what `read` depends on
  useEffect(() => {
    // while sources are read anew, they change all the time
    if (totals === undefined || reading) return undefined;
    let current = true;
    const count = (): void => {
      asked.current = deps;
      read(reader).then(
        (value) => current && setAnswer({ deps, value }),
        (error: unknown) => current && setFailure({ error }),
      );
    };
    const timer = setTimeout(count, asked.current !== undefined && same(asked.current, deps) ? QUIET : 0);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [reader, totals, history, reading, ...deps]);
  if (failure) throw failure.error;
  return answer !== undefined && same(answer.deps, deps) ? answer.value : undefined;
}

const same = (a: DependencyList, b: DependencyList): boolean => a.length === b.length && a.every((item, at) => Object.is(item, b[at]));
