/** All imports of this start of the app: one runs, the others wait in the order they came. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { CuttingsError } from '../../corpus/errors.ts';
import type { Mapping } from '../../corpus/mapping/mapping.ts';
import type { ImportId, ImportRun } from '../../corpus/records.ts';
import type { KeptFile } from '../../preload/contract/import-port.ts';
import { type ImportJob, ImportSession, type SessionDeps, type SessionEnd } from './session.ts';

export class Imports {
  readonly #deps: SessionDeps;
  readonly #waiting: ImportSession[] = [];
  readonly #ends = new Map<ImportId, Promise<SessionEnd>>();
  #running: ImportSession | undefined;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
  }

  /**
   * Imports files and folders (absolute paths), now or after those before; `names` is its title where their own names should not be.
   * `mapping` is for every table it fits, and remembered by their shapes. Resolves once the library knows of it; throws the store's failure.
   */
  async start(roots: readonly string[], names: readonly string[] = roots.map((root) => path.basename(root) || root), mapping?: Mapping): Promise<ImportId> {
    return this.#begin({ names, roots, paths: roots }, mapping);
  }

  /** Reads sources of the library once more from the bytes it keeps. Throws as `start` does. */
  async startKept(kept: readonly KeptFile[]): Promise<ImportId> {
    const paths = kept.map((file) => file.path);
    return this.#begin({ names: kept.map((file) => file.name), roots: paths, paths, kept });
  }

  /** Imports what an import that ended early left out. Throws `CuttingsError` kind `import-running`, or `nothing-missing` where it left out nothing. */
  async resume(id: ImportId): Promise<ImportId> {
    if (this.#find(id) !== undefined) throw new CuttingsError('import-running', 'This import is still running.');
    const rest = await this.#deps.store.call('import.missing', id);
    if (rest.paths.length === 0)
      throw new CuttingsError('nothing-missing', 'Every file of this import has come to an outcome; there is nothing left to import.');
    return this.#begin(rest);
  }

  /** Throws `CuttingsError` kind `no-import` for one that neither runs nor waits. */
  async cancel(id: ImportId): Promise<void> {
    if (this.#running?.job.id === id) {
      this.#running.cancel();
      return;
    }
    const at = this.#waiting.findIndex((session) => session.job.id === id);
    const [session] = at === -1 ? [] : this.#waiting.splice(at, 1);
    if (session === undefined) throw new CuttingsError('no-import', 'This import is not running.');
    const end = session.finish({ state: 'cancelled' });
    this.#resolveEnd(id, end);
    await end;
  }

  /** The files at hand are finished and stored, no further one is taken. Throws `CuttingsError` kind `no-import` for one that does not run. */
  pause(id: ImportId): void {
    this.#atWork(id).pause();
  }

  /** Goes on after a pause. Throws as `pause` does. */
  continue(id: ImportId): void {
    this.#atWork(id).continue();
  }

  /** How an import of this start ended; waits for it. Throws `CuttingsError` kind `no-import` for one this start did not begin. */
  async end(id: ImportId): Promise<SessionEnd> {
    const end = this.#ends.get(id);
    if (end === undefined) throw new CuttingsError('no-import', 'This import was not begun by this start of Cuttings.');
    return end;
  }

  /** Marks the imports that a crash left running as interrupted and gives them. To be called once, before the first start. */
  async recover(): Promise<readonly ImportRun[]> {
    return this.#deps.store.call('import.recover');
  }

  /** The store window has gone: the running import cannot go on. Those waiting can, with the next store window. */
  storeLost(reason: string): void {
    this.#running?.abandon(reason);
  }

  readonly #resolvers = new Map<ImportId, (end: SessionEnd | Promise<SessionEnd>) => void>();

  async #begin(what: Pick<ImportJob, 'names' | 'roots' | 'paths' | 'kept'>, given?: Mapping): Promise<ImportId> {
    const byShape = await this.#deps.store.call('mapping.all');
    const job: ImportJob = { ...what, mappings: { byShape, ...(given && { given }) }, id: newImportId(), startedAt: new Date().toISOString() };
    const { id, names, roots, startedAt } = job;
    await this.#deps.store.call('import.begin', { id, names, roots, startedAt });
    this.#ends.set(id, new Promise((resolve) => this.#resolvers.set(id, resolve)));
    this.#waiting.push(new ImportSession(job, this.#deps));
    this.#next();
    return id;
  }

  #next(): void {
    if (this.#running !== undefined) return;
    const session = this.#waiting.shift();
    if (session === undefined) return;
    this.#running = session;
    const end = session.run();
    this.#resolveEnd(session.job.id, end);
    void end.then(() => {
      this.#running = undefined;
      this.#next();
    });
  }

  #resolveEnd(id: ImportId, end: Promise<SessionEnd>): void {
    this.#resolvers.get(id)?.(end);
    this.#resolvers.delete(id);
  }

  #atWork(id: ImportId): ImportSession {
    if (this.#running?.job.id !== id) throw new CuttingsError('no-import', 'This import is not running.');
    return this.#running;
  }

  #find(id: ImportId): ImportSession | undefined {
    return this.#running?.job.id === id ? this.#running : this.#waiting.find((session) => session.job.id === id);
  }
}

/** Sorts by time: `i`, the milliseconds since 1970 in base 36, and chance. */
function newImportId(): ImportId {
  return `i${Date.now().toString(36)}-${randomBytes(4).toString('hex')}`;
}
