import path from 'node:path';
import { CuttingsError } from '../../corpus/errors.ts';
import { runExport } from '../exporting/runner.ts';
import type { Command } from './args.ts';
import type { CommandServices, ExitCode } from './headless.ts';
import { count, size } from './words.ts';

export async function exportCommand(command: Extract<Command, { name: 'export' }>, services: CommandServices): Promise<ExitCode> {
  const request = { format: command.format, query: command.filter, path: path.resolve(services.cwd, command.file), overwrite: command.force };
  const done = await runExport(request, { store: services.store, app: services.app, signal: services.signal }).catch((error: unknown) => {
    if (error instanceof CuttingsError && error.kind === 'exists') throw new CuttingsError('exists', `${error.message} --force replaces it.`, { cause: error });
    throw error;
  });
  services.output.result(
    command.json
      ? JSON.stringify({ type: 'export', ...done })
      : `${count(done.articles, 'article')} and ${count(done.comments, 'comment')} to ${done.path}, ${size(done.bytes)}, content SHA-256 ${done.sha256}`,
  );
  return 0;
}
