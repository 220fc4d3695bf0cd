import { describe, expect, it } from 'vitest';
import { CuttingsError } from '../../../corpus/errors.ts';
import type { ImportRun } from '../../../corpus/records.ts';
import type { ToParser, ToStore } from '../../../preload/contract/import-port.ts';
import type { StoreReply, StoreRequest } from '../../../preload/contract/store-rpc.ts';
import { CREDITS, importHandlers, serveImport } from '../../../renderer/service/importing.ts';
import { refuseRpc, type StoreHandlers, serveRpc } from '../../../renderer/service/rpc.ts';
import type { LibraryWriter, WriteBatch } from '../../../renderer/store/writer.ts';
import { settle } from './fakes.ts';

class FakePort<In, Out> {
  readonly sent: Out[] = [];
  say: (message: In) => void = () => undefined;
  postMessage(message: Out): void {
    this.sent.push(message);
  }
  onMessage(listener: (message: In) => void): void {
    this.say = listener;
  }
}

const totals = { files: 1, articles: 1, comments: 0, known: 0, failed: 0, bytes: 9 };
const batch = (seq: number): ToStore => ({ type: 'batch', import: 'i1', seq, items: [] });

describe('the store window’s end of an import', () => {
  it('grants four batches at first, and one for each it has committed', async () => {
    const port = new FakePort<ToStore, ToParser>();
    let commit: () => void = () => undefined;
    serveImport(port, 'i1', { writeBatch: () => new Promise((resolve) => (commit = () => resolve(totals))) });
    expect(port.sent).toEqual([{ type: 'credit', batches: CREDITS }]);
    port.say(batch(0));
    await settle();
    expect(port.sent).toHaveLength(1);
    commit();
    await settle();
    expect(port.sent.slice(1)).toEqual([
      { type: 'ack', seq: 0, totals },
      { type: 'credit', batches: 1 },
    ]);
  });

  it('writes one batch after another', async () => {
    const port = new FakePort<ToStore, ToParser>();
    const log: string[] = [];
    serveImport(port, 'i1', {
      writeBatch: async ({ seq }: WriteBatch) => {
        log.push(`begin ${seq}`);
        await settle();
        log.push(`end ${seq}`);
        return totals;
      },
    });
    for (const seq of [0, 1]) port.say(batch(seq));
    await settle();
    await settle();
    await settle();
    expect(log).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1']);
  });

  it('refuses a batch that cannot be stored, with the reason, and takes nothing after it', async () => {
    const port = new FakePort<ToStore, ToParser>();
    const tried: number[] = [];
    serveImport(port, 'i1', {
      writeBatch: async ({ seq }: WriteBatch) => {
        tried.push(seq);
        throw new CuttingsError('not-stored', 'The disk is full.');
      },
    });
    for (const seq of [0, 1, 2]) port.say(batch(seq));
    await settle();
    expect(port.sent.slice(1)).toEqual([{ type: 'refused', seq: 0, kind: 'not-stored', message: 'The disk is full.' }]);
    expect(tried).toEqual([0]);
  });
});

describe('what an import left out', () => {
  const run: ImportRun = { id: 'i1', names: ['pages'], roots: ['/pages'], startedAt: '2026-01-01T00:00:00Z', state: 'interrupted', totals };
  const handlersFor = (found: ImportRun | undefined) => {
    const unused = async (): Promise<never> => {
      throw new Error('not asked for');
    };
    const writer: LibraryWriter = {
      beginImport: unused,
      planPaths: unused,
      endImport: unused,
      recoverImports: unused,
      writeBatch: unused,
      missingPaths: async () => ['/pages/9.txt'],
      mappings: unused,
      saveMapping: unused,
    };
    return importHandlers({ importRun: async () => found }, writer);
  };

  it('is what was planned and came to no outcome', async () => {
    expect(await handlersFor({ ...run, planned: 10 })['import.missing']('i1')).toEqual({ names: ['pages'], roots: ['/pages'], paths: ['/pages/9.txt'] });
  });

  it('is everything where it ended before its plan was whole', async () => {
    expect(await handlersFor(run)['import.missing']('i1')).toEqual({ names: ['pages'], roots: ['/pages'], paths: ['/pages'] });
  });

  it('cannot be told of an import the library does not have', async () => {
    await expect(handlersFor(undefined)['import.missing']('i1')).rejects.toMatchObject({ kind: 'no-import' });
  });
});

describe('answering main’s calls', () => {
  const handlers = {
    'import.recover': async () => [],
    'import.missing': async () => {
      throw new CuttingsError('no-import', 'There is none.');
    },
  } satisfies Partial<StoreHandlers>;

  it('says it is ready, then answers each call with its outcome', async () => {
    const port = new FakePort<StoreRequest, StoreReply>();
    serveRpc(port, handlers as unknown as StoreHandlers);
    expect(port.sent).toEqual([{ ready: true }]);
    port.say({ id: 1, method: 'import.missing', params: ['i1'] });
    port.say({ id: 2, method: 'import.recover', params: [] });
    await settle();
    expect(port.sent).toContainEqual({ id: 2, result: { ok: true, value: [] } });
    expect(port.sent).toContainEqual({ id: 1, result: { ok: false, error: { kind: 'no-import', message: 'There is none.' } } });
  });

  it('tells why there will be no answers', () => {
    const port = new FakePort<StoreRequest, StoreReply>();
    refuseRpc(port, { kind: 'newer-library', message: 'Newer.' });
    expect(port.sent).toEqual([{ failed: { kind: 'newer-library', message: 'Newer.' } }]);
  });
});
