/** The search worker's entry: answers questions about the library from its own opening of it and of the index. */
import { openReader } from '../store/open.ts';
import { createAnalyses } from './analyses/analyses.ts';
import { type Sources, searchAnswerer } from './answer.ts';
import { createEngine } from './engine/create.ts';
import { damageTeller } from './index/damages.ts';
import { opfsFiles } from './index/opfs-files.ts';
import type { Ping, PongReply, SearchRequest } from './protocol.ts';

async function open(): Promise<Sources> {
  const { reader, index } = await openReader();
  return { engine: createEngine({ reader, index, files: opfsFiles(), onDamaged: damageTeller() }), analyses: createAnalyses(reader) };
}

const answer = searchAnswerer(open, (reply, transfer) => self.postMessage(reply, { transfer }), open());
self.addEventListener('message', ({ data }: MessageEvent<SearchRequest | Ping>) => {
  if (data.kind === 'ping') self.postMessage({ id: data.id, kind: 'pong' } satisfies PongReply);
  else void answer(data);
});
