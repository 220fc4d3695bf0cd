import { describe, expect, it } from 'vitest';
import { checkArguments } from '../../main/ipc-arguments.ts';
import { isOwnUrl, mayHave, mayNavigate, mayRequest } from '../../main/origin.ts';
import { isTrustedSender } from '../../main/sender.ts';
import { servedFile } from '../../main/served-file.ts';
import { isCall, isEvent } from '../../preload/contract/channels.ts';
import { Mailbox } from '../../preload/mailbox.ts';
import { TEXT_SCALES } from '../../renderer/app/features/settings/scale.ts';

describe('the app’s own origin', () => {
  it.each([
    ['app://cuttings/app.html', true],
    ['app://cuttings', true],
    ['app://other/app.html', false],
    ['app://cuttings.example/app.html', false],
    ['https://cuttings/app.html', false],
    ['file:///etc/passwd', false],
    ['not a url', false],
  ])('%s: %s', (url, own) => expect(isOwnUrl(url)).toBe(own));

  it('lets a page be loaded again, but not become another', () => {
    expect(mayNavigate('app://cuttings/app.html', 'app://cuttings/app.html?again#here')).toBe(true);
    expect(mayNavigate('app://cuttings/app.html', 'app://cuttings/store.html')).toBe(false);
    expect(mayNavigate('app://cuttings/app.html', 'file:///home/page.html')).toBe(false);
    expect(mayNavigate('app://cuttings/app.html', 'https://example.org/')).toBe(false);
    expect(mayNavigate('', 'app://cuttings/app.html')).toBe(false);
  });

  it('requests nothing from elsewhere', () => {
    for (const url of ['app://cuttings/a.js', 'blob:app://cuttings/1', 'data:image/png;base64,AA', 'devtools://devtools/x']) expect(mayRequest(url)).toBe(true);
    for (const url of [
      'https://example.org/',
      'http://127.0.0.1:80/',
      'ws://example.org/',
      'file:///etc/passwd',
      'blob:https://example.org/1',
      'app://other/',
      '',
    ])
      expect(mayRequest(url)).toBe(false);
  });

  it('is given persistence and copying, and no other permission', () => {
    expect(mayHave('persistent-storage', 'app://cuttings/store.html')).toBe(true);
    expect(mayHave('clipboard-sanitized-write', 'app://cuttings')).toBe(true);
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'fileSystem', 'openExternal'])
      expect(mayHave(permission, 'app://cuttings/app.html')).toBe(false);
    expect(mayHave('persistent-storage', 'https://example.org')).toBe(false);
  });
});

describe('serving the app’s files', () => {
  const root = '/opt/cuttings/out/renderer';
  it('serves what was built, by its type', () => {
    expect(servedFile('GET', 'app://cuttings/assets/app-1.js', root)).toEqual({ file: `${root}/assets/app-1.js`, type: 'text/javascript; charset=utf-8' });
    expect(servedFile('GET', 'app://cuttings/app.html?x#y', root)).toEqual({ file: `${root}/app.html`, type: 'text/html; charset=utf-8' });
  });

  it.each([
    ['app://cuttings/../../../etc/passwd.json', 404],
    ['app://cuttings/%2e%2e/%2e%2e/secret.json', 404],
    ['app://cuttings/..%2f..%2fsecret.json', 403],
    ['app://cuttings/assets/%2e%2e%2f%2e%2e%2fmain/index.js', 403],
    ['app://cuttings/..%5c..%5csecret.json', 400],
    ['app://cuttings/app.html%00.js', 400],
    ['app://cuttings/%E0%A4%A', 400],
    ['app://cuttings/', 404],
    ['app://cuttings/secrets.db', 404],
    ['app://elsewhere/app.html', 404],
    ['https://cuttings/app.html', 404],
    ['nonsense', 400],
  ])('never leaves the folder of built files: %s', (url, status) => {
    const served = servedFile('GET', url, root);
    // a browser's URL parser takes `..` out of a path itself; what is left lies below the root and is not there
    if ('file' in served) expect(served.file.startsWith(`${root}/`)).toBe(true);
    else expect(served.status).toBe(status);
  });

  it('answers GET alone', () => {
    expect(servedFile('POST', 'app://cuttings/app.html', root)).toEqual({ status: 405 });
  });
});

