/** What no page may do, whatever it contains: leave, open windows, ask for devices, reach a network. */
import { app, session } from 'electron';
import type { Log } from './log.ts';
import { mayHave, mayNavigate, mayRequest } from './origin.ts';

/** Has to run before the app is ready. */
export function sandboxEverything(): void {
  // enableSandbox() takes --no-sandbox back, and Chromium does not start sandboxed as root (containers)
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // nothing is fetched behind the app's back either: no component updates, no names looked up
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { readonly url: string; preventDefault(): void }): void => {
      if (!mayNavigate(contents.getURL(), event.url)) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Locks the one session down. Runs once the app is ready, before the first window. */
export function lockSession(log: Log): void {
  const own = session.defaultSession;
  own.setPermissionRequestHandler((_contents, permission, answer, details) => answer(mayHave(permission, details.requestingUrl)));
  own.setPermissionCheckHandler((_contents, permission, origin) => mayHave(permission, origin));
  own.setDevicePermissionHandler(() => false);
  own.webRequest.onBeforeRequest((details, answer) => {
    const allowed = mayRequest(details.url);
    if (!allowed) log.warn(`blocked ${details.method} ${details.url}`);
    answer({ cancel: !allowed });
  });
  // the spell checker would fetch dictionaries
  own.setSpellCheckerEnabled(false);
}
