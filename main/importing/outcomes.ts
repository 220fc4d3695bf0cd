import type { FileOutcome, ImportId } from '../../corpus/records.ts';
import type { Store } from '../store-client.ts';

/** Every outcome of an import, in order, fetched from the store in parts. Throws the store's failures. */
export async function* outcomesOf(id: ImportId, store: Pick<Store, 'call'>): AsyncGenerator<FileOutcome> {
  for (let after: number | undefined; ; ) {
    const { outcomes, next } = await store.call('import.outcomes', { id, ...(after !== undefined && { after }) });
    yield* outcomes;
    if (next === undefined) return;
    after = next;
  }
}
