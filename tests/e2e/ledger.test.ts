/** What of the sources nothing claimed: listed, shown in its place, stepped through from the keyboard. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, type RunningApp, SEED, startApp, temporaryFolder } from './harness/app.ts';
import { violations } from './harness/axe.ts';
import { picture, showTheme, THEMES } from './harness/screenshots.ts';
import { dropAndWait } from './harness/window.ts';

const PROSE = 'The harbour wall at Quay Head will be rebuilt next year, the council said on Monday, after three winters in which the sea came over it.';

let run: RunningApp;
let folder: string;
beforeAll(async () => {
  run = await startApp();
  folder = temporaryFolder('ledger');
});
afterAll(async () => {
  await cleanUp();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

const ledger = () => run.page.getByRole('region', { name: 'Ledger' });

describe('the ledger of a library', () => {
  it('says so where nothing is unparsed', async () => {
    await dropAndWait(run.page, [SEED]);
    await run.page.keyboard.press('Control+5');
    await ledger().getByText('Nothing is unparsed.').waitFor();
  });

  it('lists a page whose end was never read, and shows where that begins', async () => {
    const { page } = run;
    const file = join(folder, 'cut.html');
    writeFileSync(file, `<html><body><h1>Harbour wall</h1><p>${PROSE}</p><p>${PROSE}</p><!-- never closed <p>${PROSE}</p>`);
    await dropAndWait(page, [file]);
    await page.keyboard.press('Control+5');
    await ledger().getByText('cut.html').first().click();
    await page.getByRole('listbox', { name: 'Unparsed runs' }).waitFor();
    await page.keyboard.press('n');
    await page
      .getByRole('region', { name: 'Source text of cut.html' })
      .getByText(/never closed/)
      .first()
      .waitFor();
    // the count above follows the library, though the view was open before the page came
    await ledger().getByText('2 sources').waitFor();
    for (const theme of THEMES) {
      await showTheme(run.app, page, theme);
      await picture(page, 'ledger', theme);
      expect(await violations(page)).toEqual([]);
    }
  });

  it('leads to the article that was read from it', async () => {
    const { page } = run;
    await page.getByRole('button', { name: /its articles/i }).click();
    await page.getByRole('option', { name: /Harbour wall/ }).waitFor();
    expect(run.errors).toEqual([]);
  });
});
