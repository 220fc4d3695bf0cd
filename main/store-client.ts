/**
 * Main's side of the store window: typed calls over one port. Calls made before the store says `ready` wait; calls under way when the
 * store dies fail with kind `store-gone`; a store that cannot open refuses every call with its reason.
 */
import { CuttingsError, type Failure, unwrap } from '../corpus/errors.ts';
import type { StoreCalls, StoreReply, StoreRequest } from '../preload/contract/store-rpc.ts';

/** As much of a `MessagePortMain` as is needed. */
export interface RpcPort {
  postMessage(message: StoreRequest): void;
  onMessage(listener: (message: StoreReply) => void): void;
  close(): void;
}

/** What others may do with the store. */
export interface Store {
  /** Throws the store's failure as `CuttingsError`. */
  call<M extends keyof StoreCalls>(method: M, ...params: Parameters<StoreCalls[M]>): Promise<ReturnType<StoreCalls[M]>>;
}

interface Pending {
  readonly method: keyof StoreCalls;
  readonly params: readonly unknown[];
  readonly done: (value: unknown) => void;
  readonly failed: (error: unknown) => void;
}

type State = { readonly kind: 'opening' } | { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly failure: Failure };

export class StoreClient implements Store {
  #state: State = { kind: 'opening' };
  #port: RpcPort | undefined;
  #nextId = 1;
  readonly #sent = new Map<number, Pending>();
  #waiting: Pending[] = [];
  readonly #failureListeners: ((failure: Failure) => void)[] = [];

  call<M extends keyof StoreCalls>(method: M, ...params: Parameters<StoreCalls[M]>): Promise<ReturnType<StoreCalls[M]>> {
    return new Promise<unknown>((done, failed) => {
      const pending: Pending = { method, params, done, failed };
      if (this.#state.kind === 'failed') failed(new CuttingsError(this.#state.failure.kind, this.#state.failure.message));
      else if (this.#state.kind === 'opening') this.#waiting.push(pending);
      else this.#send(pending);
      // the store answers a method with that method's type; both sides are compiled against one contract
    }) as Promise<ReturnType<StoreCalls[M]>>;
  }

  /** Called each time a store window's page is there; whatever spoke before is let go. */
  connect(port: RpcPort): void {
    this.#port?.close();
    this.#port = port;
    this.#state = { kind: 'opening' };
    port.onMessage((message) => {
      if (port === this.#port) this.#receive(message);
    });
  }

  /** The store window is gone and another will be made: what was asked fails, what comes next waits. */
  lost(failure: Failure): void {
    this.#port?.close();
    this.#port = undefined;
    this.#state = { kind: 'opening' };
    this.#failSent(failure);
  }

  /** The store will not come (back): everything fails until another one connects. */
  fail(failure: Failure): void {
    this.#state = { kind: 'failed', failure };
    this.#failSent(failure);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const pending of waiting) pending.failed(new CuttingsError(failure.kind, failure.message));
    for (const listener of this.#failureListeners) listener(failure);
  }

  /** Why every call fails, while that is so. */
  get failure(): Failure | undefined {
    return this.#state.kind === 'failed' ? this.#state.failure : undefined;
  }

  /** Calls `listener` each time the library cannot be opened. */
  onFailure(listener: (failure: Failure) => void): void {
    this.#failureListeners.push(listener);
  }

  #failSent(failure: Failure): void {
    const sent = [...this.#sent.values()];
    this.#sent.clear();
    for (const pending of sent) pending.failed(new CuttingsError(failure.kind, failure.message));
  }

  #send(pending: Pending): void {
    if (this.#port === undefined) throw new Error('the store is ready but has no port');
    const id = this.#nextId;
    this.#nextId += 1;
    this.#sent.set(id, pending);
    // method and params belong together by the signature of `call`
    this.#port.postMessage({ id, method: pending.method, params: pending.params } as StoreRequest);
  }

  #receive(message: StoreReply): void {
    if ('ready' in message) {
      this.#state = { kind: 'ready' };
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const pending of waiting) this.#send(pending);
      return;
    }
    if ('failed' in message) {
      this.fail(message.failed);
      return;
    }
    const pending = this.#sent.get(message.id);
    if (pending === undefined) throw new Error(`the store answered call ${message.id}, which nobody waits for`);
    this.#sent.delete(message.id);
    try {
      pending.done(unwrap(message.result));
    } catch (error) {
      pending.failed(error);
    }
  }
}
