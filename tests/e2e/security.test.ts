/** What a page may not do, whatever it contains. On the built app: the development server sends no policy. */
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, ROOT, type RunningApp, startApp, temporaryFolder } from './harness/app.ts';
import { dropAndWait, list, reader, scrollToCard } from './harness/window.ts';

const HOME = 'app://cuttings/app.html';

let run: RunningApp;
let outside: Server;
let address = '';
const visitors: string[] = [];

beforeAll(async () => {
  outside = createServer((request, response) => {
    visitors.push(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end('reached');
  });
  await new Promise<void>((listening) => outside.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  run = await startApp();
});
afterAll(async () => {
  await cleanUp();
  await new Promise((closed) => outside.close(closed));
});

/** Runs one of the window's `attempts`, gives the name of what it threw. In a task of its own: what the debugger runs itself is free of the policy. */
const thrown = (attempt: string): Promise<string> =>
  run.page.evaluate(
    (name) =>
      new Promise<string>((done) => {
        setTimeout(() => {
          try {
            (globalThis as unknown as Record<string, Record<string, () => unknown>>)['attempts']?.[name]?.();
            done('nothing');
          } catch (error) {
            done(error instanceof Error ? error.name : String(error));
          }
        });
      }),
    attempt,
  );

describe('the window', () => {
  it('does not leave: not for the web, a file, another origin, or another page of its own', async () => {
    // Playwright waits for navigations that never come, so this window is asked without its locators, and used for nothing else
    const alone = await startApp();
    for (const url of ['https://example.org/', 'file:///etc/passwd', 'data:text/html,<p>elsewhere', 'app://cuttings/store.html', 'app://elsewhere/app.html']) {
      await alone.page.evaluate((to) => {
        location.href = to;
      }, url);
      await alone.page.waitForTimeout(300);
      expect(await alone.page.evaluate(() => location.href), url).toBe(HOME);
      expect(await alone.page.evaluate(() => document.querySelector('h1')?.textContent), url).toContain('Drop captured pages');
    }
    await alone.kill();
  });

  it('opens no other window', async () => {
    const before = run.app.windows().length;
    expect(await run.page.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
    expect(await run.page.evaluate(() => window.open('app://cuttings/app.html') === null)).toBe(true);
    expect(run.app.windows().length).toBe(before);
  });

  it.each(['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'display-capture'])('is not given %s', async (name) => {
    const state = await run.page.evaluate(async (permission) => {
      try {
        return (await navigator.permissions.query({ name: permission as PermissionName })).state;
      } catch {
        return 'unknown to this Chromium';
      }
    }, name);
    expect(state).not.toBe('granted');
  });

  it('gets no camera even when it asks for one', async () => {
    const answer = await run.page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'a camera',
        (error: DOMException) => error.name,
      ),
    );
    expect(['NotAllowedError', 'NotFoundError']).toContain(answer);
  });

  it('keeps what it may keep: the library, and text it copies', async () => {
    expect(await run.page.evaluate(() => navigator.storage.persisted())).toBe(true);
  });
});

describe('the network', () => {
  it('is out of reach for fetch, pictures, sockets and workers', async () => {
    const answers = await run.page.evaluate(async (base) => {
      const failed = (work: () => Promise<unknown>): Promise<string> =>
        work().then(
          () => 'reached',
          () => 'refused',
        );
      const picture = (): Promise<void> =>
        new Promise((loaded, refused) => {
          const image = new Image();
          image.onload = () => loaded();
          image.onerror = () => refused(new Error('refused'));
          image.src = `${base}/picture`;
        });
      const socket = (): Promise<void> =>
        new Promise((open, refused) => {
          try {
            const web = new WebSocket(base.replace('http', 'ws'));
            web.onopen = () => open();
            web.onerror = () => refused(new Error('refused'));
          } catch (error) {
            refused(error);
          }
        });
      return [await failed(() => fetch(`${base}/fetch`)), await failed(picture), await failed(socket)];
    }, address);
    expect(answers).toEqual(['refused', 'refused', 'refused']);
    expect(await run.page.evaluate((base) => navigator.sendBeacon(`${base}/beacon`), address).catch(() => false)).toBeTypeOf('boolean');
    await run.page.waitForTimeout(300);
    expect(visitors).toEqual([]);
  });

  it('is out of reach for main’s own session, too', async () => {
    const answer = await run.app.evaluate(
      ({ net }, url) =>
        net.fetch(url).then(
          () => 'reached',
          () => 'refused',
        ),
      `${address}/main`,
    );
    expect(answer).toBe('refused');
    expect(visitors).toEqual([]);
  });

  it('serves nothing from outside the built window: no file, no way up', async () => {
    const statuses = await run.page.evaluate(async () => {
      const ask = (url: string): Promise<number | string> =>
        fetch(url).then(
          (answer) => answer.status,
          () => 'refused',
        );
      return Promise.all([ask('file:///etc/passwd'), ask('/..%2f..%2fpackage.json'), ask('/%2e%2e/%2e%2e/package.json'), ask('/..%5c..%5cpackage.json')]);
    });
    for (const status of statuses) expect(['refused', 400, 403, 404]).toContain(status);
  });
});

describe('code that is not ours', () => {
  beforeAll(async () => {
    await run.page.evaluate(() => {
      Object.assign(globalThis, {
        attempts: {
          // biome-ignore lint/security/noGlobalEval: it is here to be refused
          eval: () => eval('1 + 1'),
          function: () => new Function('return 1')(),
          innerHTML: () => {
            document.createElement('div').innerHTML = '<img src=x onerror="globalThis.ran = true">';
          },
          policy: () =>
            (globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }).trustedTypes.createPolicy('mine', {}),
          script: () => {
            const script = document.createElement('script');
            script.textContent = 'globalThis.ran = true';
            document.head.append(script);
          },
        },
      });
    });
  });

  it.each([
    ['eval', /EvalError|TypeError/],
    ['function', /EvalError|TypeError/],
    ['innerHTML', /TypeError/],
    ['policy', /TypeError/],
    ['script', /TypeError/],
  ])('does not run by %s', async (way, error) => {
    expect(await thrown(way)).toMatch(error);
    expect(await run.page.evaluate(() => 'ran' in globalThis)).toBe(false);
  });

  it('does not run from an inline script, a javascript: link or an event attribute', async () => {
    await run.page.evaluate(() => {
      const frame = document.createElement('a');
      frame.setAttribute('href', 'javascript:globalThis.ran = true');
      document.body.append(frame);
      frame.click();
      frame.remove();
      const button = document.createElement('button');
      try {
        button.setAttribute('onclick', 'globalThis.ran = true');
      } catch {
        // trusted types refuse the attribute itself
      }
      document.body.append(button);
      button.click();
      button.remove();
    });
    await run.page.waitForTimeout(200);
    expect(await run.page.evaluate(() => 'ran' in globalThis)).toBe(false);
  });

  it('finds no Node, no Electron and no webview in the window', async () => {
    expect(await run.page.evaluate(() => ['require', 'process', 'module', 'Buffer', '__dirname', 'electron'].filter((name) => name in globalThis))).toEqual([]);
    const contents = await run.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
    await run.page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://example.org/');
      document.body.append(view);
    });
    await run.page.waitForTimeout(300);
    expect(await run.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(contents);
    await run.page.evaluate(() => document.querySelector('webview')?.remove());
  });
});

