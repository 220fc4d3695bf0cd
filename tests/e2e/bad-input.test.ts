/** Files that cannot be pages: each comes to an outcome the analyst can act on, and the rest of the drop goes in. */
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { generateFolder } from '../bench/generate.ts';
import { cleanUp, type RunningApp, SEED, startApp, temporaryFolder } from './harness/app.ts';
import { dropFiles } from './harness/drop.ts';
import { dropAndWait, readSome, settled } from './harness/window.ts';

afterEach(cleanUp);

const asRoot = process.getuid?.() === 0;
const ARABIC = 'صفحة محفوظة من الأخبار.txt';

/** A picture of one pixel. */
function png(): Buffer {
  const chunk = (kind: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(kind, 'latin1'), data, Buffer.alloc(4)]);
  };
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(4))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const FURNITURE_ONLY = `Share this page

  • Delicious
  • Digg
  • Facebook
  • Twitter
  • Email
  • Print

More on This Story

Related Stories

Around the BBC

The BBC is not responsible for the content of external Internet sites

This page is best viewed in an up-to-date web browser with style sheets (CSS) enabled. While you will be able to view the content of this page in your current browser, you will not be able to get the full visual experience. Please consider upgrading your browser software or enabling style sheets (CSS) if you are able to do so.
`;

/** The report of the latest import. */
async function openReport(run: RunningApp) {
  await run.page.keyboard.press('Control+4');
  const report = run.page.getByRole('article', { name: /^Report of/ });
  await report.waitFor();
  return report;
}

describe('a drop of good and bad files', () => {
  it('brings in what can be read and says of each other file why not', async () => {
    const folder = temporaryFolder('bad-input');
    const at = (name: string): string => join(folder, name);
    writeFileSync(at('empty.txt'), '');
    writeFileSync(at('picture.png'), png());
    writeFileSync(at('furniture.txt'), FURNITURE_ONLY);
    copyFileSync(SEED, at(ARABIC));
    const run = await startApp();
    expect(await dropAndWait(run.page, ['empty.txt', 'picture.png', 'furniture.txt', ARABIC].map(at))).toMatch(/1 article|failed/);

    const report = await openReport(run);
    const failures = report.getByRole('region', { name: 'Did not go in' });
    const failure = (name: string) => failures.getByRole('listitem').filter({ hasText: name });
    await failure('empty.txt')
      .getByText(/empty|no bytes/i)
      .first()
      .waitFor();
    await failure('picture.png')
      .getByText(/not text|binary|picture|image/i)
      .first()
      .waitFor();
    await report.getByRole('row', { name: new RegExp(ARABIC) }).waitFor();
    const furniture = await report.getByRole('row', { name: /furniture\.txt/ }).innerText();
    expect(furniture).toMatch(/no article|furniture/i);
    await run.page.getByRole('button', { name: 'All 20 comments', exact: true }).waitFor();
  });

  it('takes a text of 50 MB without a line break without falling over', async () => {
    const folder = temporaryFolder('bad-input');
    const words = Buffer.from('harbour ferry council timetable winter storm bridge market ');
    writeFileSync(join(folder, 'endless.txt'), Buffer.alloc(50 * 1024 * 1024, words));
    copyFileSync(SEED, join(folder, 'page.txt'));
    const run = await startApp();
    await dropAndWait(run.page, [folder], 80_000);
    const report = await openReport(run);
    await report.getByRole('row', { name: /endless\.txt/ }).waitFor();
    await run.page.getByRole('button', { name: 'All 20 comments', exact: true }).waitFor();
  });

  it('says of a file that vanished during the import that it is gone, and brings in the others', async () => {
    const folder = temporaryFolder('bad-input');
    const files = await generateFolder(join(folder, 'captures'), 400, { comments: 20 });
    const last = files.at(-1);
    if (last === undefined) throw new Error('nothing was generated');
    const run = await startApp();
    await dropFiles(run.page, run.page.locator('body'), [join(folder, 'captures')]);
    // the walk has found it once something has been read
    await readSome(run.page, 1);
    rmSync(last);
    await settled(run.page);
    const report = await openReport(run);
    const failures = report.getByRole('region', { name: 'Did not go in' });
    await failures
      .getByRole('listitem')
      .filter({ hasText: 'capture-00400.txt' })
      .getByText(/gone|no longer there|moved/i)
      .first()
      .waitFor();
    await run.page.getByRole('button', { name: 'All 399 articles', exact: true }).waitFor();
  });

  // root reads what nobody may read; for root the reader's unit tests stand in
  it.skipIf(asRoot)('says of a folder it may not open that the permission is missing', async () => {
    const folder = temporaryFolder('bad-input');
    mkdirSync(join(folder, 'locked'));
    chmodSync(join(folder, 'locked'), 0o000);
    copyFileSync(SEED, join(folder, 'page.txt'));
    try {
      const run = await startApp();
      await dropAndWait(run.page, [folder]);
      const report = await openReport(run);
      await report
        .getByRole('region', { name: 'Did not go in' })
        .getByText(/permission|not allowed/i)
        .first()
        .waitFor();
      await run.page.getByRole('button', { name: 'All 20 comments', exact: true }).waitFor();
    } finally {
      chmodSync(join(folder, 'locked'), 0o700);
    }
  });
});
