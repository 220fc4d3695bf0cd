/** The search worker's entry: answers the window's searches from its own opening of the library. */
import { openReader } from '../store/open.ts';
import { searchAnswerer } from './answer.ts';
import type { SearchRequest } from './protocol.ts';

const answer = searchAnswerer(
  async () => (await openReader()).reader,
  (reply) => self.postMessage(reply),
);
self.addEventListener('message', (event: MessageEvent<SearchRequest>) => void answer(event.data));
