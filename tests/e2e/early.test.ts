/** What the analyst does before the window has read the library. */
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, SEED, startApp } from './harness/app.ts';
import { dropFiles } from './harness/drop.ts';
import { list, SOON } from './harness/window.ts';

afterAll(cleanUp);

/** Until the page takes files: its listeners are there. */
async function takesFiles(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const files = new DataTransfer();
      files.items.add(new File([], 'page.txt'));
      return !window.dispatchEvent(new DragEvent('dragover', { dataTransfer: files, cancelable: true }));
    },
    null,
    { polling: 5 },
  );
}

describe('a window that has just opened', () => {
  it('imports what is dropped and does what keys ask, as soon as it takes files', async () => {
    const run = await startApp({
      early: async (page) => {
        await takesFiles(page);
        await dropFiles(page, page.locator('html'), [SEED]);
        await page.keyboard.press('Control+2');
      },
    });
    await expect.poll(() => list(run.page, 'Comments').getByRole('option').count(), SOON).toBeGreaterThan(0);
    expect(run.errors).toEqual([]);
  });
});
