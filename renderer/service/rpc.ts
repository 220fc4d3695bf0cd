/** The store window's end of main's calls: every one is answered as `Result`, in order of completion. */
import { attempt, type Failure } from '../../corpus/errors.ts';
import type { StoreCalls, StoreReply, StoreRequest } from '../../preload/contract/store-rpc.ts';

export type StoreHandlers = { readonly [M in keyof StoreCalls]: (...params: Parameters<StoreCalls[M]>) => Promise<ReturnType<StoreCalls[M]>> };

/** As much of a `MessagePort` as is needed. */
export interface RpcServerPort {
  postMessage(message: StoreReply): void;
  onMessage(listener: (message: StoreRequest) => void): void;
}

/** Answers calls from now on and says so: main sends nothing before. */
export function serveRpc(port: RpcServerPort, handlers: StoreHandlers): void {
  port.onMessage((request) => {
    void answer(handlers, request).then((reply) => port.postMessage(reply));
  });
  port.postMessage({ ready: true });
}

/** Tells main that the library cannot be opened; nothing will be answered. */
export function refuseRpc(port: RpcServerPort, failure: Failure): void {
  port.postMessage({ failed: failure });
}

async function answer(handlers: StoreHandlers, request: StoreRequest): Promise<StoreReply> {
  return { id: request.id, result: await attempt(() => run(handlers, request.method, request.params)) };
}

function run<M extends keyof StoreCalls>(handlers: StoreHandlers, method: M, params: Parameters<StoreCalls[M]>): Promise<ReturnType<StoreCalls[M]>> {
  return handlers[method](...params);
}
