import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { KeptBytes, loadKept, planKept } from '../../../main/importing/kept.ts';
import { weigh } from '../../../main/importing/load.ts';
import type { KeptAnswer, KeptFile } from '../../../preload/contract/import-port.ts';
import { settle } from './fakes.ts';

const CONTAINER = { name: 'a.zip', member: 'in/t.csv' } as const;
const FILE: KeptFile = {
  id: 'sha256:1',
  path: '/gone/a.zip › in/t.csv',
  name: 't.csv',
  bytes: 5,
  container: CONTAINER,
  context: { url: 'https://x.example/' },
};
const answer = (part: { readonly packed: Uint8Array<ArrayBuffer> } | { readonly problem: string }): KeptAnswer => ({
  type: 'kept',
  import: 'i1',
  id: FILE.id,
  ...part,
});
const from = (part: Parameters<typeof answer>[0]) => ({ get: async () => answer(part) });

describe('a source that is read from the library', () => {
  it('is planned without a look at the disk, and weighs what it did', () => {
    const told: unknown[] = [];
    const plan = planKept([FILE], (part) => told.push(part));
    expect(told).toEqual([{ paths: [FILE.path], skipped: 0, last: true }]);
    expect(plan.map((planned) => weigh(planned))).toEqual([5]);
  });

  it('has its bytes, and its place in the container it came out of', async () => {
    const packed = new Uint8Array(gzipSync('a,b\n1'));
    const loaded = await loadKept(FILE, from({ packed }));
    expect(loaded).toEqual({
      path: FILE.path,
      name: 't.csv',
      bytes: Buffer.from('a,b\n1'),
      within: CONTAINER,
      context: { url: 'https://x.example/' },
    });
  });

  it('whose bytes are not there, or damaged, comes to an outcome that says so', async () => {
    expect(await loadKept(FILE, from({ problem: 'The library does not keep the bytes of this file.' }))).toMatchObject({
      error: { kind: 'gone', message: 'The library does not keep the bytes of this file. Drop the file again from where it is now.' },
    });
    const damaged = await loadKept(FILE, from({ packed: new Uint8Array(gzipSync('a,b\n1').subarray(0, 12)) }));
    expect(damaged).toMatchObject({ error: { kind: 'gone', title: 'Not kept', message: expect.stringContaining('damaged') } });
  });

  it('is asked for once, however many wait for it', async () => {
    const asked: string[] = [];
    const kept = new KeptBytes((id) => asked.push(id));
    const both = Promise.all([kept.get(FILE.id), kept.get(FILE.id)]);
    await settle();
    kept.receive(answer({ problem: 'no' }));
    expect(await both).toEqual([answer({ problem: 'no' }), answer({ problem: 'no' })]);
    expect(asked).toEqual([FILE.id]);
  });
});
