/** One export from the button to the file, as a component sees it. */
import { useEffect, useState } from 'react';
import type { Failure } from '../../../../corpus/errors.ts';
import type { ExportDone, ExportProgress } from '../../../../preload/contract/app-api.ts';
import { useServices } from '../../state/context.tsx';
import { numberedPath } from './places.ts';

export type ExportState =
  | { readonly step: 'ready' }
  | { readonly step: 'writing'; readonly path: string; readonly progress: ExportProgress | undefined }
  | { readonly step: 'done'; readonly done: ExportDone }
  | { readonly step: 'failed'; readonly path: string; readonly failure: Failure };

export interface Exporting {
  readonly state: ExportState;
  /** Writes to a path; never over a file that is there, unless told so. */
  start(what: { readonly format: string; readonly query: string }, path: string, overwrite?: boolean): Promise<void>;
  /** Writes beside files that are there, under the first number that is free. */
  keepBoth(what: { readonly format: string; readonly query: string }, path: string): Promise<void>;
  cancel(): Promise<void>;
  reset(): void;
}

/** Numbers tried beside a file that is there, before giving up. */
const MOST_NUMBERS = 100;

export function useExport(): Exporting {
  const { bridge } = useServices();
  const [state, setState] = useState<ExportState>({ step: 'ready' });
  useEffect(() => bridge.on('export:progress', (progress) => setState((now) => (now.step === 'writing' ? { ...now, progress } : now))), [bridge]);

  const start: Exporting['start'] = async (what, path, overwrite = false) => {
    setState({ step: 'writing', path, progress: undefined });
    const result = await bridge.call('export:start', { ...what, path, overwrite });
    setState(result.ok ? { step: 'done', done: await result.value } : { step: 'failed', path, failure: result.error });
  };
  return {
    state,
    start,
    async keepBoth(what, path) {
      let free = numberedPath(path);
      for (let tried = 0; tried < MOST_NUMBERS; tried += 1) {
        setState({ step: 'writing', path: free, progress: undefined });
        const result = await bridge.call('export:start', { ...what, path: free, overwrite: false });
        if (result.ok) return setState({ step: 'done', done: await result.value });
        if (result.error.kind !== 'exists') return setState({ step: 'failed', path: free, failure: result.error });
        free = numberedPath(free);
      }
      setState({ step: 'failed', path: free, failure: { kind: 'exists', message: `There are ${MOST_NUMBERS} files of this name already.` } });
    },
    async cancel() {
      const result = await bridge.call('export:cancel');
      if (!result.ok) setState((now) => (now.step === 'writing' ? { step: 'failed', path: now.path, failure: result.error } : now));
    },
    reset: () => setState({ step: 'ready' }),
  };
}
