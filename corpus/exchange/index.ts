/** The export formats. A new one is a file beside this and a line here. */
import { CuttingsError } from '../errors.ts';
import type { ExportFormat } from './format.ts';
import { taggedJson } from './tagged-json.ts';

export type FormatId = 'json';

export const EXPORT_FORMATS: Readonly<Record<FormatId, ExportFormat>> = {
  json: taggedJson,
};

export function isFormatId(id: string): id is FormatId {
  return Object.hasOwn(EXPORT_FORMATS, id);
}

/** Throws `CuttingsError` kind `format` for a name that is none. */
export function exportFormat(id: string): ExportFormat {
  if (isFormatId(id)) return EXPORT_FORMATS[id];
  throw new CuttingsError('format', `There is no export format “${id}”; there is: ${Object.keys(EXPORT_FORMATS).join(', ')}.`);
}
