/** The only user of `ipcMain`: every call of the contract is checked for its sender and its arguments, and answers as `Result`. */
import { ipcMain, type WebContents } from 'electron';
import { attempt, CuttingsError } from '../corpus/errors.ts';
import type { AppCalls, AppEvents } from '../preload/contract/app-api.ts';
import { isCall } from '../preload/contract/channels.ts';
import { checkArguments } from './ipc-arguments.ts';
import type { Log } from './log.ts';
import { isTrustedSender } from './sender.ts';

export type Handlers = { readonly [C in keyof AppCalls]: (...args: Parameters<AppCalls[C]>) => ReturnType<AppCalls[C]> | Promise<ReturnType<AppCalls[C]>> };

/** Answers the app window's calls. `appWindow` gives the contents of the window that exists just then. */
export function serveCalls(handlers: Handlers, appWindow: () => WebContents | undefined, log: Log): void {
  for (const channel of Object.keys(handlers)) {
    if (!isCall(channel)) throw new Error(`no such call: ${channel}`);
    ipcMain.handle(channel, async (event, ...args: unknown[]) => {
      const answer = await attempt(() => {
        if (!isTrustedSender(event.sender, event.senderFrame, appWindow()))
          throw new CuttingsError('refused', `The call ${channel} was refused: it did not come from the app window.`);
        return run(handlers, channel, args);
      });
      if (!answer.ok && (answer.error.kind === 'unexpected' || answer.error.kind === 'refused')) log.error(`${channel}: ${answer.error.message}`);
      return answer;
    });
  }
}

function run<C extends keyof AppCalls>(handlers: Handlers, channel: C, args: readonly unknown[]): ReturnType<AppCalls[C]> | Promise<ReturnType<AppCalls[C]>> {
  return handlers[channel](...checkArguments(channel, args));
}

/** Tells the app window something; nobody hears it when there is no window. */
export function tell<E extends keyof AppEvents>(contents: WebContents | undefined, event: E, payload: AppEvents[E]): void {
  if (contents === undefined || contents.isDestroyed()) return;
  contents.send('cuttings:event', event, payload);
}
