/** Reading an exported file back, as far as `verify` needs it. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import fs from 'node:fs/promises';
import { CuttingsError } from '../../corpus/errors.ts';
import { FORMAT_NAME, FORMAT_VERSION } from '../../corpus/exchange/tagged-json.ts';

interface ManifestFacts {
  readonly app: string;
  readonly filter: string;
  readonly sha256: string;
}

export type ExportFile =
  /** As this app writes them. `lines` are those of the body, each with its line feed. */
  | { readonly kind: 'as-written'; readonly head: string; readonly manifest: ManifestFacts; readonly lines: AsyncGenerator<string, void> }
  /** The same format, laid out by another program. `sha256` is of its canonical text. */
  | { readonly kind: 'laid-out-anew'; readonly manifest: ManifestFacts; readonly sha256: string };

const FIRST_LINE = `{"format":"${FORMAT_NAME}","version":${FORMAT_VERSION},\n`;
/** A file that is not laid out as this app does it has to be read whole. */
const LARGEST_WHOLE = 256 * 1024 * 1024;

/** Throws `CuttingsError` kind `missing-file`, or `no-export-file` where it is no export that this version can read. */
export async function openExportFile(file: string): Promise<ExportFile> {
  if ((await beginning(file, FIRST_LINE.length)) !== FIRST_LINE) return readWhole(file);
  const lines = linesOf(file);
  const head = `${(await lines.next()).value ?? ''}${(await lines.next()).value ?? ''}`;
  const manifest = /^"manifest":(\{.*\}),\r?\n$/.exec(head.slice(FIRST_LINE.length))?.[1];
  if (manifest === undefined) return readWhole(file);
  return { kind: 'as-written', head, manifest: factsOf(parse(manifest, file), file), lines };
}

async function beginning(file: string, length: number): Promise<string> {
  const handle = await fs.open(file, 'r').catch((error: unknown) => {
    throw unreadable(error, file);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } catch (error) {
    throw unreadable(error, file);
  } finally {
    await handle.close();
  }
}

async function readWhole(file: string): Promise<ExportFile> {
  const { size } = await fs.stat(file);
  if (size > LARGEST_WHOLE) throw noExport(file, 'it does not begin as one');
  const data = parse((await fs.readFile(file, 'utf8')).replace(/^\ufeff/, ''), file);
  if (!isRecord(data) || data.format !== FORMAT_NAME) throw noExport(file, `it is not of format ${FORMAT_NAME}`);
  if (data.version !== FORMAT_VERSION) throw noExport(file, `it has version ${String(data.version)}; this app reads version ${FORMAT_VERSION}`);
  const { tags, sources, articles, comments } = data;
  const sha256 = createHash('sha256').update(JSON.stringify({ tags, sources, articles, comments }), 'utf8').digest('hex');
  return { kind: 'laid-out-anew', manifest: factsOf(data.manifest, file), sha256 };
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw noExport(file, 'it is not JSON', error);
  }
}

function factsOf(manifest: unknown, file: string): ManifestFacts {
  if (isRecord(manifest)) {
    const { app, filter, sha256 } = manifest;
    if (typeof app === 'string' && typeof filter === 'string' && typeof sha256 === 'string') return { app, filter, sha256 };
  }
  throw noExport(file, 'its manifest lacks the app, the filter or the hash');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Lines with their line feed, and what follows the last one. Only line feeds end lines here: JSON may hold other separators. */
async function* linesOf(file: string): AsyncGenerator<string, void> {
  let rest = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    let from = 0;
    const text = rest + String(chunk);
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      yield text.slice(from, end + 1);
      from = end + 1;
    }
    rest = text.slice(from);
  }
  if (rest !== '') yield rest;
}

function noExport(file: string, why: string, cause?: unknown): CuttingsError {
  return new CuttingsError('no-export-file', `${file} is no export of Cuttings: ${why}.`, { cause });
}

function unreadable(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return new CuttingsError('missing-file', `There is no file ${file}.`, { cause: error });
  if (error.code === 'EISDIR') return new CuttingsError('no-export-file', `${file} is a folder.`, { cause: error });
  return new CuttingsError('missing-file', `${file} cannot be read: ${error.message}`, { cause: error });
}
