/** Commands that main asks for: menu items, and what a second start hands over. */
import type { AppEvents } from '../../../preload/contract/app-api.ts';
import { runCommand } from './keyboard.ts';
import { commands } from './registry.ts';
import type { Services } from './services.ts';

/** Whether the keyboard is in a text field, which undoes its own typing. */
function inTextField(): boolean {
  const element = document.activeElement;
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type !== 'checkbox' && element.type !== 'radio');
}

/** Runs the command with an id; says so where the window has none by that name. */
export function runFromMenu(services: Services, { id, argument }: AppEvents['command:run']): void {
  if ((id === 'undo' || id === 'redo') && inTextField()) {
    // the only way into a text field's own history
    document.execCommand(id);
    return;
  }
  const command = commands.find((each) => each.id === id);
  if (command === undefined) services.workspace.set({ toast: { text: `This window has no command “${id}”.`, tone: 'bad' } });
  else void runCommand(command, services, argument);
}
