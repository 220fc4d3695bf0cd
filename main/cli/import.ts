import fs from 'node:fs/promises';
import path from 'node:path';
import { CuttingsError } from '../../corpus/errors.ts';
import { type Mapping, readMapping } from '../../corpus/mapping/mapping.ts';
import type { FileOutcome } from '../../corpus/records.ts';
import { outcomesOf } from '../importing/outcomes.ts';
import type { Command } from './args.ts';
import type { CommandServices, ExitCode } from './headless.ts';
import { count, size } from './words.ts';

/** One line a source, then totals. 1 where a source failed or the import did not come to its end. */
export async function importCommand(command: Extract<Command, { name: 'import' }>, services: CommandServices): Promise<ExitCode> {
  const { imports, output, signal } = services;
  const paths = command.paths.map((one) => path.resolve(services.cwd, one));
  for (const [i, one] of paths.entries()) await refuseMissing(one, command.paths[i] ?? one);

  const mapping = command.map === undefined ? undefined : await mappingIn(path.resolve(services.cwd, command.map), command.map);
  const id = await imports.start(paths, undefined, mapping);
  const cancel = (): void => {
    // one that has just ended cannot be cancelled any more, and need not be
    imports.cancel(id).catch((error: unknown) => {
      if (!(error instanceof CuttingsError) || error.kind !== 'no-import') output.note(`import: ${String(error)}`);
    });
  };
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  const end = await imports.end(id);
  signal.removeEventListener('abort', cancel);

  const totals = { files: 0, new: 0, merged: 0, known: 0, failed: 0, 'needs-mapping': 0, articles: 0, comments: 0, bytes: 0 };
  for await (const outcome of outcomesOf(id, services.store)) {
    if (outcome.result !== 'opened') {
      totals.files += 1;
      totals[outcome.result] += 1;
      totals.bytes += outcome.bytes;
    }
    if (outcome.result === 'new' || outcome.result === 'merged') {
      totals.articles += outcome.articles.length - (outcome.knownArticles ?? 0);
      totals.comments += outcome.comments - (outcome.knownComments ?? 0);
    }
    output.result(command.json ? JSON.stringify({ type: 'source', ...outcome }) : lineOf(outcome));
  }

  if (command.json)
    output.result(JSON.stringify({ type: 'totals', import: id, state: end.state, ...(end.reason !== undefined && { reason: end.reason }), ...totals }));
  else {
    output.result(
      `${count(totals.files, 'source')}: ${totals.new} new, ${totals.merged === 0 ? '' : `${totals.merged} merged, `}${totals.known} known, ${totals.failed} failed${totals['needs-mapping'] === 0 ? '' : `, ${totals['needs-mapping']} waiting for --map`}; ` +
        `${count(totals.articles, 'article')}, ${count(totals.comments, 'comment')}, ${size(totals.bytes)}`,
    );
  }
  if (end.state !== 'done') output.note(`import: it ended early (${end.state}); what was imported is kept.${end.reason === undefined ? '' : ` ${end.reason}`}`);
  return end.state === 'done' && totals.failed === 0 ? 0 : 1;
}

/** Throws `CuttingsError` kind `missing-file` or `mapping`. */
async function mappingIn(file: string, given: string): Promise<Mapping> {
  const text = await fs.readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CuttingsError('missing-file', `the mapping ${given} cannot be read (${error.code ?? error.message}); nothing was imported`);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CuttingsError('mapping', `the mapping ${given} is no JSON (${error instanceof Error ? error.message : String(error)}); nothing was imported`);
  }
  const mapping = readMapping(value);
  if ('problem' in mapping) throw new CuttingsError('mapping', `the mapping ${given} cannot be used: ${mapping.problem}; nothing was imported`);
  return mapping;
}

async function refuseMissing(file: string, given: string): Promise<void> {
  await fs.stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
      throw new CuttingsError('missing-file', `there is no file or folder ${given}; nothing was imported`);
    // what is there and cannot be read becomes a failed source, with its reason
    if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error;
  });
}

/** A line stays a line: the first names, and how many more there are. */
function someOf(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).join(', ');
  return names.length > NAMES_SHOWN ? `${shown} and ${names.length - NAMES_SHOWN} more` : shown;
}

const NAMES_SHOWN = 8;

function lineOf(outcome: FileOutcome): string {
  const result = outcome.result.padEnd(6);
  if (outcome.result === 'needs-mapping')
    return `${result}  ${outcome.path}  kept, not read: say with --map FILE what its columns mean (${someOf(outcome.table?.columns ?? [])})`;
  if (outcome.error !== undefined) return `${result}  ${outcome.path}  ${outcome.error.title}: ${outcome.error.message}`;
  if (outcome.result === 'opened')
    return `${result}  ${outcome.path}  ${[count(outcome.members ?? 0, 'member'), ...outcome.warnings.map(({ message }) => message)].join('; ')}`;
  const facts = [
    count(outcome.articles.length, 'article'),
    count(outcome.comments, 'comment'),
    ...(outcome.layout === undefined ? [] : [outcome.layout]),
    ...(outcome.coverage !== undefined && outcome.coverage.unparsed > 0 ? [`${size(outcome.coverage.unparsed)} unparsed`] : []),
    ...(outcome.warnings.length > 0 ? [count(outcome.warnings.length, 'warning')] : []),
  ];
  return `${result}  ${outcome.path}  ${facts.join(', ')}`;
}
