/** The analyst's whole job on the reference page: drop, read, tag, filter, undo, export, come back the next day. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, ROOT, type RunningApp, SEED, startApp, temporaryFolder } from './harness/app.ts';
import { commentCards, dropAndWait, expectRows, list, reader, SOON, scrollToCard, search, settled } from './harness/window.ts';

const HEADLINE = 'Syria crisis: Russia and US no closer';
const NUMBERS = Array.from({ length: 20 }, (_, at) => 366 - at);

let run: RunningApp;
beforeAll(async () => {
  run = await startApp();
});
afterAll(cleanUp);

/** Blocks of the article by their kind, as the button beside each names it. */
const blocks = async (kind: string): Promise<readonly string[]> => {
  const texts = await reader(run.page)
    .getByRole('button', { name: new RegExp(`^Show the source of this ${kind}`) })
    .evaluateAll((buttons) => buttons.map((button) => button.parentElement?.nextElementSibling?.textContent ?? ''));
  return texts.map((text) => text.trim());
};

describe('an analyst drops the reference page', () => {
  it('and hears what came in', async () => {
    expect(await dropAndWait(run.page, [SEED])).toContain('1 article and 20 comments');
  });

  it('and reads its headline in the list and over the article', async () => {
    await list(run.page, 'Articles')
      .getByRole('option', { name: new RegExp(`^${HEADLINE}`) })
      .waitFor();
    await reader(run.page).getByRole('heading', { level: 1, name: HEADLINE }).waitFor();
  });

  it('and sees that it is comment page 14 of 32, closed, with nothing unparsed', async () => {
    const head = reader(run.page);
    await head.getByRole('img', { name: 'comment page 14 of 32 captured' }).waitFor();
    await head.getByText('14 of 32').waitFor();
    await head
      .getByText(/closed for comments/)
      .first()
      .waitFor();
    await head.getByText('nothing unparsed').waitFor();
    const coverage = await head.getByRole('img', { name: /^coverage: / }).getAttribute('aria-label');
    expect(coverage).toMatch(/article \d+%, comments \d+%, furniture \d+%$/);
  });

  it('and finds three captions, a pull quote, the crosshead and the box with its three items', async () => {
    expect(await blocks('caption')).toEqual([
      'Mr Putin said a one-on-one meeting with Mr Obama had not changed his position on Syria',
      'Obama says he had a "candid and constructive conversation" with President Putin',
      'David Cameron: "This summit was never going to reach agreement on what action was needed on Syria"',
    ]);
    expect(await blocks('pull quote')).toEqual([expect.stringMatching(/^To some, watching President Obama .* rests on it”$/)]);
    expect(await blocks('crosshead')).toEqual(['Aid pledges']);
    expect(await blocks('box')).toEqual([expect.stringMatching(/^What is the G20\?/)]);
    expect(await reader(run.page).getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^Formed in 1999, .* plus the EU$/),
      expect.stringMatching(/^The 2008 financial crisis .* economic forum$/),
      expect.stringMatching(/^Leaders generally meet annually, .* each year$/),
    ]);
  });

  it('and finds comments 366 down to 347 below it', async () => {
    expect(await commentCards(run.page)).toEqual(NUMBERS.map((number) => `Comment ${number}`));
  });

  it('and sees whom comment 365 answers, and whose words it quotes', async () => {
    const comment = await scrollToCard(run.page, 365);
    await comment.getByRole('button', { name: /#296 Seqenenre not captured/ }).waitFor();
    const quote = await comment.getByRole('blockquote').innerText();
    expect(quote).toMatch(/^\.\.\.And who starves here to find £52m aid\?\?/);
    expect(quote).toContain('Seemingly more in touch with us than Cameron');
    expect(quote).not.toContain('Mostly true');
    await comment.getByText('296.Seqenenre wrote:', { exact: true }).waitFor();
    await comment.getByText(/^\.\.\. Mostly true, except Russia is also supplying arms/).waitFor();
  });

  it('and sees that comment 361 answers 324, who was never captured', async () => {
    const comment = await scrollToCard(run.page, 361);
    await comment.getByRole('button', { name: /#324 MidwayBattle not captured/ }).waitFor();
  });

  it('and opens the source of a comment, lit at its very words', async () => {
    const comment = await scrollToCard(run.page, 362);
    await comment.click();
    await run.page.keyboard.press('e');
    const evidence = run.page.getByRole('region', { name: 'Evidence' });
    await evidence.getByText(/wouldn't usually side with Putin and Russia/).waitFor();
    await run.page.keyboard.press('e');
    await evidence.waitFor({ state: 'hidden' });
  });
});

describe('the analyst codes comments from the keyboard', () => {
  it('makes a tag by typing its name and sets it on three comments', async () => {
    const { page } = run;
    await search(page, '');
    await page.keyboard.press('Control+2');
    await expectRows(page, 'Comments', 20);
    await list(page, 'Comments').getByRole('option').first().click();
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('3 selected').waitFor();
    await page.keyboard.press('t');
    await page.getByRole('combobox', { name: 'Tag to set or take off' }).fill('stance/sceptical');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '3 records tagged stance/sceptical, open the list' }).waitFor();
  });

  it('filters by it', async () => {
    await search(run.page, 'tag:stance/sceptical');
    await expectRows(run.page, 'Comments', 3);
  });

  it('takes it back, and does it again', async () => {
    const { page } = run;
    await search(page, '');
    await list(page, 'Comments').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => taggedAs(page, 'stance/sceptical'), SOON).toBe(0);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => taggedAs(page, 'stance/sceptical'), SOON).toBe(3);
  });
});

