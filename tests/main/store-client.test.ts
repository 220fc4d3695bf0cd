import { beforeEach, describe, expect, it } from 'vitest';
import { type RpcPort, StoreClient } from '../../main/store-client.ts';
import type { StoreReply, StoreRequest } from '../../preload/contract/store-rpc.ts';

class FakePort implements RpcPort {
  readonly sent: StoreRequest[] = [];
  closed = false;
  say: (message: StoreReply) => void = () => undefined;
  postMessage(message: StoreRequest): void {
    this.sent.push(message);
  }
  onMessage(listener: (message: StoreReply) => void): void {
    this.say = listener;
  }
  close(): void {
    this.closed = true;
  }
}

const gone = { kind: 'store-gone', message: 'The store stopped.' };
let client: StoreClient;
let port: FakePort;
beforeEach(() => {
  client = new StoreClient();
  port = new FakePort();
});

describe('calling the store', () => {
  it('waits until the store is ready, and sends in order', async () => {
    const recovered = client.call('import.recover');
    client.connect(port);
    const missing = client.call('import.missing', 'i1');
    expect(port.sent).toEqual([]);
    port.say({ ready: true });
    expect(port.sent).toEqual([
      { id: 1, method: 'import.recover', params: [] },
      { id: 2, method: 'import.missing', params: ['i1'] },
    ]);
    port.say({ id: 2, result: { ok: true, value: { names: [], roots: [], paths: ['/a'] } } });
    port.say({ id: 1, result: { ok: true, value: [] } });
    expect(await missing).toEqual({ names: [], roots: [], paths: ['/a'] });
    expect(await recovered).toEqual([]);
  });

  it('throws the store’s failure with its kind', async () => {
    client.connect(port);
    port.say({ ready: true });
    const call = client.call('stats');
    port.say({ id: 1, result: { ok: false, error: { kind: 'no-import', message: 'There is none.' } } });
    await expect(call).rejects.toMatchObject({ kind: 'no-import', message: 'There is none.' });
  });

  it('fails what is under way when the store dies; what comes next waits for the next store', async () => {
    client.connect(port);
    port.say({ ready: true });
    const under = client.call('stats');
    client.lost(gone);
    await expect(under).rejects.toMatchObject(gone);
    expect(port.closed).toBe(true);

    const next = client.call('import.recover');
    const second = new FakePort();
    client.connect(second);
    second.say({ ready: true });
    port.say({ id: 2, result: { ok: true, value: 'from the dead' } });
    second.say({ id: 2, result: { ok: true, value: [] } });
    expect(await next).toEqual([]);
  });

  it('is refused with the reason while the library cannot be opened, and told to whoever listens', async () => {
    const heard: unknown[] = [];
    client.onFailure((failure) => heard.push(failure));
    const early = client.call('stats');
    client.connect(port);
    const newer = { kind: 'newer-library', message: 'Written by a newer version.' };
    port.say({ failed: newer });
    await expect(early).rejects.toMatchObject(newer);
    await expect(client.call('stats')).rejects.toMatchObject(newer);
    expect([heard, client.failure]).toEqual([[newer], newer]);

    client.connect(new FakePort());
    expect(client.failure).toBeUndefined();
  });
});
