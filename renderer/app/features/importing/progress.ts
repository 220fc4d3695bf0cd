/** The progress of imports, for every part of the window that shows it. */
import { useEffect, useSyncExternalStore } from 'react';
import type { ImportId } from '../../../../corpus/records.ts';
import type { AppBridge, ImportProgress } from '../../../../preload/contract/app-api.ts';
import { useServices } from '../../state/context.tsx';

export interface ProgressStore {
  /** The import under way: the one being read, else the first that waits. */
  current(): ImportProgress | undefined;
  /** What was last heard of an import, also after it has ended. */
  of(id: ImportId): ImportProgress | undefined;
  subscribe(listener: () => void): () => void;
  /** Hears of each import once, when it has ended. */
  onEnd(listener: (progress: ImportProgress) => void): () => void;
}

const stores = new WeakMap<object, ProgressStore>();

const isReading = ({ state }: ImportProgress): boolean => state === 'running' || state === 'walking' || state === 'paused';

/** One store a bridge: it listens from its first use to the end of the window. */
export function progressStore(bridge: Pick<AppBridge, 'on'>): ProgressStore {
  const made = stores.get(bridge);
  if (made) return made;
  const heard = new Map<ImportId, ImportProgress>();
  const listeners = new Set<() => void>();
  const endListeners = new Set<(progress: ImportProgress) => void>();
  bridge.on('import:progress', (progress) => {
    const before = heard.get(progress.id);
    heard.set(progress.id, progress);
    const ended = !isUnderWay(progress) && (before === undefined || isUnderWay(before));
    for (const listener of [...listeners]) listener();
    if (ended) for (const listener of [...endListeners]) listener(progress);
  });
  const store: ProgressStore = {
    current() {
      const all = [...heard.values()];
      return all.find(isReading) ?? all.find(isUnderWay);
    },
    of: (id) => heard.get(id),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onEnd(listener) {
      endListeners.add(listener);
      return () => endListeners.delete(listener);
    },
  };
  stores.set(bridge, store);
  return store;
}

/** Whether an import has not ended yet. */
function isUnderWay(progress: ImportProgress): boolean {
  return isReading(progress) || progress.state === 'waiting';
}

/** The import under way; undefined when none is. */
export function useImportProgress(): ImportProgress | undefined {
  const store = progressStore(useServices().bridge);
  return useSyncExternalStore(store.subscribe, store.current);
}

/** Calls `ended` once for each import that ends while the component is there. */
export function useImportEnd(ended: (progress: ImportProgress) => void): void {
  const store = progressStore(useServices().bridge);
  useEffect(() => store.onEnd(ended), [store, ended]);
}
