import type { Command } from './args.ts';
import type { CommandServices, ExitCode } from './headless.ts';
import { count } from './words.ts';

export async function tagCommand(command: Extract<Command, { name: 'tag' }>, { store, output }: CommandServices): Promise<ExitCode> {
  const answer = await store.call('tag', { query: command.query, ...command.change });
  if (command.json) {
    output.result(JSON.stringify({ type: 'tag', ...command.change, ...answer }));
    return 0;
  }
  const done = 'add' in command.change ? `tagged “${command.change.add}”` : `freed of “${command.change.remove}”`;
  output.result(`${count(answer.changed, 'article or comment', 'articles and comments')} ${done}; ${answer.matched} matched`);
  return 0;
}
