/** Text of a source is corrected, and sources are read anew: first a report, then the library, and back. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, ROOT, type RunningApp, SEED, startApp } from './harness/app.ts';
import { lookAt } from './harness/looking.ts';
import { dropAndWait, reader, SOON, toast } from './harness/window.ts';

const NAME = 'ferry-timetable-full-page-with-comments.txt';
const FERRY = join(ROOT, 'seeds', NAME);
const WORDS = 'Ticket machines that speak Norse';

let run: RunningApp;
beforeAll(async () => {
  run = await startApp();
});
afterAll(cleanUp);

const ledger = () => run.page.getByRole('region', { name: 'Ledger', exact: true });
const sourceText = () => run.page.getByRole('region', { name: `Source text of ${NAME}` });
const selected = () => run.page.getByRole('region', { name: 'Selected text' });
const dialog = () => run.page.getByRole('dialog');

/** Takes a picture in both themes and looks for what a screen reader would stumble over. */
const look = (name: string): Promise<void> => lookAt(run, name);

describe('a source in the ledger', () => {
  it('is reached from the report of its import', async () => {
    const { page } = run;
    await dropAndWait(page, [SEED, FERRY]);
    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: new RegExp(`^Show ${NAME} in the ledger`) }).click();
    await sourceText().waitFor();
    expect(await ledger().getByRole('button', { name: 'All', exact: true }).getAttribute('aria-pressed')).toBe('true');
    await ledger().getByRole('option').nth(1).waitFor();
  });

  it('lets text be selected with Shift and the arrows, and with the pointer', async () => {
    const { page } = run;
    await sourceText().focus();
    await page.keyboard.press('Control+Home');
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('Shift+ArrowRight');
    await selected().getByText('Bytes 0–5').waitFor();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await selected().getByText('Bytes 0–28').waitFor();
    await page.keyboard.press('Escape');
    await selected().getByText('Click a run to select it').waitFor();
    await page.keyboard.press('Enter');
    await selected().getByText('Bytes 23–42').waitFor();

    const first = await sourceText().getByText('Accessibility links').boundingBox();
    const last = await sourceText().getByText('Skip to local navigation').boundingBox();
    if (first === null || last === null) throw new Error('the lines are not on screen');
    await page.mouse.move(first.x + 1, first.y + 9);
    await page.mouse.down();
    await page.mouse.move(last.x + 40, last.y + 9, { steps: 4 });
    await page.mouse.up();
    await selected()
      .getByText(/^Bytes 0–(4[5-9]|5\d)$/)
      .waitFor();
  });

  it('says what a run is and who says so', async () => {
    const { page } = run;
    await sourceText().hover();
    await page.mouse.wheel(0, 600);
    await sourceText().getByText(WORDS).first().click();
    await selected()
      .getByText(/furniture, says .+, parser \d+/)
      .waitFor();
    await look('ledger-selection');
  });
});

