/** The theme and the size of text, on the document itself, where the styles find them. */
import { unwrap } from '../../../corpus/errors.ts';
import type { AppBridge, Settings } from '../../../preload/contract/app-api.ts';

/** The part of an element that the settings touch. */
interface Root {
  readonly dataset: Record<string, string | undefined>;
  readonly style: { setProperty(name: string, value: string): void };
}

/** Puts the settings on the document. Without a theme of its own the document follows the system. */
export function applySettings({ theme, textScale }: Settings, root: Root = document.documentElement): void {
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  root.style.setProperty('--text-scale', String(textScale));
}

/** Applies the settings now and at each change, until the returned function is called. Throws where they cannot be read. */
export async function followSettings(bridge: AppBridge): Promise<() => void> {
  const stop = bridge.on('settings:changed', (settings) => applySettings(settings));
  applySettings(unwrap(await bridge.call('settings:get')));
  return stop;
}
