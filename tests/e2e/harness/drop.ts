/** A true drop of files from outside: the page gets `File`s that have paths, which a synthetic DataTransfer cannot give. */
import type { Locator, Page } from 'playwright-core';

/** Drags files or folders over the middle of `onto` and lets them fall. */
export async function dropFiles(page: Page, onto: Locator, files: readonly string[]): Promise<void> {
  const box = await onto.boundingBox();
  if (box === null) throw new Error('There is nothing to drop onto: the element is not visible');
  const session = await page.context().newCDPSession(page);
  try {
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const data = { items: [], files: [...files], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, ...at, data });
  } finally {
    await session.detach();
  }
}
