/** Starting a parser process and bringing it together with the store window. */
import { MessageChannelMain, utilityProcess } from 'electron';
import type { ParserToMain } from '../../preload/contract/import-port.ts';
import type { Log } from '../log.ts';
import type { StoreWindow } from '../windows/store-window.ts';
import type { ImportJob, Parser } from './session.ts';

/** `entry`: the built file of `parser-process.ts`. Throws `CuttingsError` kind `store-gone` when there is no store window to feed. */
export function startParser(entry: string, store: StoreWindow, job: ImportJob, log: Log): Parser {
  const { port1, port2 } = new MessageChannelMain();
  store.hand({ cuttingsPort: 'import', import: job.id }, port2);
  const child = utilityProcess.fork(entry, [], { serviceName: 'Cuttings parser', stdio: 'pipe' });
  child.stderr?.on('data', (chunk: Buffer) => log.warn(`parser: ${chunk.toString('utf8').trimEnd()}`));
  // ours writes nothing to stdout, but a full pipe would stop it
  child.stdout?.resume();
  child.postMessage({ type: 'start', import: job.id, paths: job.paths, mappings: job.mappings, ...(job.kept && { kept: job.kept }) }, [port1]);
  return {
    postMessage: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', (message: ParserToMain) => listener(message));
    },
    onExit: (listener) => {
      child.on('exit', listener);
    },
    kill: () => {
      child.kill();
    },
  };
}
