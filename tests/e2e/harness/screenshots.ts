/** Pictures of states of the window, in both themes, in test-results/screenshots. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { ROOT } from './app.ts';

export const SCREENSHOTS = join(ROOT, 'test-results', 'screenshots');
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

/** Writes `<name>-light.png` and `<name>-dark.png`; gives their paths. The window is left light. */
export async function shoot(app: ElectronApplication, page: Page, name: string): Promise<readonly string[]> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const paths: string[] = [];
  for (const theme of [...THEMES].reverse()) {
    await showTheme(app, page, theme);
    const path = join(SCREENSHOTS, `${name}-${theme}.png`);
    await page.screenshot({ path });
    paths.push(path);
  }
  return paths;
}
