/** One handler for every key of the window; what a key does is in the commands. */
import { toFailure } from '../../../corpus/errors.ts';
import { onMac } from '../ui/keys.ts';
import type { AppCommand } from './commands.ts';
import type { Services } from './services.ts';
import type { View } from './workspace.ts';

/** The parts of a key event that decide what it means. */
export interface Chord {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Where the keyboard is. */
export type KeyPlace = 'page' | 'control' | 'text' | 'dialog';

/** Chords that text fields need for themselves. */
const EDITING = new Set(['mod+z', 'mod+shift+z', 'mod+y', 'mod+a', 'mod+c', 'mod+x', 'mod+v']);

/** A key event as commands write it: `mod+shift+z`, `?`, `shift+j`, `arrowdown`. Shift is left out where it only makes the character. */
export function chordOf(event: Chord, mac: boolean): string {
  const parts: string[] = [];
  if (mac ? event.metaKey : event.ctrlKey) parts.push('mod');
  if (mac ? event.ctrlKey : event.metaKey) parts.push(mac ? 'ctrl' : 'meta');
  if (event.altKey) parts.push('alt');
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const character = event.key.length === 1 && event.key !== ' ';
  const letter = character && key !== event.key.toUpperCase();
  if (event.shiftKey && (!character || letter)) parts.push('shift');
  return [...parts, key].join('+');
}

/** The command a key event asks for at this place; plain keys do nothing in text fields, no key does anything behind a dialog. */
export function commandFor(commands: readonly AppCommand[], event: Chord, place: KeyPlace, mac: boolean, view?: View): AppCommand | undefined {
  if (place === 'dialog') return undefined;
  const chord = chordOf(event, mac);
  if (place === 'text' && (!chord.startsWith('mod+') || EDITING.has(chord))) return undefined;
  // a focused button or link answers these itself
  if (place === 'control' && (chord === 'enter' || chord === 'space')) return undefined;
  const having = commands.filter((command) => command.keys?.includes(chord));
  return having.find((command) => command.view !== undefined && command.view === view) ?? having.find((command) => command.view === undefined);
}

/** Runs a command and tells the analyst when it fails. A disabled command does nothing. */
export async function runCommand(command: AppCommand, services: Services, argument?: string): Promise<void> {
  if (command.enabled && !command.enabled(services.workspace.get())) return;
  try {
    await command.run(services, argument);
  } catch (error) {
    services.workspace.set({ toast: { text: `${command.title.replace(/…$/, '')}: ${toFailure(error).message}`, tone: 'bad' } });
  }
}

/** Where the keyboard is when an event goes to `target`. */
function placeOf(target: EventTarget | null): KeyPlace {
  if (document.querySelector('dialog[open]') !== null) return 'dialog';
  if (!(target instanceof HTMLElement)) return 'page';
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return 'text';
  if (target instanceof HTMLInputElement) return target.type === 'checkbox' || target.type === 'radio' || target.type === 'button' ? 'control' : 'text';
  return target.closest('button, a[href], [role="button"], [role="menuitem"]') === null ? 'page' : 'control';
}

/** Listens on the window until the returned function is called. */
export function listenToKeys(services: Services, commands: readonly AppCommand[]): () => void {
  const listener = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const command = commandFor(commands, event, placeOf(event.target), onMac, services.workspace.get().view);
    if (command === undefined || (command.enabled && !command.enabled(services.workspace.get()))) return;
    event.preventDefault();
    void runCommand(command, services);
  };
  window.addEventListener('keydown', listener);
  return () => window.removeEventListener('keydown', listener);
}
