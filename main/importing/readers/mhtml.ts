/** Web pages saved in one file (MHTML, `multipart/related`): the page itself is the member; its pictures and styles are left out and counted. */
import type { CaptureContext } from '../../../corpus/records.ts';
import { ContainerError, damaged, label, type Member } from './container.ts';
import { fieldsOf, type HeaderFields, parameter, splitHeader } from './headers.ts';

/** Whether a file begins as a saved message of parts does: header lines, among them what says so. */
export function isMhtml(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, 4096))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .replace(/^\s+/, '');
  if (!/^[a-z][a-z-]*:[^\n]*\r?\n/i.test(text)) return false;
  const header = text.split(/\r?\n\r?\n/, 1)[0] ?? '';
  return /^mime-version: *1/im.test(header) && /^content-type: *multipart\/(?:related|mixed|alternative)\b/im.test(header);
}

interface Part {
  readonly fields: HeaderFields;
  readonly body: Uint8Array;
  /** No delimiter follows it: the file ends there. */
  readonly cutOff: boolean;
}

/** The page of a file that `isMhtml`. `name` is what the file is called. Throws `ContainerError` where it holds no page, or, after the page, where the page is cut off. */
export function* readMhtml(bytes: Uint8Array, name: string): Generator<Member, void, undefined> {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const message = partOf(trimStart(bytes.subarray(start)), false);
  const parts = message === undefined ? [] : leaves(message, 0);
  const root = message === undefined ? undefined : parameter(message.fields.get('content-type') ?? '', 'start');
  const pages = parts.filter((part) => /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(part.fields.get('content-type') ?? ''));
  const page = pages.find((part) => root !== undefined && part.fields.get('content-id') === root) ?? pages[0] ?? parts.find(isText);
  if (message === undefined || page === undefined) {
    throw new ContainerError({
      kind: 'damaged',
      title: 'No page in it',
      message: 'This is a saved web page in one file (MHTML), and no page was found in it; it may have been cut off. Save the page again.',
    });
  }
  if (parts.length > 1) yield { kind: 'left-out', why: 'page-parts', count: parts.length - 1 };
  yield { kind: 'page', place: label(name), name: label(name), bytes: decoded(page), ...contextOf(message.fields, page.fields) };
  if (page.cutOff) throw damaged('The saved page was cut off', bytes.length);
}

function isText(part: Part): boolean {
  return /^\s*text\/plain\b/i.test(part.fields.get('content-type') ?? '');
}

function contextOf(message: HeaderFields, page: HeaderFields): { readonly context?: CaptureContext } {
  const url = [page.get('content-location'), message.get('snapshot-content-location'), message.get('content-location')].find((one) =>
    /^https?:\/\//i.test(one ?? ''),
  );
  const date = Date.parse(message.get('date') ?? '');
  const contentType = page.get('content-type');
  const context: CaptureContext = {
    ...(url !== undefined && { url }),
    ...(!Number.isNaN(date) && { capturedAt: new Date(date).toISOString() }),
    ...(contentType !== undefined && { contentType }),
  };
  return Object.keys(context).length === 0 ? {} : { context };
}

/** Parts within parts, down to those that hold something; a few levels at most. */
function leaves(part: Part, depth: number): Part[] {
  const type = part.fields.get('content-type') ?? '';
  const boundary = parameter(type, 'boundary');
  if (!/^\s*multipart\//i.test(type) || boundary === undefined || boundary === '' || depth > 4) return depth === 0 ? [] : [part];
  return split(part.body, boundary).flatMap((inner) => leaves(inner, depth + 1));
}

function split(body: Uint8Array, boundary: string): Part[] {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const parts: Part[] = [];
  let from: number | undefined;
  for (let at = nextMark(bytes, mark, 0); ; at = nextMark(bytes, mark, at + mark.length)) {
    if (from !== undefined) {
      const part = partOf(bytes.subarray(from, at < 0 ? bytes.length : withoutLineEnd(bytes, at)), at < 0);
      if (part !== undefined) parts.push(part);
    }
    if (at < 0 || bytes.subarray(at + mark.length, at + mark.length + 2).equals(Buffer.from('--'))) return parts;
    const feed = bytes.indexOf(0x0a, at);
    if (feed < 0) return parts;
    from = feed + 1;
  }
}

/** The next delimiter, which stands at the beginning of a line; -1 where there is none. */
function nextMark(bytes: Buffer, mark: Buffer, from: number): number {
  for (let at = bytes.indexOf(mark, from); at >= 0; at = bytes.indexOf(mark, at + 1)) if (at === 0 || bytes[at - 1] === 0x0a) return at;
  return -1;
}

/** The line end before a delimiter belongs to it. */
function withoutLineEnd(bytes: Buffer, at: number): number {
  if (bytes[at - 1] !== 0x0a) return at;
  return bytes[at - 2] === 0x0d ? at - 2 : at - 1;
}

function partOf(bytes: Uint8Array, cutOff: boolean): Part | undefined {
  const header = splitHeader(bytes);
  return header && { fields: fieldsOf(header.lines), body: bytes.subarray(header.end), cutOff };
}

function trimStart(bytes: Uint8Array): Uint8Array {
  const from = bytes.findIndex((byte) => byte > 0x20);
  return from <= 0 ? bytes : bytes.subarray(from);
}

function decoded({ fields, body }: Part): Uint8Array {
  const encoding = fields.get('content-transfer-encoding')?.trim().toLowerCase();
  if (encoding === 'base64') return Buffer.from(Buffer.from(body).toString('latin1'), 'base64');
  return encoding === 'quoted-printable' ? fromQuotedPrintable(body) : body;
}

/** RFC 2045, 6.7: `=3D` is a byte, `=` at a line's end joins lines; what is neither stays as it is. */
export function fromQuotedPrintable(body: Uint8Array): Uint8Array {
  const out = Buffer.allocUnsafe(body.length);
  let length = 0;
  for (let at = 0; at < body.length; ) {
    const byte = body[at] ?? 0;
    if (byte !== 0x3d) {
      out[length++] = byte;
      at++;
      continue;
    }
    const value = hex(body[at + 1]) * 16 + hex(body[at + 2]);
    const joined = lineEnd(body, at + 1);
    if (joined !== undefined) at = joined;
    else if (Number.isNaN(value)) {
      out[length++] = byte;
      at++;
    } else {
      out[length++] = value;
      at += 3;
    }
  }
  return out.subarray(0, length);
}

function hex(byte: number | undefined): number {
  return byte === undefined ? Number.NaN : Number.parseInt(String.fromCharCode(byte), 16);
}

/** Where the line after `at` begins, if only blanks stand before its end. */
function lineEnd(body: Uint8Array, from: number): number | undefined {
  let at = from;
  while (body[at] === 0x20 || body[at] === 0x09) at++;
  if (at >= body.length) return at;
  if (body[at] === 0x0d && body[at + 1] === 0x0a) return at + 2;
  return body[at] === 0x0a ? at + 1 : undefined;
}
