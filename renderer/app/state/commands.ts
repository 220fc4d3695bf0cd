/** Every command of the window has an id, a name and perhaps keys: the menu, the palette, the key list and the keyboard all use this one list. */
import type { Services } from './services.ts';
import type { View, Workspace } from './workspace.ts';

export interface AppCommand {
  readonly id: string;
  /** “Tag…”, as menus write it. */
  readonly title: string;
  readonly group: 'Library' | 'Go' | 'Tag' | 'Filter' | 'Ledger' | 'View' | 'Help';
  /** `mod+k`, `t`, `shift+j`; `mod` is Ctrl, on macOS Cmd. Plain keys work only outside text fields. */
  readonly keys?: readonly string[];
  /** Its keys work only in this view, where they go before those of commands without one. */
  readonly view?: View;
  enabled?(workspace: Workspace): boolean;
  run(services: Services, argument?: string): void | Promise<void>;
}
