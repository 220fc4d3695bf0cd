import type { SearchHit } from '../../preload/contract/store-rpc.ts';
import type { Command } from './args.ts';
import type { CommandServices, ExitCode } from './headless.ts';
import { count } from './words.ts';

export async function searchCommand(command: Extract<Command, { name: 'search' }>, { store, output }: CommandServices): Promise<ExitCode> {
  const { articles, comments, hits } = await store.call('search', {
    query: command.query,
    limit: command.limit,
    ...(command.order && { order: command.order }),
  });
  if (command.json) {
    for (const hit of hits) output.result(JSON.stringify({ type: 'hit', ...hit }));
    output.result(JSON.stringify({ type: 'totals', articles, comments }));
    return 0;
  }
  for (const hit of hits) output.result(lineOf(hit));
  const shown = hits.length < articles + comments ? `; the first ${hits.length} are shown, --limit N shows more` : '';
  output.note(`${count(articles, 'article')}, ${count(comments, 'comment')}${shown}`);
  return 0;
}

function lineOf(hit: SearchHit): string {
  if (hit.kind === 'article') return `${hit.id}  ${hit.title}: ${hit.snippet}`;
  const by = [hit.number === undefined ? undefined : `#${hit.number}`, hit.author].filter((part) => part !== undefined).join(' ');
  return `${hit.id}  ${by === '' ? '' : `${by} on `}${hit.title}: ${hit.snippet}`;
}
