import { describe, expect, it } from 'vitest';
import { startIndexer } from '../../renderer/indexer/client.ts';
import { toMerge, withGone } from '../../renderer/indexer/plan.ts';
import type { IndexerMessage, IndexerPort, IndexerReply } from '../../renderer/indexer/protocol.ts';

function port() {
  const asked: IndexerMessage[] = [];
  let reply: (event: { readonly data: IndexerReply }) => void = () => undefined;
  let fail: (event: { readonly message: string }) => void = () => undefined;
  const end: IndexerPort = {
    postMessage: (message) => asked.push(message),
    addEventListener(type: 'message' | 'error', listener: (event: never) => void) {
      if (type === 'message') reply = listener as typeof reply;
      else fail = listener as typeof fail;
    },
  };
  return { end, asked, reply: (data: IndexerReply) => reply({ data }), fail: (message: string) => fail({ message }) };
}

describe('the store window’s hand in the index', () => {
  it('asks, and hears of what was asked', async () => {
    const { end, asked, reply } = port();
    const client = startIndexer(
      () => undefined,
      () => end,
    );
    const [settled, rebuilt] = [client.settle(), client.rebuild()];
    expect(asked).toEqual([
      { id: 1, ask: 'settle' },
      { id: 2, ask: 'rebuild' },
    ]);
    reply({ id: 2, failure: { kind: 'unexpected', message: 'The disk is full' } });
    await expect(rebuilt).rejects.toThrow('The disk is full');
    reply({ id: 1 });
    await settled;
  });

  it('logs what goes wrong, and refuses once the worker has died', async () => {
    const { end, reply, fail } = port();
    const logged: string[] = [];
    const client = startIndexer(
      (text) => logged.push(text),
      () => end,
    );
    reply({ log: 'It is damaged.' });
    const waiting = client.settle();
    fail('out of memory');
    await expect(waiting).rejects.toMatchObject({ kind: 'index-unwritten' });
    await expect(client.settle()).rejects.toThrow('out of memory');
    expect(logged).toEqual(['It is damaged.', 'The search index is not kept any more: out of memory']);
  });
});

describe('which segments are merged', () => {
  const segment = (name: string, bytes: number, gone = 0) => ({ name, articles: 10, documents: 10, bytes, gone: new Uint32Array(gone) });

  it('the smallest, at once where there are more than eight, down to four', () => {
    const nine = Array.from({ length: 9 }, (_, at) => segment(`s${at}`, at === 3 ? 100 : 10 + at));
    expect(toMerge(nine, false).map(({ name }) => name)).toEqual(['s0', 's1', 's2', 's4', 's5', 's6']);
    expect(toMerge(nine.slice(1), false)).toEqual([]);
    expect(toMerge(nine.slice(4), true).map(({ name }) => name)).toEqual(['s4', 's5']);
    expect(toMerge(nine.slice(5), true)).toEqual([]);
  });

  it('at rest also one of which more than three tenths are gone', () => {
    const some = [segment('a', 1, 3), segment('b', 1, 4)];
    expect(toMerge(some, true).map(({ name }) => name)).toEqual(['b']);
    expect(toMerge(some, false)).toEqual([]);
  });

  it('keeps what is gone once, in order of number', () => {
    expect([...withGone(new Uint32Array([2, 10]), [9, 2, 100])]).toEqual([2, 9, 10, 100]);
  });
});
