import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { opened, PAGE, sourceAt } from './opening.ts';
import { zip } from './zip-maker.ts';

const page = (name: string, n = 1) => ({ name, content: `${PAGE}\nParagraph ${n} of it tells what the ferry did that day, hour by hour.\n` });

describe('a ZIP archive', () => {
  it('gives each file as a source of its own, known by its bytes, with its place in the archive', async () => {
    const bytes = zip([{ name: '2019/', method: 0 }, page('2019/page.txt', 1), page('other.txt', 2)]);
    const found = await opened('letters.zip', bytes);
    expect(found.pages).toEqual(['2019/page.txt', 'other.txt']);
    expect(found.expected).toBe(2);
    expect(sourceAt(found, '2019/page.txt')).toMatchObject({
      name: 'page.txt',
      container: { name: 'letters.zip', member: '2019/page.txt', containerId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
    });
    expect(found.items.at(-1)).toMatchObject({ name: 'letters.zip', bytes: bytes.length, opened: { members: 2, warnings: [] } });
  });

  it('is read the same whether entries are packed or not, sized before or behind, short or long (ZIP64)', async () => {
    const found = await opened(
      'kinds.zip',
      zip([
        { ...page('a.txt'), method: 0 },
        { ...page('b.txt', 2), behind: true },
        { ...page('c.txt', 3), long: true },
      ]),
    );
    expect(found.pages).toEqual(['a.txt', 'b.txt', 'c.txt']);
    expect(found.faults).toEqual([]);
  });

  it('reads names in UTF-8, said or unsaid, and in code page 437', async () => {
    const cp437 = Uint8Array.from([0x62, 0x81, 0x63, 0x68, 0x65, 0x72, 0x2e, 0x74, 0x78, 0x74]);
    const found = await opened('names.zip', zip([{ ...page('صفحة.txt'), flags: 0x800 }, page('страница.txt', 2), { ...page('', 3), name: cp437 }]));
    expect(found.pages).toEqual(['صفحة.txt', 'страница.txt', 'bücher.txt']);
  });

  it('takes names as labels, wherever they pretend to lead', async () => {
    const names = ['../../etc/passwd', '/root/page.txt', 'C:\\Windows\\page.txt', 'nul\0byte.txt', 'over\u202etxt.exe'];
    const found = await opened('tricks.zip', zip(names.map((name, n) => page(name, n))));
    expect(found.pages).toEqual(['../../etc/passwd', '/root/page.txt', 'C:/Windows/page.txt', 'nul\ufffdbyte.txt', 'over\ufffdtxt.exe']);
    expect(sourceAt(found, 'passwd').name).toBe('passwd');
  });

  it('counts junk, links and the parts of saved pages, and does not report them as failures', async () => {
    const found = await opened(
      'site.zip',
      zip([
        page('story.html'),
        { name: 'story_files/logo.png', content: '\x89PNG' },
        { name: 'story_files/deep/style.css', content: 'p{}' },
        page('notes_files/kept.txt', 2),
        { name: '__MACOSX/._story.html', content: 'x' },
        { name: '.DS_Store', content: 'x' },
        { name: 'link.txt', content: '/etc/passwd', mode: 0o120777 },
      ]),
    );
    expect(found.pages).toEqual(['story.html', 'notes_files/kept.txt']);
    expect(found.faults).toEqual([]);
    expect(found.leftOut).toEqual(['3 hidden or system files were left out.', '2 parts of saved pages (pictures, styles, scripts) were left out.']);
  });

  it('opens an archive in an archive, and a compressed file in it, once', async () => {
    const inner = zip([page('deep.txt', 3)]);
    const found = await opened(
      'outer.zip',
      zip([
        { name: 'inner.zip', content: inner },
        { name: 'page.txt.gz', content: gzipSync(page('', 4).content) },
        { name: 'third.zip', content: zip([{ name: 'inner.zip', content: inner }]) },
      ]),
    );
    expect(found.pages).toEqual(['inner.zip › deep.txt', 'page.txt.gz › page.txt']);
    expect(found.faults).toEqual([['third.zip › inner.zip', 'Archive in an archive in an archive']]);
  });

  it.each([
    ['locked with a password', { flags: 1 }, 'Encrypted'],
    ['packed by an unknown method', { method: 14 }, 'Unknown packing'],
    ['whose checksum differs', { claims: { crc: 1 } }, 'Damaged'],
    ['longer than it says', { claims: { size: 3 } }, 'Damaged'],
    ['shorter than it says', { claims: { size: 300_000 } }, 'Damaged'],
    ['that is not where the directory says', { claims: { header: 7 } }, 'Damaged'],
    ['that unpacks to a thousand times its size', { content: Buffer.alloc(80 * 1024 * 1024) }, 'Unpacks without end'],
  ])('says of an entry %s why it did not go in, and reads the others', async (_what, wrong, title) => {
    const found = await opened('mixed.zip', zip([{ ...page('bad.txt'), ...wrong }, page('good.txt', 2)]));
    expect(found.pages).toEqual(['good.txt']);
    expect(found.faults).toEqual([['bad.txt', title]]);
    expect(found.messages[0]).toMatch(/\w+ \w+/);
  });

  it('stops where all entries together unpack to far more than the archive has', async () => {
    const large = { content: Buffer.alloc(34 * 1024 * 1024, 1) };
    const found = await opened('sum.zip', zip(['1.bin', '2.bin'].map((name) => ({ name, ...large }))));
    expect(found.faults.at(-1)).toEqual(['', 'Unpacks without end']);
  }, 30_000);

  it('leaves out entries that lie on each other, and says how many', async () => {
    const found = await opened(
      'overlap.zip',
      zip([page('a.txt'), { ...page('b.txt', 2), claims: { header: 0 } }, { ...page('c.txt', 3), claims: { header: 0 } }]),
    );
    expect(found.pages).toEqual(['a.txt']);
    expect(found.faults).toEqual([['', 'Entries lie on each other']]);
    expect(found.messages[0]).toMatch(/^2 entries/);
  });

  it('that was cut off gives what is whole, and says at which byte it ends', async () => {
    const whole = zip([page('a.txt', 1), page('b.txt', 2), { ...page('c.txt', 3), method: 0 }]);
    const cut = whole.subarray(0, whole.indexOf('c.txt') + 60);
    const found = await opened('cut.zip', cut);
    expect(found.pages).toEqual(['a.txt', 'b.txt']);
    expect(found.faults).toEqual([
      ['c.txt', 'Cut off'],
      ['', 'Damaged'],
    ]);
    expect(found.messages[1]).toContain(`at byte ${cut.length.toLocaleString('en')}`);
  });

  it('that was cut off while being streamed gives its whole entries too', async () => {
    const whole = zip([
      { ...page('a.txt', 1), behind: true },
      { ...page('b.txt', 2), behind: true },
    ]);
    const found = await opened('cut.zip', whole.subarray(0, whole.length - 130));
    expect(found.pages).toEqual(['a.txt', 'b.txt']);
    expect(found.faults).toEqual([['', 'Damaged']]);
  });

  it.each([
    ['nothing in it', zip([]), []],
    ['a beginning and nothing else', Buffer.from('PK\x03\x04rubbish that is no archive'), [['', 'Damaged archive']]],
    ['the files of a word processor', zip([{ name: '[Content_Types].xml', content: '<x/>' }]), [['', 'Office file']]],
  ])('with %s comes to a clear outcome', async (_what, bytes, faults) => {
    const found = await opened('odd.zip', bytes);
    expect(found.pages).toEqual([]);
    expect(found.faults).toEqual(faults);
  });
});

describe('a compressed file', () => {
  it('gives the file in it, also where it was compressed in several pieces', async () => {
    const half = Math.floor(PAGE.length / 2);
    const found = await opened('page.txt.gz', Buffer.concat([gzipSync(PAGE.slice(0, half)), gzipSync(PAGE.slice(half))]));
    expect(found.pages).toEqual(['page.txt']);
    expect(sourceAt(found, 'page.txt').bytes).toBe(PAGE.length);
  });

  it.each([
    ['cut off', gzipSync(PAGE).subarray(0, 60), /ends too early, at byte/],
    ['broken', Buffer.concat([gzipSync(PAGE).subarray(0, 30), Buffer.alloc(40, 0xff)]), /is broken/],
    ['a bomb', gzipSync(Buffer.alloc(90 * 1024 * 1024)), /times its size/],
  ])('that is %s is told with its reason', async (_what, bytes, message) => {
    const found = await opened('page.txt.gz', bytes);
    expect(found.pages).toEqual([]);
    expect(found.messages).toEqual([expect.stringMatching(message)]);
  });
});
