/** An import is paused and goes on; its report opens file by file, leads to what each gave, and is saved; a reply that may mean several comments leads to each of them. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateFolder } from '../bench/generate.ts';
import { zip } from '../main/importing/zip-maker.ts';
import { cleanUp, ROOT, type RunningApp, SEED, startApp, temporaryFolder } from './harness/app.ts';
import { dropFiles } from './harness/drop.ts';
import { lookAt } from './harness/looking.ts';
import { dropAndWait, expectRows, list, reader, readSome, SOON, scrollToCard, search, settled, toast } from './harness/window.ts';

const FILES = 500;
const COMMENTS = 4;

/** Comment 5 answers an Ann, of whom there are two before it; the sixth row has a cell too many. */
const TALK = `number,author,text,headline
1,Ann,The ferry was late again this morning and nobody at the pier said why,Ferry talk
2,Bert,It has been late every day since the new timetable came,Ferry talk
3,Ann,The captain told us that the tide was against him,Ferry talk
4,Cleo,They should give us back the old boat and its crew,Ferry talk
5,Dora,"@Ann
I was there and it was only ten minutes",Ferry talk
6,Emil,Ten minutes are a long time in the rain,Ferry talk,too,many
`;

let run: RunningApp;
let folder: string;
beforeAll(async () => {
  run = await startApp();
  folder = temporaryFolder('report');
});
afterAll(cleanUp);

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const report = () => run.page.getByRole('article', { name: /^Report of/ });
const table = () => report().getByRole('treegrid', { name: 'Files of this import' });
const row = (name: string | RegExp) => table().getByRole('row', { name });
/** Opens a row or closes it, by its name: its numbers lead elsewhere. */
const turn = (name: RegExp): Promise<void> => row(name).getByRole('gridcell').first().click();

/** Looks at what is shown now, in both themes. */
const look = (name: string): Promise<void> => lookAt(run, name);

describe('an import of some hundred files', () => {
  const band = () => run.page.getByRole('region', { name: 'Import under way' });
  const read = async (): Promise<number> =>
    Number(
      /^([\d,]+)/
        .exec(
          await band()
            .getByText(/articles?$/)
            .first()
            .innerText(),
        )?.[1]
        ?.replaceAll(',', '') ?? '0',
    );

  it('is paused, reads nothing meanwhile, and goes on', async () => {
    const { page } = run;
    const made = join(folder, 'captures');
    await generateFolder(made, FILES, { comments: COMMENTS });
    await dropFiles(page, page.locator('body'), [made]);
    await readSome(page, 20);
    await band().getByRole('button', { name: 'Pause' }).click();
    await band().getByRole('button', { name: 'Continue' }).waitFor();
    await band()
      .getByText(/^paused; /)
      .waitFor();
    // what was under way when it was paused is still stored
    let before = -1;
    await expect
      .poll(
        async () => {
          const last = before;
          before = await read();
          return before === last;
        },
        { timeout: 20_000, interval: 700 },
      )
      .toBe(true);
    expect(before).toBeLessThan(FILES);
    await page.waitForTimeout(1_000);
    expect(await read()).toBe(before);
    await look('import-paused');
    await band().getByRole('button', { name: 'Continue' }).click();
    await settled(page, 120_000);
  }, 240_000);

  it('and has brought every file once', async () => {
    const { page } = run;
    await page.getByRole('button', { name: `All ${FILES} articles`, exact: true }).waitFor();
    await page.getByRole('button', { name: `All ${(FILES * COMMENTS).toLocaleString('en')} comments`, exact: true }).waitFor();
    await table().waitFor();
    // the report is read on while the window is up to date
    await expect.poll(async () => Number(await table().getAttribute('aria-rowcount')), SOON).toBe(FILES + 1);
    expect(await table().getByRole('row').count()).toBeLessThan(80);
    await page.getByRole('button', { name: 'Close this message' }).click();
  });
});

