/** Imports in the store window: batches come over a port of their own and are acknowledged once they are committed. */
import { CuttingsError, toFailure } from '../../corpus/errors.ts';
import type { ImportId } from '../../corpus/records.ts';
import type { ToParser, ToStore } from '../../preload/contract/import-port.ts';
import type { StoreCalls } from '../../preload/contract/store-rpc.ts';
import type { LibraryReader } from '../store/reader.ts';
import type { LibraryWriter } from '../store/writer.ts';

type ImportCall = 'import.begin' | 'import.plan' | 'import.end' | 'import.missing' | 'import.recover' | 'mapping.all' | 'mapping.set';
export type ImportHandlers = { readonly [M in ImportCall]: (...params: Parameters<StoreCalls[M]>) => Promise<ReturnType<StoreCalls[M]>> };

/** As much of a `MessagePort` as is needed. */
export interface ImportPort {
  postMessage(message: ToParser): void;
  onMessage(listener: (message: ToStore) => void): void;
}

/** Batches the parser may have under way: enough that neither side waits for the other, few enough to fit into memory. */
export const CREDITS = 4;

export function importHandlers(reader: Pick<LibraryReader, 'importRun'>, writer: LibraryWriter): ImportHandlers {
  return {
    'import.begin': (start) => writer.beginImport(start),
    'import.plan': (plan) => writer.planPaths(plan),
    'import.end': (end) => writer.endImport(end),
    'import.missing': async (id) => {
      const run = await reader.importRun(id);
      if (run === undefined) throw new CuttingsError('no-import', `The library has no import ${id}.`);
      // a plan that never became whole says nothing about what is missing: everything dropped is walked again
      const paths = run.planned === undefined ? run.roots : await writer.missingPaths(id);
      return { names: run.names, roots: run.roots, paths };
    },
    'import.recover': () => writer.recoverImports(),
    'mapping.all': () => writer.mappings(),
    'mapping.set': ({ shape, mapping }) => writer.saveMapping(shape, mapping),
  };
}

/** Writes the batches of one import in the order they come. After a batch that could not be stored nothing further is taken: the import has failed. */
export function serveImport(port: ImportPort, id: ImportId, writer: Pick<LibraryWriter, 'writeBatch'>): void {
  let refused = false;
  let writing: Promise<void> = Promise.resolve();
  const write = async ({ seq, items }: ToStore): Promise<void> => {
    if (refused) return;
    try {
      const totals = await writer.writeBatch({ importId: id, seq, items });
      port.postMessage({ type: 'ack', seq, totals });
      port.postMessage({ type: 'credit', batches: 1 });
    } catch (error) {
      refused = true;
      port.postMessage({ type: 'refused', seq, ...toFailure(error) });
    }
  };
  port.onMessage((batch) => {
    writing = writing.then(() => write(batch));
  });
  port.postMessage({ type: 'credit', batches: CREDITS });
}
