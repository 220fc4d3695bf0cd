/**
 * The threads that read pages. A page that kills its thread, takes more memory than a thread may have, or comes to no end costs that page alone:
 * it gets an error that says so, and a new thread goes on with the others.
 */
import { CuttingsError } from '../../corpus/errors.ts';
import type { FileError } from '../../corpus/records.ts';
import { megabytes } from './file-errors.ts';
import type { Page, PageReading } from './page-reading.ts';

export interface ToThread {
  readonly job: number;
  readonly page: Page;
}

/** `ready` comes once, when the thread's code is there. */
export type FromThread = 'ready' | { readonly job: number; readonly reading: PageReading };

/** As much of a `Worker` as is needed. */
export interface Thread {
  postMessage(message: ToThread, transfer: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (message: FromThread) => void): unknown;
  on(event: 'error' | 'messageerror', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  terminate(): Promise<unknown>;
}

export interface PoolOptions {
  /** Threads at most; each is started when there is work for it. */
  readonly size: number;
  readonly start: () => Thread;
  /** Milliseconds that reading a page of so many bytes may take. */
  readonly patience?: (bytes: number) => number;
}

/** Pages a thread may have been given: the next one is there when it has finished one, however busy this thread is. */
const GIVEN = 3;
/** Above this many bytes a page is handed to its thread and not copied, and has it for itself. */
const SMALL = 1024 * 1024;

interface Job {
  readonly number: number;
  readonly page: Page;
  readonly bytes: number;
  readonly resolve: (reading: PageReading) => void;
  readonly reject: (error: Error) => void;
}

/** A thread and what it has been given, of which it works on the first. */
interface Desk {
  readonly thread: Thread;
  readonly jobs: Job[];
  ready: boolean;
  fault: Error | undefined;
  overdue: boolean;
  timer: NodeJS.Timeout | undefined;
}

/** Threads an import takes on a machine that runs `cores` at a time: one is left to the window, and more than eight wait for the database. */
export function poolSize(cores: number): number {
  return Math.min(8, Math.max(1, cores - 1));
}

/** A page of ordinary make takes a few milliseconds per 10 kB; a slow machine under load a hundred times that. */
export function usualPatience(bytes: number): number {
  return 120_000 + (bytes / 1024 / 1024) * 20_000;
}

export class ReadingPool {
  readonly #options: Required<PoolOptions>;
  readonly #waiting: Job[] = [];
  readonly #desks = new Set<Desk>();
  #size: number;
  #next = 0;
  #failure: CuttingsError | undefined;

  /** Starts the first thread. */
  constructor(options: PoolOptions) {
    this.#options = { patience: usualPatience, ...options };
    this.#size = options.size;
    this.#hire();
  }

  get size(): number {
    return this.#size;
  }