describe('the report', () => {
  it('opens a row to its layout, its article and a warning in its place', async () => {
    const { page } = run;
    await dropAndWait(page, [
      file('talk.csv', TALK),
      SEED,
      file(
        'pages.zip',
        zip([
          { name: 'ferry.txt', content: readFileSync(join(ROOT, 'seeds', 'ferry-timetable-full-page-with-comments.txt')) },
          { name: 'copy/ferry.txt', content: readFileSync(join(ROOT, 'seeds', 'ferry-timetable-full-page-with-comments.txt')) },
        ]),
      ),
      file('empty.txt', ''),
    ]);
    await page.keyboard.press('Control+4');
    await turn(/^talk\.csv/);
    await expect.poll(() => row(/^talk\.csv/).getAttribute('aria-expanded'), SOON).toBe('true');
    await table().getByText('1 new article. 5 comments.').waitFor();
    await table()
      .getByRole('listitem')
      .filter({ hasText: /^Line 8 was not read/ })
      .waitFor();
    await look('report-row');
    await table()
      .getByRole('button', { name: /^Show bytes .* of talk\.csv/ })
      .first()
      .click();
    const source = page.getByRole('region', { name: 'Source text of talk.csv' });
    await source.getByText('6,Emil,Ten minutes are a long time in the rain,Ferry talk,too,many').waitFor();
    expect(
      await table()
        .getByRole('button', { name: /^Show bytes .* of talk\.csv/ })
        .first()
        .evaluate((button) => button.getBoundingClientRect().bottom <= (button.closest('article')?.getBoundingClientRect().bottom ?? 0)),
    ).toBe(true);
    await look('report-warning');
    await page.getByRole('button', { name: 'Close the source' }).click();
    await source.waitFor({ state: 'hidden' });
  });

  it('is walked with the keyboard', async () => {
    const { page } = run;
    await table().focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => row(/^talk\.csv/).getAttribute('aria-expanded'), SOON).toBe('false');
    await page.keyboard.press('End');
    const last = await table().getAttribute('aria-activedescendant');
    await page.keyboard.press('Home');
    await expect.poll(() => table().getAttribute('aria-activedescendant'), SOON).not.toBe(last);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => row(/^empty\.txt/).getAttribute('aria-expanded'), SOON).toBe('true');
    await page.keyboard.press('Enter');
    await expect.poll(() => row(/^empty\.txt/).getAttribute('aria-expanded'), SOON).toBe('false');
  });

  it('lists what was in a container, and goes there', async () => {
    const { page } = run;
    await turn(/^pages\.zip/);
    await table().getByText('2 files of it came to an outcome of their own.').waitFor();
    await look('report-container');
    await table().getByRole('button', { name: 'copy/ferry.txt' }).click();
    await table().getByText('The same bytes were in the library already; nothing was added.').waitFor();
    await page.keyboard.press('ArrowLeft');
    await turn(/^pages\.zip/);
  });

  it('opens an article in the reader, and the list of what a file gave', async () => {
    const { page } = run;
    await turn(/^talk\.csv/);
    await table().getByRole('button', { name: 'Ferry talk' }).click();
    await reader(page).getByRole('heading', { level: 1, name: 'Ferry talk' }).waitFor();
    await expectRows(page, 'Articles', 1);
    await page.keyboard.press('Control+4');
    await row(/^ferry\.txt.*new/)
      .getByRole('button', { name: /^1 article of ferry\.txt/ })
      .click();
    await expectRows(page, 'Articles', 1);
    await reader(page)
      .getByRole('heading', { level: 1, name: /^Ferry timetable/ })
      .waitFor();
  });

  it('is saved as CSV and as JSON, and says so; and says why it cannot be', async () => {
    const { app, page } = run;
    await page.keyboard.press('Control+4');
    const saveAs = async (form: string, filePath: string): Promise<void> => {
      await app.evaluate(({ dialog }, to) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: to });
      }, filePath);
      if (await toast(page).isVisible()) await page.getByRole('button', { name: 'Close this message' }).click();
      await report().getByRole('button', { name: 'Save report…' }).click();
      const choice = page.getByRole('dialog', { name: 'Save the report as' });
      await choice.waitFor();
      if (form === 'CSV') await look('save-report');
      await choice.getByRole('button', { name: form }).click();
      await toast(page).waitFor();
    };
    const csv = join(folder, 'report.csv');
    await saveAs('CSV', csv);
    expect(await toast(page).innerText()).toContain('The report of 6 files is saved');
    const lines = readFileSync(csv, 'utf8').trimEnd().split('\r\n');
    expect(lines).toHaveLength(7);
    expect(lines.find((line) => line.startsWith('empty.txt,'))).toContain(',failed,');
    const json = join(folder, 'report.json');
    await saveAs('JSON', json);
    const saved = JSON.parse(readFileSync(json, 'utf8'));
    expect(saved.files.map(({ file: name, outcome }: { file: string; outcome: string }) => `${name} ${outcome}`).sort()).toEqual([
      '000_ebaeb092d28a86a2.txt new',
      'empty.txt failed',
      'ferry.txt known',
      'ferry.txt new',
      'pages.zip opened',
      'talk.csv new',
    ]);
    rmSync(json);
    await saveAs('JSON', join(folder, 'gone', 'report.json'));
    expect(await toast(page).innerText()).toContain('There is no folder');
    await page.getByRole('button', { name: 'Close this message' }).click();
  });
});

describe('a reply that may mean several comments', () => {
  it('opens the list of them, and leads to the one that is chosen', async () => {
    const { page } = run;
    await page.keyboard.press('Control+1');
    await search(page, '"ferry talk"');
    await list(page, 'Articles')
      .getByRole('option', { name: /^Ferry talk/ })
      .click();
    const answer = await scrollToCard(page, 5);
    await answer.getByRole('button', { name: /answers one of 2 by Ann/ }).click();
    const candidates = page.getByRole('dialog', { name: 'Answers one of 2 by Ann' });
    await candidates.waitFor();
    expect(await candidates.getByRole('button').count()).toBe(2);
    await look('reply-candidates');
    await candidates.getByRole('button', { name: /tide was against him/ }).click();
    await candidates.waitFor({ state: 'hidden' });
    await expect.poll(() => page.getByRole('article', { name: /^Comment 3\b/ }).getAttribute('aria-current'), SOON).toBe('true');
  });

  it('and no page has complained in all that time', () => {
    expect(run.errors).toEqual([]);
  });
});
