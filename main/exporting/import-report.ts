import { CuttingsError } from '../../corpus/errors.ts';
import { importReport, type ReportForm } from '../../corpus/import-report.ts';
import type { FileOutcome, ImportId } from '../../corpus/records.ts';
import type { ReportSaved } from '../../preload/contract/app-api.ts';
import { outcomesOf } from '../importing/outcomes.ts';
import type { Store } from '../store-client.ts';
import { type WholeFiles, writeWholeFile } from './whole-file.ts';

export interface ReportRequest {
  readonly id: ImportId;
  readonly form: ReportForm;
  readonly path: string;
}

/** Writes the report of an import to an absolute path. Throws `CuttingsError` kind `no-import`, the kinds of `writeFailure`, and the store's failures. */
export async function saveImportReport({ id, form, path: target }: ReportRequest, store: Store, files?: WholeFiles): Promise<ReportSaved> {
  const run = await store.call('import.run', id);
  if (run === undefined) throw new CuttingsError('no-import', `The library has no import ${id}.`);
  const outcomes: FileOutcome[] = [];
  for await (const outcome of outcomesOf(id, store)) outcomes.push(outcome);
  return { path: target, bytes: await writeWholeFile(target, importReport(form, run, outcomes), files), files: outcomes.length };
}

/** What file systems refuse in names, Windows among them. */
const REFUSED = /[<>:"/\\|?*\p{Cc}]+/gu;

/** A file name for the report of what was dropped: `harbour.zip import report.csv`. */
export function reportName(names: readonly string[], form: ReportForm): string {
  const [first = '', ...others] = names;
  const dropped = first
    .replaceAll(REFUSED, '-')
    .replace(/^[.\s-]+/u, '')
    .slice(0, 80)
    .trim();
  return `${[dropped, ...(others.length > 0 ? [`and ${others.length} more`] : []), 'import report'].filter((part) => part !== '').join(' ')}.${form}`;
}
