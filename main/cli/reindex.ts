import type { Command } from './args.ts';
import type { CommandServices, ExitCode } from './headless.ts';
import { count } from './words.ts';

/** Builds the search index anew, and ends when it has the whole library. */
export async function reindexCommand(command: Extract<Command, { name: 'reindex' }>, { store, output }: CommandServices): Promise<ExitCode> {
  await store.call('index.rebuild');
  await store.call('index.settle');
  const { articles, comments } = await store.call('stats');
  output.result(
    command.json ? JSON.stringify({ type: 'reindex', articles, comments }) : `${count(articles, 'article')} and ${count(comments, 'comment')} indexed anew`,
  );
  return 0;
}
