/** Who may call main. Pure. */
import { ORIGIN } from './origin.ts';

/** As much of a frame as the check needs. */
export interface SenderFrame {
  readonly origin: string;
  readonly parent: unknown;
}

/** A call counts only when it comes from the main frame of the app window, showing our own origin. A frame that is gone is nobody. */
export function isTrustedSender(sender: { readonly id: number }, frame: SenderFrame | null, appWindow: { readonly id: number } | undefined): boolean {
  return appWindow !== undefined && sender.id === appWindow.id && frame !== null && frame.parent === null && frame.origin === ORIGIN;
}
