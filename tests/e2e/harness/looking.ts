/** Looking at what the window shows. */
import { expect } from 'vitest';
import type { RunningApp } from './app.ts';
import { violations } from './axe.ts';
import { picture, showTheme, THEMES } from './screenshots.ts';

/** Takes pictures of what is shown now, in both themes, and expects no violation in either. The light theme is left. */
export async function lookAt({ app, page }: Pick<RunningApp, 'app' | 'page'>, name: string): Promise<void> {
  const wrong: string[] = [];
  for (const theme of [...THEMES].reverse()) {
    await showTheme(app, page, theme);
    await picture(page, name, theme);
    wrong.push(...(await violations(page)).map((line) => `${theme}: ${line}`));
  }
  expect(wrong).toEqual([]);
}