describe('who may call', () => {
  const main = { origin: 'app://cuttings', parent: null };
  it('is the main frame of the app window at our own origin', () => {
    expect(isTrustedSender({ id: 2 }, main, { id: 2 })).toBe(true);
  });

  it.each([
    ['another window', { id: 1 }, main, { id: 2 }],
    ['a frame within the page', { id: 2 }, { ...main, parent: main }, { id: 2 }],
    ['another origin', { id: 2 }, { ...main, origin: 'https://example.org' }, { id: 2 }],
    ['a file', { id: 2 }, { ...main, origin: 'file://' }, { id: 2 }],
    ['a frame that is gone', { id: 2 }, null, { id: 2 }],
    ['a window that is closed', { id: 2 }, main, undefined],
  ])('is not %s', (_who, sender, frame, window) => expect(isTrustedSender(sender, frame, window)).toBe(false));
});

describe('the arguments of a call', () => {
  it('pass when they are what the contract says', () => {
    expect(checkArguments('import:paths', [['/pages/a.txt']])).toEqual([['/pages/a.txt']]);
    expect(checkArguments('settings:set', [{ theme: 'dark' }])).toEqual([{ theme: 'dark' }]);
    for (const scale of TEXT_SCALES) expect(checkArguments('settings:set', [{ textScale: scale }])).toEqual([{ textScale: scale }]);
    expect(checkArguments('import:resume', ['i1k2-0a1b'])).toEqual(['i1k2-0a1b']);
    expect(checkArguments('app:info', [])).toEqual([]);
    expect(checkArguments('index:rebuild', [])).toEqual([]);
  });

  it.each([
    ['import:paths', []],
    ['import:paths', ['/pages']],
    ['import:paths', [[]]],
    ['import:paths', [['pages/relative.txt']]],
    ['import:paths', [['/pages/\0.txt']]],
    ['import:paths', [[{ path: '/pages' }]]],
    ['import:paths', [['/pages'], 'more']],
    ['import:choose', ['everything']],
    ['import:cancel', ['../../etc']],
    ['export:start', [{ format: 'json', query: '', path: '/out.json' }]],
    ['export:start', [{ format: 'json', query: '', path: 'out.json', overwrite: false }]],
    ['export:start', [{ format: 'json', query: '', path: '/out.json', overwrite: false, shell: 'rm' }]],
    ['export:choose', ['']],
    ['shell:show', ['relative']],
    ['settings:set', [{ theme: 'purple' }]],
    ['settings:set', [{ textScale: 40 }]],
    ['settings:set', [{ unknown: 1 }]],
    ['settings:set', [{ theme: undefined }]],
    ['settings:get', [1]],
  ] as const)('are refused otherwise: %s %j', (channel, args) => {
    expect(() => checkArguments(channel, args)).toThrow(expect.objectContaining({ kind: 'refused', message: expect.stringContaining(channel) }));
  });
});

describe('the bridge', () => {
  it('knows the contract’s channels and no others', () => {
    expect([isCall('import:paths'), isCall('import:progress'), isCall('toString'), isCall('__proto__')]).toEqual([true, false, false, false]);
    expect([isEvent('import:progress'), isEvent('import:paths'), isEvent('constructor')]).toEqual([true, false, false]);
  });

  it('keeps what came before anyone listened for the first who does', () => {
    const box = new Mailbox();
    const heard: unknown[] = [];
    box.deliver('early');
    const stop = box.listen((payload) => heard.push(payload));
    box.deliver('later');
    stop();
    box.deliver('kept');
    expect(heard).toEqual(['early', 'later']);
    box.listen((payload) => heard.push(payload));
    expect(heard).toEqual(['early', 'later', 'kept']);
  });

  it('keeps no more than the last fifty', () => {
    const box = new Mailbox();
    const heard: unknown[] = [];
    for (let n = 0; n < 200; n += 1) box.deliver(n);
    box.listen((payload) => heard.push(payload));
    expect([heard.length, heard[0], heard.at(-1)]).toEqual([50, 150, 199]);
  });
});
