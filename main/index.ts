/** The app's start, from top to bottom. */
import path from 'node:path';
import { app, dialog } from 'electron';
import { toFailure } from '../corpus/errors.ts';
import { filesGiven, libraryFolder, ownArguments } from './arguments.ts';
import { parseCommandLine } from './cli/args.ts';
import { answerAndExit, startCommand } from './cli/start.ts';
import { FilesFromOutside, handOver, startDesktop } from './desktop.ts';
import { prepareLibraryFolder } from './library-folder.ts';
import { openLog } from './log.ts';
import { placesIn } from './places.ts';
import { registerScheme, serveApp } from './protocol.ts';
import { lockSession, sandboxEverything } from './security.ts';

const cwd = process.cwd();
const args = ownArguments(process.argv, process.defaultApp === true);
const line = parseCommandLine(args, process.env.CUTTINGS_COMMAND === '1');
if (line.kind === 'command' || line.kind === 'desktop') {
  try {
    start(line);
  } catch (error) {
    refuse(toFailure(error).message);
  }
} else answerAndExit(line);

function start(line: Extract<ReturnType<typeof parseCommandLine>, { kind: 'command' | 'desktop' }>): void {
  const given = line.kind === 'command' ? line.command.library : undefined;
  const chosen = given === undefined ? libraryFolder(line.kind === 'command' ? [] : args, process.env, cwd) : path.resolve(cwd, given);
  // before anything else: the lock, the database and the log all lie in the library's folder
  if (chosen !== undefined) app.setPath('userData', chosen);
  const folder = app.getPath('userData');
  prepareLibraryFolder(folder);
  const places = placesIn(app.getAppPath());
  const log = openLog(folder);
  log.info(`Cuttings ${app.getVersion()}, Electron ${process.versions.electron}, library ${folder}`);

  sandboxEverything();
  registerScheme();

  const prepare = (): void => {
    serveApp(places.renderers, log);
    lockSession(log);
  };
  if (line.kind === 'command') {
    void startCommand({ command: line.command, args, cwd, folder, places, log, prepare });
    return;
  }
  const files = filesGiven(args, cwd);
  if (handOver(files)) {
    app.quit();
    return;
  }
  const outside = new FilesFromOutside(files);
  // not awaited at the top level: Electron is not ready before this module has been read to its end
  void app.whenReady().then(() => {
    performance.mark('cuttings:ready');
    prepare();
    startDesktop({ folder, places, log }, outside);
  });
}

/** A start that cannot be: told in a window of the system's where no terminal may be watching (on Linux that, too, goes to standard error). */
function refuse(message: string): void {
  if (line.kind === 'desktop') dialog.showErrorBox('Cuttings cannot start', message);
  else process.stderr.write(`cuttings: ${message}\n`);
  app.exit(2);
}
