/** How keys are written on screen. */

export const onMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);

const NAMES: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  enter: 'Enter',
  escape: 'Esc',
  space: 'Space',
  backspace: 'Backspace',
  delete: 'Del',
};
const MAC: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥', enter: '↩', escape: 'esc', backspace: '⌫' };

/** `mod+shift+z` → [“Ctrl”, “Shift”, “Z”], on macOS [“⌘”, “⇧”, “Z”]. Single plain letters stay small, as they are typed. */
export function keyParts(keys: string, mac: boolean = onMac): string[] {
  // the last key may be a plus itself
  const parts = keys.endsWith('+') ? [...keys.slice(0, -1).split('+').filter(Boolean), '+'] : keys.split('+');
  return parts.map((part) => (mac ? MAC[part] : undefined) ?? NAMES[part] ?? (parts.length > 1 ? part.toUpperCase() : part));
}

/** `mod+z` → “Ctrl Z”, for tooltips. */
export function keyText(keys: string, mac: boolean = onMac): string {
  return keyParts(keys, mac).join(mac ? '' : ' ');
}