describe('the bridge', () => {
  it('passes only the contract’s calls', async () => {
    const answer = await run.page.evaluate(() => {
      const { cuttings } = globalThis as unknown as { cuttings: { call(channel: string): Promise<{ ok: boolean; error?: { kind: string } }> } };
      return cuttings.call('shell:run');
    });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'refused' } });
  });

  it('gives main nothing it has not asked for: wrong arguments are refused', async () => {
    const answer = await run.page.evaluate(() => {
      const { cuttings } = globalThis as unknown as { cuttings: { call(channel: string, ...args: unknown[]): Promise<{ ok: boolean }> } };
      return cuttings.call('import:paths', { not: 'paths' });
    });
    expect(answer.ok).toBe(false);
  });

  it('answers the app window alone: another window with the same bridge is refused', async () => {
    const answer = await run.app.evaluate(
      async ({ BrowserWindow }, { preload, url }) => {
        const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } });
        try {
          await stranger.loadURL(url);
          return await stranger.webContents.executeJavaScript(`cuttings.call('settings:get')`);
        } finally {
          stranger.destroy();
        }
      },
      { preload: join(ROOT, 'out', 'preload', 'app.cjs'), url: HOME },
    );
    expect(answer).toMatchObject({ ok: false, error: { kind: 'refused' } });
  });
});

describe('a page full of markup', () => {
  it('is shown as the text it is', async () => {
    const file = join(temporaryFolder('markup'), 'markup.txt');
    writeFileSync(
      file,
      `12 May 2013 Last updated at 10:00 GMT

Council <script>globalThis.ran = true</script> meets at noon

The council <img src=x onerror="globalThis.ran = true"> met in the old hall for three hours on Monday evening.

It agreed that <b>nothing</b> would be decided before the summer, said a spokesman.

Comments

This entry is now closed for comments

Jump to comments pagination
  • rate this

    Comment number 1.

    <iframe src="https://example.org/"></iframe> and <svg onload="globalThis.ran = true"> say hello
`,
    );
    await dropAndWait(run.page, [file]);
    await list(run.page, 'Articles')
      .getByRole('option', { name: /Council <script>globalThis\.ran = true<\/script> meets at noon/ })
      .click();
    await reader(run.page)
      .getByRole('heading', { level: 1, name: /<script>/ })
      .waitFor();
    await reader(run.page).getByText('<img src=x onerror="globalThis.ran = true">').waitFor();
    const comment = await scrollToCard(run.page, 1);
    await comment.getByText(/<iframe src="https:\/\/example\.org\/"><\/iframe> and <svg onload/).waitFor();
    expect(await run.page.evaluate(() => 'ran' in globalThis)).toBe(false);
    expect(await run.page.locator('iframe, script:not([src]), img[src="x"]').count()).toBe(0);
  });
});
