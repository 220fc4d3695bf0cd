/** The app's start, from top to bottom. */
import { app } from 'electron';
import { filesGiven, libraryFolder, ownArguments } from './arguments.ts';
import { FilesFromOutside, handOver, startDesktop } from './desktop.ts';
import { openLog } from './log.ts';
import { placesIn } from './places.ts';
import { registerScheme, serveApp } from './protocol.ts';
import { lockSession, sandboxEverything } from './security.ts';

const cwd = process.cwd();
const args = ownArguments(process.argv, process.defaultApp === true);
const chosen = libraryFolder(args, process.env, cwd);
// before anything else: the lock, the database and the log all lie in the library's folder
if (chosen !== undefined) app.setPath('userData', chosen);
const folder = app.getPath('userData');
const places = placesIn(app.getAppPath());
const log = openLog(folder);
log.info(`Cuttings ${app.getVersion()}, Electron ${process.versions.electron}, library ${folder}`);

sandboxEverything();
registerScheme();

const files = filesGiven(args, cwd);
if (handOver(files)) {
  app.quit();
} else {
  const outside = new FilesFromOutside(files);
  // not awaited at the top level: Electron is not ready before this module has been read to its end
  void app.whenReady().then(() => {
    serveApp(places.renderers, log);
    lockSession(log);
    startDesktop({ folder, places, log }, outside);
  });
}
