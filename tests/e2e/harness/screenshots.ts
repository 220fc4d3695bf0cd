/** Pictures of states of the window, in both themes, in test-results/screenshots. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { ROOT } from './app.ts';

const SCREENSHOTS = join(ROOT, 'test-results', 'screenshots');
export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Shows the window in a theme, as the system would ask for it. */
export async function showTheme(app: ElectronApplication, page: Page, theme: Theme): Promise<void> {
  await app.evaluate(({ nativeTheme }, source) => {
    nativeTheme.themeSource = source;
  }, theme);
  await page.waitForFunction((dark) => matchMedia('(prefers-color-scheme: dark)').matches === dark, theme === 'dark');
  // two frames: the second is painted with the theme's colours
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
}

/** Writes `<name>-<theme>.png` of what the window shows; gives its path. */
export async function picture(page: Page, name: string, theme: Theme): Promise<string> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const path = join(SCREENSHOTS, `${name}-${theme}.png`);
  await page.screenshot({ path });
  return path;
}
