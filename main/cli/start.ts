/** Electron's side of commands: a start without a window, and what the desktop app does for commands that find its library in use. */
import { app } from 'electron';
import { toFailure } from '../../corpus/errors.ts';
import { type OpenLibrary, openLibrary } from '../library.ts';
import type { Log } from '../log.ts';
import type { Places } from '../places.ts';
import type { Command, CommandLine } from './args.ts';
import { answerWithoutLibrary, type CommandServices, type ExitCode, runForwarded, runHeadless } from './headless.ts';
import { processOutput } from './output.ts';
import { type CommandServer, claimOrForward, forwardCommand, serveCommands, socketOf } from './server.ts';

/** How long a command waits for a process that has the library and takes no commands (yet). */
const PATIENCE = 20_000;

export interface CommandStart {
  readonly command: Command;
  /** The app's own arguments, as they were given. */
  readonly args: readonly string[];
  readonly cwd: string;
  /** The library's folder, which `userData` has been set to. */
  readonly folder: string;
  readonly places: Places;
  readonly log: Log;
  /** Serves the app's origin and locks its session, once Electron is ready. */
  readonly prepare: () => void;
}

/** Answers what needs no library and ends the app. */
export function answerAndExit(line: Exclude<CommandLine, { kind: 'command' | 'desktop' }>): void {
  const output = processOutput();
  const code = answerWithoutLibrary(line, appName(), output);
  void output.drained().then(() => app.exit(code));
}

/** Runs one command and ends the app with its exit code. */
export async function startCommand(start: CommandStart): Promise<void> {
  const output = processOutput();
  const abort = new AbortController();
  // A first interrupt lets the command end in order, a second one ends it. Electron itself answers interrupts by quitting.
  const interrupt = (): void => {
    if (abort.signal.aborted) app.exit(1);
    else abort.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  app.on('before-quit', (event) => {
    event.preventDefault();
    interrupt();
  });
  // no window is ever there, and that is no reason to end
  app.on('window-all-closed', () => undefined);
  let code: ExitCode = 1;
  try {
    code = await run(start, output, abort.signal);
  } catch (error) {
    output.note(`${start.command.name}: ${toFailure(error).message}`);
  }
  await output.drained();
  app.exit(code);
}

async function run(start: CommandStart, output: CommandServices['output'], signal: AbortSignal): Promise<ExitCode> {
  const { args, cwd, folder } = start;
  const claimed = await claimOrForward({
    forward: () => forwardCommand(socketOf(folder), { args, cwd }, output, signal),
    claim: () => app.requestSingleInstanceLock({ command: start.command.name }),
    patience: PATIENCE,
  });
  if (claimed !== 'claimed') return claimed;

  await app.whenReady();
  start.prepare();
  const library = openLibrary(start.places, start.log, { onImport: () => undefined, onFailure: () => undefined });
  library.open();
  const services: CommandServices = { store: library.store, imports: library.imports, app: appName(), output, cwd, signal };
  const served = await serveLibrary(folder, library, start.log);
  const code = await runHeadless(start.command, services);
  await served?.finish();
  library.quit();
  return code;
}

export interface ServedLibrary {
  /** Waits for the commands under way, then takes no more. */
  finish(): Promise<void>;
  /** Takes no more commands and ends those under way. */
  close(): Promise<void>;
}

/** Takes commands of other processes for an open library. `undefined` where that cannot be done: the log says why, and the app works without. */
export async function serveLibrary(folder: string, library: Pick<OpenLibrary, 'store' | 'imports'>, log: Log): Promise<ServedLibrary | undefined> {
  const underWay = new Set<Promise<ExitCode>>();
  let server: CommandServer;
  try {
    server = await serveCommands(socketOf(folder), ({ args, cwd }, output, signal) => {
      const work = runForwarded(args, { store: library.store, imports: library.imports, app: appName(), output, cwd, signal });
      underWay.add(work);
      return work.finally(() => underWay.delete(work));
    });
  } catch (error) {
    log.error('commands of other processes cannot be taken', error);
    return undefined;
  }
  return {
    finish: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
      await server.close();
    },
    close: () => server.close(),
  };
}

/** As exports state it. */
function appName(): string {
  return `cuttings ${app.getVersion()}`;
}
