/** The entry of the worker that reads sources anew, from its own opening of the library. */
import { attempt } from '../../corpus/errors.ts';
import { openReader } from '../store/open.ts';
import { answerAnew } from './answer.ts';
import type { AnewMessage, AnewReply } from './protocol.ts';

let opening: ReturnType<typeof openReader> | undefined;

self.addEventListener('message', async ({ data: { id, ...question } }: MessageEvent<AnewMessage>) => {
  const result = await attempt(async () => {
    opening ??= openReader();
    return answerAnew((await opening).reader, question);
  });
  if (!result.ok && result.error.kind.startsWith('library-')) opening = undefined;
  const reply: AnewReply = result.ok ? { id, answer: result.value } : { id, failure: result.error };
  self.postMessage(reply);
});