  /**
   * Reads a page; pages that are asked for first are begun first. The bytes of a large page are taken away from the caller. Rejects with
   * `CuttingsError` kind `no-reading` where no thread can be started at all, or the pool was closed.
   */
  read(page: Page): Promise<PageReading> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ number: this.#next++, page, bytes: page.bytes.length, resolve, reject });
      this.#deal();
    });
  }

  /** Ends all threads, whatever they do; what was not read is rejected. */
  async close(): Promise<void> {
    this.#stop(new CuttingsError('no-reading', 'Reading was stopped.'));
    await Promise.all([...this.#desks].map(({ thread }) => thread.terminate()));
  }

  #hire(): void {
    const desk: Desk = { thread: this.#options.start(), jobs: [], ready: false, fault: undefined, overdue: false, timer: undefined };
    this.#desks.add(desk);
    desk.thread.on('message', (message) => this.#receive(desk, message));
    desk.thread.on('error', (error) => {
      desk.fault = error;
    });
    desk.thread.on('messageerror', (error) => {
      desk.fault = error;
      void desk.thread.terminate();
    });
    desk.thread.on('exit', (code) => this.#leave(desk, code));
  }

  /** Gives waiting pages to the threads with the least to do, and starts another where all have something. */
  #deal(): void {
    for (;;) {
      const [job] = this.#waiting;
      if (job === undefined) return;
      const desk = [...this.#desks].filter((one) => hasRoom(one, job)).sort((a, b) => a.jobs.length - b.jobs.length)[0];
      const allBusy = desk === undefined || desk.jobs.length > 0;
      if (allBusy && this.#desks.size < this.#size) this.#hire();
      else if (desk === undefined) return;
      else {
        this.#waiting.shift();
        this.#give(desk, job);
      }
    }
  }

  #give(desk: Desk, job: Job): void {
    desk.jobs.push(job);
    if (desk.jobs.length === 1) this.#watch(desk);
    const bytes = ownBytes(job.page.bytes, isLarge(job));
    desk.thread.postMessage({ job: job.number, page: { ...job.page, bytes } }, [bytes.buffer]);
  }

  /** The time of the page at hand begins. */
  #watch(desk: Desk): void {
    clearTimeout(desk.timer);
    const [job] = desk.jobs;
    if (job === undefined || !desk.ready) return;
    desk.timer = setTimeout(() => {
      desk.overdue = true;
      void desk.thread.terminate();
    }, this.#options.patience(job.bytes));
  }

  #receive(desk: Desk, message: FromThread): void {
    // what it has still said is of no use once it has been given up
    if (desk.overdue || desk.fault !== undefined) return;
    if (message === 'ready') desk.ready = true;
    else if (desk.jobs[0]?.number === message.job) desk.jobs.shift()?.resolve(message.reading);
    this.#watch(desk);
    this.#deal();
  }

  /** A thread has ended: the page at hand is at fault, those behind it go to others. */
  #leave(desk: Desk, code: number): void {
    clearTimeout(desk.timer);
    this.#desks.delete(desk);
    if (this.#failure !== undefined) return;
    const [first, ...others] = desk.jobs;
    if (!desk.ready) {
      this.#waiting.unshift(...desk.jobs);
      // those there are do its work, and no other is tried; without any, no file could be read
      this.#size = this.#desks.size;
      if (this.#size === 0) this.#stop(cannotRead(desk.fault?.message ?? `code ${code}`));
      this.#deal();
      return;
    }
    first?.resolve({ error: errorOf(desk, code, first.bytes, this.#options.patience(first.bytes)) });
    this.#waiting.unshift(...others);
    if (this.#desks.size === 0) this.#hire();
    this.#deal();
  }

  #stop(failure: CuttingsError): void {
    this.#failure ??= failure;
    for (const desk of this.#desks) {
      clearTimeout(desk.timer);
      for (const job of desk.jobs.splice(0)) job.reject(this.#failure);
    }
    for (const job of this.#waiting.splice(0)) job.reject(this.#failure);
  }
}

function isLarge(job: Job): boolean {
  return job.bytes > SMALL;
}

/** A large page is not in another's way, and none in its: its bytes could not be given to a second thread. */
function hasRoom({ jobs }: Desk, job: Job): boolean {
  return jobs.length === 0 || (jobs.length < GIVEN && !isLarge(job) && !jobs.some(isLarge));
}

/** Bytes in a buffer of their own, to be given away: those handed in where they may be taken, else a copy. */
function ownBytes(bytes: Uint8Array, take: boolean): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = bytes;
  if (take && buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) return new Uint8Array(buffer, byteOffset, byteLength);
  return new Uint8Array(bytes);
}

function errorOf(desk: Desk, code: number, bytes: number, patience: number): FileError {
  const rest = 'The rest of the import is not touched by that.';
  if (desk.overdue)
    return {
      kind: 'unreadable',
      title: 'Takes too long',
      message: `Reading it had come to no end after ${duration(patience)} and was stopped, so nothing of it was imported; that is a fault of Cuttings. ${rest}`,
    };
  if (desk.fault !== undefined && 'code' in desk.fault && desk.fault.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return {
      kind: 'unreadable',
      title: 'Takes too much memory',
      message: `Reading it (${bytes < 1024 * 1024 ? 'less than 1 MB' : megabytes(bytes)}) took more memory than there is for one file, so nothing of it was imported. ${rest}`,
    };
  return {
    kind: 'unreadable',
    title: 'Reading failed',
    message: `Cuttings crashed on this file (${desk.fault?.message ?? `code ${code}`}), so nothing of it was imported; that is a fault of Cuttings. ${rest}`,
  };
}

function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}

function cannotRead(why: string): CuttingsError {
  return new CuttingsError('no-reading', `The threads that read files could not be started (${why}).`);
}
