import type { Command } from './args.ts';
import type { CommandServices, ExitCode } from './headless.ts';
import { number, percent, size } from './words.ts';

export async function statsCommand(command: Extract<Command, { name: 'stats' }>, { store, output }: CommandServices): Promise<ExitCode> {
  const stats = await store.call('stats');
  if (command.json) {
    output.result(JSON.stringify({ type: 'stats', ...stats }));
    return 0;
  }
  const rows: (readonly [string, string])[] = [
    ['sources', `${number(stats.sources)} (${size(stats.bytes)})`],
    ['articles', `${number(stats.articles)}, untagged ${number(stats.untaggedArticles)}`],
    ['comments', `${number(stats.comments)}, untagged ${number(stats.untaggedComments)}`],
    ['tags', `${number(stats.tags)}, set ${number(stats.taggings)} times`],
    ['notes', number(stats.notes)],
    ['imports', number(stats.imports)],
    ...(['article', 'comment', 'furniture', 'unparsed', 'blank'] as const).map(
      (kind) => [`bytes ${kind}`, `${number(stats.coverage[kind])} (${percent(stats.coverage[kind], stats.bytes)})`] as const,
    ),
    ...Object.entries(stats.layouts).map(([layout, sources]) => [`layout ${layout}`, `${number(sources)} sources`] as const),
    ['parser', stats.parser],
    ['schema', String(stats.schema)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) output.result(`${name.padEnd(width)}  ${value}`);
  return 0;
}
