import { createHash } from 'node:crypto';
import { CuttingsError } from '../../corpus/errors.ts';
import { exportFormat } from '../../corpus/exchange/index.ts';
import type { ExportOpened } from '../../preload/contract/store-rpc.ts';
import type { Store } from '../store-client.ts';

export interface PullRequest {
  readonly format: string;
  /** A query of the query language; empty for everything. */
  readonly query: string;
  /** Name and version of the app, as the head states it. */
  readonly app: string;
}

/** Takes the parts of an export as they come; the next is asked for when it has settled. */
export interface PullSink {
  opened?(export_: ExportOpened): void;
  body(text: string, done: number): void | Promise<void>;
}

export interface Pulled {
  readonly opened: ExportOpened;
  readonly head: string;
  /** Of the canonical text, as the head states it. */
  readonly sha256: string;
}

/**
 * Pulls an export out of the store, piece by piece, and hashes it on the way. Throws the store's failures, what the sink throws, and
 * `CuttingsError` kind `cancelled` once `signal` is aborted.
 */
export async function pullExport(store: Store, request: PullRequest, sink: PullSink, signal?: AbortSignal): Promise<Pulled> {
  const format = exportFormat(request.format);
  refuseCancelled(signal);
  const opened = await store.call('export.open', { format: format.id, query: request.query });
  try {
    sink.opened?.(opened);
    const hash = createHash('sha256').update(format.canonicalStart, 'utf8');
    for (;;) {
      refuseCancelled(signal);
      const piece = await store.call('export.next', opened.handle);
      if (piece.text === undefined) break;
      hash.update(format.canonical(piece.text), 'utf8');
      await sink.body(piece.text, piece.done);
    }
    const sha256 = hash.digest('hex');
    const head = await store.call('export.head', { handle: opened.handle, app: request.app, sha256 });
    await store.call('export.close', opened.handle);
    return { opened, head, sha256 };
  } catch (error) {
    // The first error is the one to tell. Where closing fails too, the store is gone and the export with it.
    await store.call('export.close', opened.handle).catch(() => undefined);
    throw error;
  }
}

function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CuttingsError('cancelled', 'The export was cancelled; nothing was written.');
}
