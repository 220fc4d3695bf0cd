/** Small JSON files of our own: written whole or not at all, checked when read, and set aside when broken. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';

/** What a file held. `broken`: it could not be used and now lies at `movedTo`. */
export type FileState<T> =
  | { readonly state: 'read'; readonly value: T }
  | { readonly state: 'missing' }
  | { readonly state: 'broken'; readonly movedTo: string; readonly reason: string };

/**
 * Reads a file at start-up, before there is anything to wait for. A file that is no JSON or does not fit the schema is renamed, never overwritten.
 * Throws what the file system throws, other than “no such file”.
 */
export function readJsonFile<T>(file: string, schema: z.ZodType<T>): FileState<T> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { state: 'missing' };
    throw error;
  }
  const reading = parse(text, schema);
  if (reading.ok) return { state: 'read', value: reading.value };
  const movedTo = besides(file, new Date());
  renameSync(file, movedTo);
  return { state: 'broken', movedTo, reason: reading.reason };
}

type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

function parse<T>(text: string, schema: z.ZodType<T>): Reading<T> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
  const checked = schema.safeParse(raw);
  if (checked.success) return { ok: true, value: checked.data };
  return { ok: false, reason: checked.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`).join('; ') };
}

/** `settings.json` → `settings.broken-2026-01-31T12-30-00-000Z.json` */
function besides(file: string, at: Date): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}.broken-${at.toISOString().replaceAll(/[:.]/g, '-')}${ext}`);
}

/**
 * Writes to a file beside it and renames: a crash leaves the old file or the new one. Makes the folder. Waits for the disk, since the last
 * write comes as the app quits. Throws what the file system throws.
 */
export function writeJsonFile(file: string, value: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, `${JSON.stringify(value, undefined, 2)}\n`, { flush: true });
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