describe('a correction', () => {
  it('is reported before it is written, and may be left', async () => {
    const { page } = run;
    await page.keyboard.press('c');
    await dialog()
      .getByRole('listitem')
      .filter({ hasText: /comment added/ })
      .getByText(WORDS)
      .waitFor();
    await look('anew-report');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await page.getByRole('region', { name: 'Your corrections' }).count()).toBe(0);
    // the keyboard is where it was
    expect(await sourceText().evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('once accepted is marked, and its comment is read and tagged', async () => {
    const { page } = run;
    await page.keyboard.press('c');
    await dialog().getByRole('button', { name: 'Accept' }).click();
    await toast(page).getByText('is corrected').waitFor();
    await page.getByRole('region', { name: 'Your corrections' }).getByText(WORDS).waitFor();
    await selected().getByText('comment, you say').waitFor();
    await look('ledger-corrected');
    await page.keyboard.press('o');
    const card = reader(page).getByRole('article').filter({ hasText: WORDS });
    await card.waitFor();
    await page.keyboard.press('t');
    await page.getByRole('combobox', { name: 'Tag to set or take off' }).fill('norse');
    await page.getByRole('option', { name: /New tag/ }).waitFor();
    await page.keyboard.press('Enter');
    await card.getByText('norse', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('is listed, and can be undone with what was done on it', async () => {
    const { page } = run;
    await page.keyboard.press('Control+5');
    await ledger().getByRole('button', { name: 'Corrected', exact: true }).click();
    await ledger().getByText('1 source', { exact: true }).waitFor();
    await page.keyboard.press('Control+z');
    await toast(page)
      .getByText(/Undone: .*norse/)
      .waitFor();
    await page.keyboard.press('Control+z');
    await toast(page)
      .getByText(/Undone: correction/)
      .waitFor();
    await ledger().getByText('Nothing is corrected.').waitFor();
    expect(await page.getByRole('region', { name: 'Your corrections' }).count()).toBe(0);
    await page.keyboard.press('Control+1');
    await page.getByRole('option', { name: /Ferry timetable/ }).click();
    await expect.poll(() => reader(page).getByText(WORDS).count(), SOON).toBe(0);
  });
});

/** Makes the library one that an older parser has read, which took furniture for nothing it knew. */
async function age(): Promise<void> {
  await run.page.evaluate(async () => {
    interface Row {
      readonly parser: string;
      readonly coverage: { readonly furniture: number };
      readonly ledger: readonly { readonly class: string }[];
    }
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('cuttings'));
    const store = (name: string): IDBObjectStore => database.transaction(name, 'readwrite').objectStore(name);
    const rows: readonly Row[] = await done(store('sources').getAll());
    for (const row of rows) {
      const coverage = { ...row.coverage, furniture: 0, unparsed: row.coverage.furniture };
      const ledger = row.ledger.map((run) => (run.class === 'furniture' ? { ...run, class: 'unparsed' } : run));
      await done(store('sources').put({ ...row, parser: '0', coverage, ledger }));
    }
    const totals: object = await done(store('totals').get('totals'));
    await done(store('totals').put({ ...totals, unparsedSources: rows.length }));
    database.close();
  });
}

describe('reading everything anew', () => {
  it('says what it means before, and that nothing would change', async () => {
    const { page } = run;
    await page.keyboard.press('Control+5');
    await ledger()
      .getByRole('button', { name: /Read anew/ })
      .first()
      .click();
    await dialog().getByText('cannot be undone').waitFor();
    await dialog().getByText('2 sources', { exact: true }).waitFor();
    await look('anew-choice');
    // none was read by an older parser
    await expect.poll(() => dialog().getByRole('radio', { name: 'All sources' }).isChecked(), SOON).toBe(true);
    await dialog()
      .getByRole('button', { name: /Read and show/ })
      .click();
    await dialog().getByText('2 sources were read: nothing would change.').waitFor();
    expect(
      await dialog()
        .getByRole('button', { name: /Accept/ })
        .count(),
    ).toBe(0);
    await dialog().getByRole('button', { name: 'Close' }).last().click();
    await dialog().waitFor({ state: 'detached' });
  });

  it('shows what would change in sources an older parser read, and writes it', async () => {
    const { page } = run;
    await age();
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+5');
    await ledger().getByText('2 sources were read by an older parser').waitFor();
    await look('ledger-older');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Command or tag' }).fill('read sources anew');
    await page.keyboard.press('Enter');
    await dialog()
      .getByRole('button', { name: /Read and show/ })
      .click();
    await dialog().getByText('2 sources were read: 2 would change, 0 would not.').waitFor();
    const change = dialog().getByRole('button', { name: /full-page-with-comments/ });
    await change.getByText('only what furniture and unparsed covers').waitFor();
    await change.click();
    await dialog().getByRole('table', { name: 'Bytes' }).waitFor();
    await look('anew-several');
    await dialog().getByRole('button', { name: 'Accept 2 changed sources' }).click();
    await dialog().getByText('2 sources were read anew.').waitFor();
    await look('anew-done');
    await dialog().getByRole('button', { name: 'Done' }).click();
    await expect.poll(() => ledger().getByText('read by an older parser').count(), SOON).toBe(0);
    await ledger().getByText('0 B').waitFor();
  });

  it('is offered for one source, from its place in the ledger', async () => {
    const { page } = run;
    await page
      .getByRole('region', { name: 'Source', exact: true })
      .getByRole('button', { name: /Read anew/ })
      .click();
    await dialog().getByText('1 source was read: nothing would change.').waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(run.errors).toEqual([]);
  });
});
