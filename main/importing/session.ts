/** One import as main sees it: a parser process at work, its plan and end told to the store, its progress told to whoever watches. */
import { toFailure } from '../../corpus/errors.ts';
import type { MappingBook } from '../../corpus/mapping/mapping.ts';
import type { ImportId, ImportState, ImportTotals, SourceId } from '../../corpus/records.ts';
import type { ImportProgress } from '../../preload/contract/app-api.ts';
import type { KeptFile, MainToParser, ParserToMain } from '../../preload/contract/import-port.ts';
import type { Store } from '../store-client.ts';
import { NO_TOTALS } from './totals.ts';

/** A parser process; its port to the store has been handed over already. */
export interface Parser {
  postMessage(message: MainToParser): void;
  onMessage(listener: (message: ParserToMain) => void): void;
  /** Called once, when the process is no more. */
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

/** What is imported. `paths` are walked; `roots` are what the analyst dropped, `names` its title. */
export interface ImportJob {
  readonly id: ImportId;
  readonly names: readonly string[];
  readonly roots: readonly string[];
  readonly paths: readonly string[];
  /** Sources of the library to be read once more from their bytes; `paths` are theirs then, and nothing on disk is read. */
  readonly kept?: readonly KeptFile[];
  /** What the columns of tables mean, as far as somebody has said. */
  readonly mappings: MappingBook;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

export interface SessionDeps {
  readonly store: Store;
  /** Starts a process for the job and brings it together with the store window. Throws where that cannot be done. */
  readonly startParser: (job: ImportJob) => Parser;
  readonly report: (progress: ImportProgress) => void;
  readonly logError: (message: string, error?: unknown) => void;
}

export interface SessionEnd {
  readonly state: Exclude<ImportState, 'running' | 'interrupted'>;
  readonly reason?: string;
}

/** Milliseconds between two reports of the same state. */
const REPORT_INTERVAL = 100;
/** Milliseconds a cancelled parser has to finish its file. */
const CANCEL_PATIENCE = 20_000;

export class ImportSession {
  readonly #deps: SessionDeps;
  readonly #ended: Promise<SessionEnd>;
  #end: (end: SessionEnd) => void = () => undefined;
  #parser: Parser | undefined;
  #plans: Promise<void> = Promise.resolve();
  #state: ImportProgress['state'] = 'waiting';
  #planned = 0;
  #members = 0;
  #skipped = 0;
  #totals: ImportTotals = NO_TOTALS;
  #current: string | undefined;
  #startedAt = performance.now();
  #pausedAt: number | undefined;
  #paused = 0;
  #reportedAt = Number.NEGATIVE_INFINITY;

  constructor(
    readonly job: ImportJob,
    deps: SessionDeps,
  ) {
    this.#deps = deps;
    this.#ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#report();
  }

  /** Runs the import to its end, whatever that is; the store has been told of its begin. Never throws: what goes wrong is the import's end. */
  async run(): Promise<SessionEnd> {
    this.#startedAt = performance.now();
    this.#enter('walking');
    try {
      this.#work();
    } catch (error) {
      this.#end({ state: 'failed', reason: toFailure(error).message });
    }
    const end = await this.#ended;
    this.#parser?.kill();
    await this.#plans;
    return await this.finish(end);
  }

  /** Writes the end down and tells it. Also for an import that is cancelled before its turn. */
  async finish(end: SessionEnd): Promise<SessionEnd> {
    const told = await this.#tellStore(end);
    this.#enter(told.state, told.reason);
    return told;
  }

