/**
 * Commands without a window: what they need, and how their failures become exit codes. `start.ts` is the Electron side: `main/index.ts`
 * calls `startCommand` or `answerAndExit` by what `parseCommandLine` gives, and the desktop start calls `serveLibrary` for commands that
 * find its library in use.
 */
import { toFailure } from '../../corpus/errors.ts';
import type { Mapping } from '../../corpus/mapping/mapping.ts';
import type { ImportId, ImportState } from '../../corpus/records.ts';
import type { Store } from '../store-client.ts';
import { type Command, type CommandLine, parseCommandLine } from './args.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import type { Output } from './output.ts';
import { reindexCommand } from './reindex.ts';
import { searchCommand } from './search.ts';
import { statsCommand } from './stats.ts';
import { tagCommand } from './tag.ts';
import { USAGE } from './usage.ts';
import { verifyCommand } from './verify.ts';

/** As much of `Imports` as a command needs. */
export interface ImportRunner {
  /** Absolute paths; their own names where none are given; what the columns of tables mean. */
  start(paths: readonly string[], names?: readonly string[], mapping?: Mapping): Promise<ImportId>;
  /** Waits for the end of one that was started. */
  end(id: ImportId): Promise<{ readonly state: ImportState; readonly reason?: string }>;
  cancel(id: ImportId): Promise<void>;
}

export interface CommandServices {
  readonly store: Store;
  readonly imports: ImportRunner;
  /** Name and version of the app: `cuttings 0.1.0`. */
  readonly app: string;
  readonly output: Output;
  /** Where the command was called; relative paths are meant from there. */
  readonly cwd: string;
  /** Aborted when the command is interrupted, or the process that asked for it has gone. */
  readonly signal: AbortSignal;
}

/** 0: done. 1: something failed or differs. 2: the command line, a file it names or a query cannot be used. */
export type ExitCode = 0 | 1 | 2;

/** Failures that are the command line's: the same command will fail again until it is written differently. */
const USAGE_KINDS: ReadonlySet<string> = new Set([
  'arguments',
  'query',
  'format',
  'no-tag',
  'tag-name',
  'missing-file',
  'no-folder',
  'is-folder',
  'no-export-file',
  'mapping',
]);

/** Runs a command to its end. Never throws: what goes wrong is one line on standard error and the exit code. */
export async function runHeadless(command: Command, services: CommandServices): Promise<ExitCode> {
  try {
    return await run(command, services);
  } catch (error) {
    const failure = toFailure(error);
    services.output.note(`${command.name}: ${oneLine(failure.message)}`);
    return USAGE_KINDS.has(failure.kind) ? 2 : 1;
  }
}

/** Runs a command that another process has sent. */
export async function runForwarded(args: readonly string[], services: CommandServices): Promise<ExitCode> {
  const line = parseCommandLine(args, true);
  if (line.kind === 'command') return runHeadless(line.command, services);
  if (line.kind === 'desktop') throw new Error('what is no command cannot be forwarded');
  return answerWithoutLibrary(line, services.app, services.output);
}

/** Answers what needs no library. */
export function answerWithoutLibrary(line: Exclude<CommandLine, { kind: 'command' | 'desktop' }>, app: string, output: Output): ExitCode {
  switch (line.kind) {
    case 'help':
      output.result(USAGE.trimEnd());
      return 0;
    case 'version':
      output.result(app);
      return 0;
    case 'wrong':
      output.note(`cuttings: ${oneLine(line.message)} (--help tells more)`);
      return 2;
  }
}

function run(command: Command, services: CommandServices): Promise<ExitCode> {
  switch (command.name) {
    case 'import':
      return importCommand(command, services);
    case 'export':
      return exportCommand(command, services);
    case 'stats':
      return statsCommand(command, services);
    case 'search':
      return searchCommand(command, services);
    case 'tag':
      return tagCommand(command, services);
    case 'verify':
      return verifyCommand(command, services);
    case 'reindex':
      return reindexCommand(command, services);
  }
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
