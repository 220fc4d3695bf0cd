import { type SourceChange, sizeOfChange } from '../../corpus/changes.ts';
import { CuttingsError, toFailure } from '../../corpus/errors.ts';
import type { SourceId } from '../../corpus/records.ts';
import type { AnewSource, LibraryCommands } from '../store/commands.ts';
import type { AnewClient, AnewFailure, AnewProgress } from './contract.ts';
import type { AnewAnswer, AnewPort, AnewQuestion } from './protocol.ts';
import { startAnewWorker } from './start-worker.ts';

/** A part is written when it holds so many sources, or so many bytes of them. */
const PART_SOURCES = 50;
const PART_BYTES = 4 * 1024 * 1024;

interface Waiting {
  resolve(answer: AnewAnswer): void;
  reject(error: Error): void;
}

/** The window's client over the worker that reads sources anew, which is started with the first report. What is accepted goes through `commands`. */
export function createAnewClient(commands: Pick<LibraryCommands, 'readAnew'>, start: () => AnewPort = startAnewWorker): AnewClient {
  const ask = asking(start);
  // what each source was like when it was compared
  const seen = new WeakMap<SourceChange, string>();

  return {
    async propose(request, onProgress, signal) {
      const { sources, withoutBytes } = await ask.now('list', { ask: 'list', sources: request.sources }, signal);
      const { corrections } = request;
      const changes: SourceChange[] = [];
      const failed: AnewFailure[] = [];
      for (const [done, { id, name }] of sources.entries()) {
        onProgress({ done, of: sources.length });
        try {
          const compared = await ask.now('compare', { ask: 'compare', source: id, ...(corrections && { corrections }) }, signal);
          if (compared.change === undefined) continue;
          seen.set(compared.change, compared.seen);
          changes.push(compared.change);
        } catch (error) {
          failed.push(failureOf(id, name, error));
        }
      }
      onProgress({ done: sources.length, of: sources.length });
      changes.sort((a, b) => sizeOfChange(b) - sizeOfChange(a));
      const unchanged = sources.length - changes.length - failed.length;
      return { request, sources: sources.length + withoutBytes, unchanged, withoutBytes, changes, ...(failed.length > 0 && { failed }) };
    },

    async accept({ request: { corrections }, changes }, onProgress, signal) {
      const one = changes.length === 1;
      const failed: AnewFailure[] = [];
      let written = 0;
      let done = 0;
      const tell = (): void => onProgress({ done, of: changes.length } satisfies AnewProgress);
      const fail = (id: SourceId, name: string, error: unknown): void => {
        if (one) throw error;
        failed.push(failureOf(id, name, error));
      };
      const write = async (part: readonly AnewSource[]): Promise<void> => {
        if (part.length === 0) return;
        try {
          await commands.readAnew(part, one);
          written += part.length;
        } catch (error) {
          const [{ parsed } = { parsed: undefined }] = part;
          if (part.length > 1) for (const source of part) await write([source]);
          else if (parsed) fail(parsed.id, parsed.name, error);
        }
      };
      let part: AnewSource[] = [];
      let bytes = 0;
      tell();
      for (const change of changes) {
        if (signal.aborted) break;
        try {
          const read = await ask.now('read', { ask: 'read', source: change.source, ...(corrections && { corrections }) }, signal);
          if (read.seen !== seen.get(change)) throw changedSince(change.name);
          part.push(read.source);
          bytes += read.source.parsed.bytes;
        } catch (error) {
          if (signal.aborted) break;
          fail(change.source, change.name, error);
        }
        done++;
        if (part.length >= PART_SOURCES || bytes >= PART_BYTES) {
          await write(part);
          [part, bytes] = [[], 0];
          tell();
        }
      }
      if (!signal.aborted) await write(part);
      tell();
      return { written, ...(failed.length > 0 && { failed }) };
    },

    close: ask.close,
  };
}

function changedSince(name: string): CuttingsError {
  return new CuttingsError('changed-since', `“${name}” has changed in the library since the report was made. Nothing of it was changed; look at it again.`);
}

/** What is wrong with one source; an end of the whole is thrown on. */
function failureOf(source: SourceId, name: string, error: unknown): AnewFailure {
  if (!(error instanceof CuttingsError) || ENDS.has(error.kind)) throw error;
  return { source, name, failure: toFailure(error) };
}

const ENDS = new Set(['anew-failed', 'anew-closed', 'library-unopened', 'newer-library']);

/** Questions to the worker, each answered by its number. */
function asking(start: () => AnewPort) {
  const waiting = new Map<number, Waiting>();
  let worker: AnewPort | undefined;
  let last = 0;
  let closed = false;
  const end = (error: CuttingsError): void => {
    const all = [...waiting.values()];
    waiting.clear();
    for (const { reject } of all) reject(error);
  };
  const running = (): AnewPort => {
    if (worker !== undefined) return worker;
    const port = start();
    worker = port;
    port.addEventListener('message', ({ data }) => {
      const asked = waiting.get(data.id);
      waiting.delete(data.id);
      if ('answer' in data) asked?.resolve(data.answer);
      else asked?.reject(new CuttingsError(data.failure.kind, data.failure.message));
    });
    port.addEventListener('error', ({ message }) => {
      port.terminate();
      worker = undefined;
      end(new CuttingsError('anew-failed', `Reading anew broke off: ${message}`));
    });
    return port;
  };
  return {
    /** Rejects with an `AbortError` as soon as `signal` says so; with `CuttingsError` as the worker does, or kind `anew-failed` or `anew-closed`. */
    async now<A extends AnewQuestion['ask']>(kind: A, question: AnewQuestion, signal: AbortSignal): Promise<Extract<AnewAnswer, { readonly ask: A }>> {
      if (closed) throw new CuttingsError('anew-closed', 'Reading anew has been closed.');
      last += 1;
      const id = last;
      const stopped = new DOMException('Reading anew was stopped.', 'AbortError');
      if (signal.aborted) throw stopped;
      const stop = (): void => waiting.get(id)?.reject(stopped);
      signal.addEventListener('abort', stop);
      try {
        const answer = await new Promise<AnewAnswer>((resolve, reject) => {
          waiting.set(id, { resolve, reject });
          running().postMessage({ id, ...question });
        });
        if (!isAnswer(answer, kind)) throw new CuttingsError('anew-failed', `Reading anew answered “${answer.ask}” where it was asked “${kind}”.`);
        return answer;
      } finally {
        waiting.delete(id);
        signal.removeEventListener('abort', stop);
      }
    },
    close(): void {
      closed = true;
      end(new CuttingsError('anew-closed', 'Reading anew has been closed.'));
      worker?.terminate();
    },
  };
}

function isAnswer<A extends AnewQuestion['ask']>(answer: AnewAnswer, kind: A): answer is Extract<AnewAnswer, { readonly ask: A }> {
  return answer.ask === kind;
}
