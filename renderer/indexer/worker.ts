/** The indexer's entry: keeps the search index as long as it holds the index's lock, which one worker of all windows does. */
import { attempt, toFailure } from '../../corpus/errors.ts';
import { onDamage } from '../search/index/damages.ts';
import { opfsFiles } from '../search/index/opfs-files.ts';
import { openIndexStore } from '../store/open.ts';
import { Indexer } from './indexer.ts';
import type { IndexerMessage, IndexerReply } from './protocol.ts';

const LOCK = 'cuttings-index';

const tell = (reply: IndexerReply): void => self.postMessage(reply);

async function open(): Promise<Indexer> {
  const { index, onIndexChange } = await openIndexStore();
  const indexer = new Indexer({ store: index, files: opfsFiles(), log: (log) => tell({ log }) });
  onIndexChange(() => indexer.changed());
  onDamage((segment) => indexer.damaged(segment));
  return indexer;
}

const opening = open();
opening.then(
  (indexer) => navigator.locks.request(LOCK, () => indexer.run()),
  (error: unknown) => tell({ log: `The search index is not kept: ${toFailure(error).message}` }),
);

self.addEventListener('message', async ({ data: { id, ask } }: MessageEvent<IndexerMessage>) => {
  const result = await attempt(async () => (await opening)[ask]());
  tell(result.ok ? { id } : { id, failure: result.error });
});
