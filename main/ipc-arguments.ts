/** What each call's arguments must look like. The window is ours, yet a compromised one must not reach past the contract. */
import path from 'node:path';
import { z } from 'zod';
import { CuttingsError } from '../corpus/errors.ts';
import { REPORT_FORMS } from '../corpus/import-report.ts';
import { readMapping } from '../corpus/mapping/mapping.ts';
import type { ImportId, SourceId } from '../corpus/records.ts';
import type { AppCalls, ExportRequest, MapRequest } from '../preload/contract/app-api.ts';
import { settingsChange } from './settings.ts';

const absolutePath = z
  .string()
  .max(32_768)
  .refine((text) => path.isAbsolute(text) && !text.includes('\0'), { error: 'expected an absolute path' });
const importId = z.templateLiteral(['i', z.string().regex(/^[0-9a-z-]{1,64}$/)]) satisfies z.ZodType<ImportId>;
const sourceId = z.templateLiteral(['sha256:', z.string().regex(/^[0-9a-f]{64}$/)]) satisfies z.ZodType<SourceId>;
const nothing = z.tuple([]);
const exportRequest: z.ZodType<ExportRequest> = z.strictObject({
  format: z.string().min(1).max(100),
  query: z.string().max(100_000),
  path: absolutePath,
  overwrite: z.boolean(),
});

const mapping = z.unknown().transform((value, context) => {
  const read = readMapping(value);
  if (!('problem' in read)) return read;
  context.addIssue({ code: 'custom', message: read.problem });
  return z.NEVER;
});
const mapRequest: z.ZodType<MapRequest> = z.strictObject({
  shape: z.string().regex(/^[0-9a-f]{16}$/),
  mapping,
  sources: z.array(sourceId).min(1).max(100_000),
});

const ARGUMENTS: { readonly [C in keyof AppCalls]: z.ZodType<Parameters<AppCalls[C]>> } = {
  'import:choose': z.tuple([z.enum(['files', 'folder'])]),
  'import:paths': z.tuple([z.array(absolutePath).min(1).max(100_000)]),
  'import:samples': nothing,
  'import:resume': z.tuple([importId]),
  'import:cancel': z.tuple([importId]),
  'import:pause': z.tuple([importId]),
  'import:continue': z.tuple([importId]),
  'import:preview-table': z.tuple([absolutePath]),
  'import:map': z.tuple([mapRequest]),
  'import:save-report': z.tuple([importId, z.enum(REPORT_FORMS)]),
  'export:choose': z.tuple([z.string().min(1).max(255)]),
  'export:start': z.tuple([exportRequest]),
  'export:cancel': nothing,
  // 50,000 words in their context are some 20 MB
  'view:save': z.tuple([z.string().min(1).max(255), z.string().max(200_000_000)]),
  'shell:show': z.tuple([absolutePath]),
  'settings:get': nothing,
  'settings:set': z.tuple([settingsChange]),
  'app:info': nothing,
  'app:shown': nothing,
  'app:reload-store': nothing,
  'index:rebuild': nothing,
};

/** The arguments of a call, checked. Throws `CuttingsError` kind `refused` where they are not what the contract says. */
export function checkArguments<C extends keyof AppCalls>(channel: C, args: readonly unknown[]): Parameters<AppCalls[C]> {
  const schema: z.ZodType<Parameters<AppCalls[C]>> = ARGUMENTS[channel];
  const checked = schema.safeParse(args);
  if (checked.success) return checked.data;
  const what = checked.error.issues.map((issue) => `${issue.path.join('.') || 'arguments'}: ${issue.message}`).join('; ');
  throw new CuttingsError('refused', `The call ${channel} was refused: ${what}`);
}