describe('the analyst exports', () => {
  it('the filtered comments as tagged JSON, and is told what was written', async () => {
    const { page, app } = run;
    const path = join(temporaryFolder('export'), 'stance.json');
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, path);
    await search(page, 'tag:stance/sceptical');
    await expectRows(page, 'Comments', 3);
    await page.keyboard.press('Control+e');
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.getByRole('button', { name: 'Export 3 comments' }).click();
    await dialog.getByRole('heading', { name: 'stance.json is written.' }).waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();

    const exported = JSON.parse(readFileSync(path, 'utf8'));
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(join(ROOT, 'corpus/exchange/tagged-json.schema.json'), 'utf8')));
    expect(validate(exported), JSON.stringify(validate.errors, null, 2)).toBe(true);
    const text = JSON.stringify(exported);
    expect(text).toContain(HEADLINE);
    expect(text).toContain('sceptical');
    expect(text).toContain('Seqenenre');
  });
});

describe('the analyst comes back the next day', () => {
  it('and finds page, comments and tags as they were', async () => {
    const { library } = run;
    await run.close();
    run = await startApp({ library });
    await settled(run.page);
    await list(run.page, 'Articles')
      .getByRole('option', { name: new RegExp(`^${HEADLINE}`) })
      .waitFor();
    await expect.poll(() => taggedAs(run.page, 'stance/sceptical'), SOON).toBe(3);
  });

  it('and importing the same file again changes nothing', async () => {
    const { page } = run;
    await search(page, '');
    await dropAndWait(page, [SEED]);
    await page.getByRole('button', { name: 'All 1 article', exact: true }).waitFor();
    await page.getByRole('button', { name: 'All 20 comments', exact: true }).waitFor();
    expect(await taggedAs(page, 'stance/sceptical')).toBe(3);
    await page.keyboard.press('Control+4');
    await page
      .getByRole('article', { name: /^Report of/ })
      .getByText('known already')
      .waitFor();
  });

  it('and no page has complained in all that time', () => {
    expect(run.errors).toEqual([]);
  });
});

async function taggedAs(page: RunningApp['page'], path: string): Promise<number> {
  // all at once: the button goes with the tag, and waiting for the text of one that has just gone takes half a minute
  const [count] = await page.getByRole('button', { name: new RegExp(`records? tagged ${path}, open the list$`) }).allInnerTexts();
  return Number(count ?? 0);
}