  /** What has been read so far stays. */
  cancel(): void {
    const parser = this.#parser;
    if (parser === undefined) return;
    parser.postMessage({ type: 'cancel', import: this.job.id });
    setTimeout(() => this.#end({ state: 'cancelled' }), CANCEL_PATIENCE).unref();
  }

  /** What has been read is stored, no further file is taken; a walk goes on to its end. */
  pause(): void {
    if (this.#pausedAt !== undefined || this.#parser === undefined) return;
    this.#pausedAt = performance.now();
    this.#parser.postMessage({ type: 'pause', import: this.job.id });
    if (this.#state === 'running') this.#enter('paused');
  }

  continue(): void {
    if (this.#pausedAt === undefined) return;
    this.#paused += performance.now() - this.#pausedAt;
    this.#pausedAt = undefined;
    this.#parser?.postMessage({ type: 'continue', import: this.job.id });
    if (this.#state === 'paused') this.#enter('running');
  }

  /** Ends the import as failed: what it depends on is gone. What was stored stays, and the import can be resumed. */
  abandon(reason: string): void {
    this.#end({ state: 'failed', reason });
  }

  #work(): void {
    const parser = this.#deps.startParser(this.job);
    this.#parser = parser;
    parser.onExit((code) =>
      this.#end({
        state: 'failed',
        reason: `The process that reads the files ended unexpectedly (code ${code}). What was stored before is safe; resume the import for the rest.`,
      }),
    );
    parser.onMessage((message) => this.#receive(message, parser));
  }

  #receive(message: ParserToMain, parser: Parser): void {
    switch (message.type) {
      case 'planned':
        this.#planned += message.paths.length;
        this.#skipped = message.skipped;
        this.#storePlan(message, parser);
        this.#reportSoon();
        return;
      case 'progress':
        this.#totals = message.totals;
        this.#current = message.current;
        this.#members = message.members;
        this.#reportSoon();
        return;
      case 'want':
        void this.#answer(message.id, parser);
        return;
      case 'ended':
        this.#end({ state: message.state, ...(message.reason === undefined ? {} : { reason: message.reason }) });
        return;
    }
  }

  async #answer(id: SourceId, parser: Parser): Promise<void> {
    const answer = { type: 'kept', import: this.job.id, id } as const;
    try {
      const packed = await this.#deps.store.call('source.packed', id);
      parser.postMessage(packed === undefined ? { ...answer, problem: 'The library does not keep the bytes of this file.' } : { ...answer, packed });
    } catch (error) {
      parser.postMessage({ ...answer, problem: toFailure(error).message });
    }
  }

  #storePlan(part: Extract<ParserToMain, { type: 'planned' }>, parser: Parser): void {
    this.#plans = this.#plans
      .then(() => this.#deps.store.call('import.plan', { id: this.job.id, paths: part.paths, last: part.last }))
      .then(() => {
        if (!part.last) return;
        parser.postMessage({ type: 'go', import: this.job.id });
        this.#enter(this.#pausedAt === undefined ? 'running' : 'paused');
      })
      .catch((error: unknown) => this.#end({ state: 'failed', reason: toFailure(error).message }));
  }

  async #tellStore(end: SessionEnd): Promise<SessionEnd> {
    const { id } = this.job;
    try {
      await this.#deps.store.call('import.end', { id, finishedAt: new Date().toISOString(), ...end });
      return end;
    } catch (error) {
      // the library still says `running`; the next start finds that and marks the import as interrupted
      this.#deps.logError(`the end of import ${id} could not be stored`, error);
      return { state: 'failed', reason: end.reason ?? toFailure(error).message };
    }
  }

  #enter(state: ImportProgress['state'], reason?: string): void {
    this.#state = state;
    this.#report(reason);
  }

  #reportSoon(): void {
    if (performance.now() - this.#reportedAt >= REPORT_INTERVAL) this.#report();
  }

  #report(reason?: string): void {
    this.#reportedAt = performance.now();
    this.#deps.report(this.#progress(reason));
  }

  #progress(reason?: string): ImportProgress {
    return {
      id: this.job.id,
      state: this.#state,
      names: this.job.names,
      planned: this.#planned + this.#members,
      totals: this.#totals,
      ...(this.#current === undefined ? {} : { current: this.#current }),
      skipped: this.#skipped,
      elapsed: Math.round((this.#pausedAt ?? performance.now()) - this.#startedAt - this.#paused),
      ...(reason === undefined ? {} : { reason }),
    };
  }
}
