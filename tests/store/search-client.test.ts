import { describe, expect, it } from 'vitest';
import type { SearchOutcome } from '../../renderer/search/client.ts';
import { ownScript } from '../../renderer/search/own-worker.ts';
import type { SearchPort, SearchReply, SearchRequest } from '../../renderer/search/protocol.ts';
import { createSearchClient } from '../../renderer/search/worker-client.ts';

type OnReply = (event: { readonly data: SearchReply }) => void;
type OnError = (event: { readonly message: string }) => void;

/** A worker that keeps what it is asked and says what the test tells it to. */
class FakeWorker implements SearchPort {
  readonly requests: SearchRequest[] = [];
  terminated = false;
  #onReply: OnReply = () => undefined;
  #onError: OnError = () => undefined;

  postMessage(request: SearchRequest): void {
    this.requests.push(request);
  }
  addEventListener(type: 'message' | 'error', listener: OnReply | OnError): void {
    if (type === 'message') this.#onReply = listener as OnReply;
    else this.#onError = listener as OnError;
  }
  terminate(): void {
    this.terminated = true;
  }
  reply(data: SearchReply): void {
    this.#onReply({ data });
  }
  breakOff(message: string): void {
    this.#onError({ message });
  }
}

const FOUND: SearchOutcome = { ok: true, result: { query: 'tide', articles: ['a1'], comments: [], took: 1 } };

describe('the search client', () => {
  it('gives the worker’s answer', async () => {
    const worker = new FakeWorker();
    const answer = createSearchClient(worker).search('tide', 'title');
    expect(worker.requests).toEqual([{ id: 1, query: 'tide', order: 'title' }]);
    worker.reply({ id: 1, outcome: FOUND });
    expect(await answer).toEqual(FOUND);
  });

  it('gives the first search what was asked ahead, and only the first, and only where it asks for the same', async () => {
    const ahead = { query: '', order: 'published' } as const;
    const worker = new FakeWorker();
    const client = createSearchClient(worker, ahead);
    expect(worker.requests).toEqual([{ id: 1, ...ahead }]);
    worker.reply({ id: 1, outcome: FOUND });
    expect(await client.search('', 'published')).toEqual(FOUND);
    void client.search('', 'published').catch(() => undefined);
    expect(worker.requests).toHaveLength(2);

    const other = createSearchClient(worker, ahead);
    const asked = other.search('', 'title');
    worker.reply({ id: 1, outcome: { ...FOUND, result: { ...FOUND.result, query: 'older' } } });
    worker.reply({ id: 2, outcome: FOUND });
    expect(await asked).toEqual(FOUND);
  });

  it('tells the first search that what was asked ahead failed', async () => {
    const worker = new FakeWorker();
    const client = createSearchClient(worker, { query: '', order: 'published' });
    worker.reply({ id: 1, failure: { kind: 'library-unopened', message: 'No.' } });
    await new Promise((wake) => setTimeout(wake, 0));
    await expect(client.search('', 'published')).rejects.toMatchObject({ kind: 'library-unopened' });
  });

  it('lets a newer search take the place of an older one, whose late answer is passed over', async () => {
    const worker = new FakeWorker();
    const client = createSearchClient(worker);
    const older = client.search('tid', 'title');
    const newer = client.search('tide', 'title');
    await expect(older).rejects.toMatchObject({ kind: 'superseded' });
    worker.reply({ id: 1, outcome: { ...FOUND, result: { ...FOUND.result, query: 'tid' } } });
    worker.reply({ id: 2, outcome: FOUND });
    expect(await newer).toEqual(FOUND);
  });

  it('hands on the worker’s failure, and its end', async () => {
    const worker = new FakeWorker();
    const client = createSearchClient(worker);
    const refused = client.search('tide', 'title');
    worker.reply({ id: 1, failure: { kind: 'newer-library', message: 'Newer.' } });
    await expect(refused).rejects.toMatchObject({ kind: 'newer-library', message: 'Newer.' });
    const broken = client.search('tide', 'title');
    worker.breakOff('out of memory');
    await expect(broken).rejects.toMatchObject({ kind: 'search-failed', message: expect.stringContaining('out of memory') });
  });

  it('ends what is waiting when it is closed, and takes nothing more', async () => {
    const worker = new FakeWorker();
    const client = createSearchClient(worker);
    const waiting = client.search('tide', 'title');
    client.close();
    await expect(waiting).rejects.toMatchObject({ kind: 'search-closed' });
    await expect(client.search('tide', 'title')).rejects.toMatchObject({ kind: 'search-closed' });
    expect(worker.terminated).toBe(true);
    expect(worker.requests).toHaveLength(1);
  });
});

describe('the policy for the worker’s script', () => {
  it('lets the app’s own scripts through and no other', () => {
    expect(ownScript('/assets/worker.js', 'app://cuttings/app.html')).toBe('app://cuttings/assets/worker.js');
    for (const foreign of ['https://example.org/worker.js', 'app://other/worker.js', 'data:text/javascript,1', 'blob:https://example.org/1']) {
      expect(() => ownScript(foreign, 'app://cuttings/app.html')).toThrow(expect.objectContaining({ kind: 'foreign-script' }));
    }
  });
});
