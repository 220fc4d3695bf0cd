/** Scrolling the list of all comments: script per frame, and the longest frame. */
import { pageAt, ROOT, until, WAIT, withApp } from './app.ts';
import { atMost, type Bar, quantile, type Size, told } from './bar.ts';
import { filledLibrary } from './library.ts';

const FRAMES = 300;
/** Pixels a frame: a wheel that is turned fast. */
const STEP = 240;

export async function listBars(size: Size): Promise<readonly Bar[]> {
  const { folder } = await filledLibrary(size);
  return withApp([ROOT], folder, async (app) => {
    const page = await pageAt(app, 'app://cuttings/app.html');
    await page.waitForLoadState('domcontentloaded');
    const count = (): Promise<number> =>
      page.evaluate(() => Number(document.querySelector('[role="listbox"][aria-label="Comments"] [role="option"]')?.getAttribute('aria-setsize') ?? 0));
    await page.getByRole('contentinfo').getByRole('status').filter({ hasText: 'Up to date' }).waitFor({ timeout: WAIT });
    await page.keyboard.press('Control+2');
    const rows = await until('the list of comments is empty', async () => (await count()) || undefined);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const script = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN) * 1000;
    };
    const before = await script();
    const frames = await page.evaluate(
      ([frames, step]) =>
        new Promise<readonly number[]>((done) => {
          const list = document.querySelector('[role="listbox"][aria-label="Comments"]');
          if (list === null) throw new Error('there is no list of comments');
          const times: number[] = [];
          let last = performance.now();
          const frame = (): void => {
            const now = performance.now();
            times.push(now - last);
            last = now;
            if (times.length > frames) done(times.slice(1));
            else {
              list.scrollTop += step;
              requestAnimationFrame(frame);
            }
          };
          requestAnimationFrame(frame);
        }),
      [FRAMES, STEP] as const,
    );
    const each = (await script()) - before;
    const of = `list of ${rows.toLocaleString('en')} comments, scrolled`;
    return [
      atMost(`${of}: script per frame`, each / frames.length, 'ms', 8),
      told(`${of}: p95 of frames`, quantile(frames, 0.95), 'ms'),
      atMost(`${of}: longest frame`, Math.max(...frames), 'ms', 50),
    ];
  });
}
