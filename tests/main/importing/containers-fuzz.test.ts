/** Containers and tables with bytes changed, cut, doubled or left out: always an outcome, never an exception, never a byte unaccounted for. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../../main/importing/readers/index.ts';
import { containerKind } from '../../../main/importing/readers/open.ts';
import { openedFrom, PAGE } from './opening.ts';
import { zip } from './zip-maker.ts';

const wet = (n: number): string =>
  `WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://x.example/${n}\r\nContent-Type: text/plain\r\nContent-Length: ${PAGE.length}\r\n\r\n${PAGE}\r\n\r\n`;
const mhtml =
  'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Caf=C3=A9=\r\n</p>\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n';

const SEEDS: readonly (readonly [name: string, bytes: Buffer])[] = [
  [
    'zip',
    zip([
      { name: 'a.txt', content: PAGE },
      { name: 'b/c.txt.gz', content: gzipSync(PAGE), behind: true },
      { name: 'd.txt', content: PAGE, method: 0, long: true },
    ]),
  ],
  ['gzip', gzipSync(PAGE)],
  ['warc', Buffer.from(wet(1) + wet(2) + wet(3))],
  ['warc.gz', Buffer.concat([gzipSync(wet(1)), gzipSync(wet(2))])],
  ['mhtml', Buffer.from(mhtml)],
  ['csv', Buffer.from('user,comment,likes\nGull,"It ran late, ""again"".",4\nTern,"Two lines\nof it",-1\nSkua,Not on Mondays it did,2\n')],
  ['jsonl', Buffer.from('{"user":"Gull","comment":"It ran late again","id":1}\n{"user":"Tern","comment":"Not on \\ud83d Mondays","id":2,"parent":1}\n')],
  [
    'json',
    Buffer.from(
      '{"articles":[{"title":"Ferry late","text":"The ferry at Bray ran late on Monday.","url":"http://x.example/1"},{"title":"B","text":"And on Tuesday it did not."}]}',
    ),
  ],
  [
    'feed',
    Buffer.from(
      '<?xml version="1.0"?><rss version="2.0"><channel><title>Q</title><item><title>Ferry &amp; quay</title><description>&lt;p&gt;Late&lt;/p&gt;</description></item><item><title>B</title></item></channel></rss>',
    ),
  ],
  [
    'export',
    Buffer.from('{"format":"cuttings-corpus","version":1,\n"manifest":{"sha256":"x"},\n"tags":[],\n"sources":[],\n"articles":[],\n"comments":[]\n}\n'),
  ],
];

type Change = { readonly at: number; readonly how: 'flip' | 'cut' | 'double' | 'drop'; readonly value: number };
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  how: fc.constantFrom('flip', 'cut', 'double', 'drop'),
  value: fc.nat(255),
});

function changed(bytes: Buffer, changes: readonly Change[]): Buffer {
  let out = Buffer.from(bytes);
  for (const { at, how, value } of changes) {
    const place = Math.min(out.length - 1, Math.floor(at * out.length));
    if (place < 0) return out;
    if (how === 'flip') out[place] = value;
    else if (how === 'cut') out = out.subarray(0, place);
    else if (how === 'double') out = Buffer.concat([out.subarray(0, place), out.subarray(Math.max(0, place - value))]);
    else out = Buffer.concat([out.subarray(0, place), out.subarray(place + value)]);
  }
  return out;
}

describe('whatever has happened to a file', () => {
  it.each(SEEDS)(
    'each part of it comes to an outcome: %s',
    async (name, seed) => {
      const folder = mkdtempSync(join(tmpdir(), 'cuttings-fuzz-'));
      const path = join(folder, name);
      try {
        await fc.assert(
          fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
            const bytes = changed(seed, changes);
            const sources = [];
            if (containerKind(bytes.subarray(0, 4096)) === undefined) {
              const reading = readSource({ id: `sha256:${'0'.repeat(64)}`, name, bytes });
              if ('parsed' in reading) sources.push(reading.parsed);
            } else {
              writeFileSync(path, bytes);
              const { items } = await openedFrom(path, name, bytes.length);
              expect(items.at(-1)?.path).toBe(path);
              for (const item of items) if ('parsed' in item && item.packed !== undefined) sources.push(item.parsed);
            }
            for (const { coverage, bytes: length, warnings } of sources) {
              expect(Object.values(coverage).reduce((sum, part) => sum + part, 0)).toBe(length);
              expect(warnings.filter((warning) => /^Reading this page failed/.test(warning.message))).toEqual([]);
            }
          }),
          { numRuns: 100 },
        );
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    60_000,
  );
});
