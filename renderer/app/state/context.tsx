/** How components reach the services, the workspace and live data. */
import { createContext, type DependencyList, startTransition, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { HistoryState } from '../../store/commands.ts';
import type { LibraryReader } from '../../store/reader.ts';
import type { Services } from './services.ts';
import type { Workspace } from './workspace.ts';

export const ServicesContext = createContext<Services | undefined>(undefined);

/** The window's services; throws outside `ServicesContext`. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === undefined) throw new Error('no services above this component');
  return services;
}

/** One part of the workspace; the component renders again only when that part is another. */
export function useWorkspace<T>(select: (workspace: Workspace) => T): T {
  const { workspace } = useServices();
  return useSyncExternalStore(workspace.subscribe, () => select(workspace.get()));
}

/** The query whose words are marked in texts: that of the lists, after they have changed, in a task of its own that gives way to keys. */
export function useMarkedQuery(): string {
  const { workspace } = useServices();
  const [query, setQuery] = useState(() => workspace.get().query);
  useEffect(() => {
    let last: string | undefined;
    const take = (): void => {
      const next = workspace.get().query;
      if (next !== last) startTransition(() => setQuery(next));
      last = next;
    };
    take();
    return workspace.subscribe(take);
  }, [workspace]);
  return query;
}

type Answer<T> = { readonly deps: DependencyList; readonly value: T } | { readonly deps: DependencyList; readonly error: unknown };

const sameDeps = (a: DependencyList, b: DependencyList): boolean => a.length === b.length && a.every((item, at) => Object.is(item, b[at]));

/**
 * What `read` gives, again whenever what it read has changed; `undefined` until the first answer to these `deps`.
 * A failed read is thrown at render, for the pane's error boundary.
 */
export function useLive<T>(read: (reader: LibraryReader) => Promise<T>, deps: DependencyList): T | undefined {
  const { live } = useServices();
  const [answer, setAnswer] = useState<Answer<T> | undefined>(() => {
    const known = live(read).latest?.();
    return known && { deps, value: known.value };
  });
  // `deps` names all that `read` depends on, as for useEffect
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller lists what `read` depends on
  useEffect(
    () =>
      live(read).subscribe(
        (value) => setAnswer({ deps, value }),
        (error) => setAnswer({ deps, error }),
      ),
    [live, ...deps],
  );
  if (answer === undefined || !sameDeps(answer.deps, deps)) return undefined;
  if ('error' in answer) throw answer.error;
  return answer.value;
}

/** The words of the next undo and redo. */
export function useHistory(): HistoryState {
  const { commands } = useServices();
  const [history, setHistory] = useState(commands.history());
  useEffect(() => {
    setHistory(commands.history());
    return commands.onHistory(setHistory);
  }, [commands]);
  return history;
}
