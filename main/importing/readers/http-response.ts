/** The page in a stored HTTP response: its header split off, chunks joined, packing undone. */
import type { FileError } from '../../../corpus/records.ts';
import { describe, LARGEST_FILE, megabytes } from '../file-errors.ts';
import { collect } from './byte-reader.ts';
import { ContainerError } from './container.ts';
import { fieldsOf, isPageType, splitHeader } from './headers.ts';
import { type Packing, PackingError, unpack } from './inflate.ts';

/** A page as its server sent it, with the media type it stated; the reason why it cannot be had; undefined for what is no page (an error, a redirect, a picture). */
export async function readResponse(
  block: Uint8Array,
): Promise<{ readonly body: Uint8Array; readonly contentType: string | undefined } | { readonly error: FileError } | undefined> {
  const header = splitHeader(block);
  if (header === undefined) return undefined;
  const [status = '', ...lines] = header.lines;
  const code = /^HTTP\/[\d.]+ (\d{3})/.exec(status)?.[1];
  if (code === undefined || !code.startsWith('2')) return undefined;
  const fields = fieldsOf(lines);
  const contentType = fields.get('content-type');
  if (contentType !== undefined && !isPageType(contentType)) return undefined;
  let body = block.subarray(header.end);
  if (/\bchunked\b/i.test(fields.get('transfer-encoding') ?? '')) body = joinChunks(body) ?? body;
  for (const packing of (fields.get('content-encoding') ?? '').toLowerCase().split(',').reverse()) {
    const way = packingOf(packing.trim(), body);
    if (way === undefined) continue;
    const unpacked = await unpackBody(body, way);
    if ('error' in unpacked) return unpacked;
    body = unpacked.body;
  }
  return { body, contentType };
}

/** How a body is packed: as stated, unless its bytes say that it no longer is (many crawlers unpack and leave the header). */
function packingOf(stated: string, body: Uint8Array): Packing | undefined {
  if (stated === 'gzip' || stated === 'x-gzip') return body[0] === 0x1f && body[1] === 0x8b ? 'gzip' : undefined;
  const first = body.subarray(0, 512);
  if (stated === 'br') return looksLikeText(first) ? undefined : 'br';
  if (stated !== 'deflate') return undefined;
  const zlibHeader = (body[0] ?? 0) % 16 === 8 && (((body[0] ?? 0) << 8) | (body[1] ?? 0)) % 31 === 0;
  if (zlibHeader) return 'deflate';
  return looksLikeText(first) ? undefined : 'deflate-raw';
}

function looksLikeText(bytes: Uint8Array): boolean {
  return !bytes.some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20));
}

async function unpackBody(body: Uint8Array, packing: Packing): Promise<{ readonly body: Uint8Array } | { readonly error: FileError }> {
  const pieces = (async function* () {
    yield body;
  })();
  try {
    const unpacked = await collect(unpack(pieces, packing), LARGEST_FILE);
    return unpacked === undefined ? { error: describe('too-large', `more than ${megabytes(LARGEST_FILE)}`) } : { body: unpacked };
  } catch (error) {
    if (error instanceof ContainerError) return { error: error.fault };
    if (!(error instanceof PackingError)) throw error;
    return {
      error: {
        kind: 'damaged',
        title: error.cutOff ? 'Cut off' : 'Damaged',
        message: `The page was stored packed (${packing}) and cannot be unpacked (${error.message}). The other pages of the archive are not touched by that.`,
      },
    };
  }
}

/** The body of chunks as HTTP/1.1 sends them; undefined where it is not in chunks (any more). A last chunk that is cut off counts as far as it goes. */
function joinChunks(body: Uint8Array): Uint8Array | undefined {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < body.length; ) {
    const feed = body.indexOf(0x0a, at);
    if (feed < 0 || feed - at > 100) return chunks.length === 0 ? undefined : Buffer.concat(chunks);
    const size = /^([0-9a-f]{1,8})\s*(?:;.*)?\r?$/i.exec(Buffer.from(body.subarray(at, feed)).toString('latin1'))?.[1];
    if (size === undefined) return undefined;
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    chunks.push(body.subarray(feed + 1, feed + 1 + length));
    at = feed + 1 + length;
    if (body[at] === 0x0d) at++;
    if (body[at] === 0x0a) at++;
  }
  return Buffer.concat(chunks);
}
