/** The search worker's entry: answers the window's searches from its own opening of the library. */
import { openReader } from '../store/open.ts';
import { searchAnswerer } from './answer.ts';
import { packed, type SearchRequest } from './protocol.ts';

const open = async () => (await openReader()).reader;
const answer = searchAnswerer(open, (reply) => self.postMessage(packed(reply)), open());
self.addEventListener('message', (event: MessageEvent<SearchRequest>) => void answer(event.data));
