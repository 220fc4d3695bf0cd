/** Headers as mail, HTTP and web archives have them: `Name: value` lines up to a blank one, values going on where a line begins with a blank. */
import type { ByteReader } from './byte-reader.ts';

/** By name in lower case; of a name that comes twice the first counts. */
export type HeaderFields = ReadonlyMap<string, string>;

const utf8 = new TextDecoder('utf-8');
/** More lines than any header has. */
const MOST_LINES = 2000;

/** Reads header lines and the blank line after them; undefined where the stream ends before that, or a line is longer than `limit`. */
export async function readHeaders(reader: ByteReader, limit: number): Promise<HeaderFields | undefined> {
  const lines: string[] = [];
  while (lines.length < MOST_LINES) {
    const line = await reader.line(limit);
    if (line === undefined) return undefined;
    const text = utf8.decode(line).replace(/\r?\n$/, '');
    if (text === '') return fieldsOf(lines);
    lines.push(text);
  }
  return undefined;
}

/** The fields of header lines. */
export function fieldsOf(lines: readonly string[]): HeaderFields {
  const fields = new Map<string, string>();
  let last: string | undefined;
  for (const line of lines) {
    if (/^[ \t]/.test(line)) {
      if (last !== undefined) fields.set(last, `${fields.get(last) ?? ''} ${line.trim()}`.trim());
      continue;
    }
    const colon = line.indexOf(':');
    const name = colon > 0 ? line.slice(0, colon).trim().toLowerCase() : undefined;
    last = name !== undefined && !fields.has(name) ? name : undefined;
    if (last !== undefined) fields.set(last, line.slice(colon + 1).trim());
  }
  return fields;
}

/** The header lines at the beginning of some bytes, and where what follows them begins; undefined where no blank line ends them. */
export function splitHeader(bytes: Uint8Array): { readonly lines: readonly string[]; readonly end: number } | undefined {
  const lines: string[] = [];
  for (let at = 0; lines.length < MOST_LINES; ) {
    const feed = bytes.indexOf(0x0a, at);
    if (feed < 0) return undefined;
    const text = utf8.decode(bytes.subarray(at, feed)).replace(/\r$/, '');
    at = feed + 1;
    if (text === '') return { lines, end: at };
    lines.push(text);
  }
  return undefined;
}

/** A parameter of a field's value: `boundary` of `multipart/related; boundary="x"`. */
export function parameter(value: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(value);
  return found?.[1] ?? found?.[2];
}

/** Whether a media type is that of a page: HTML, or plain text. */
export function isPageType(contentType: string | undefined): boolean {
  return /^\s*(?:text\/html|application\/xhtml\+xml|text\/plain)\s*(?:;|$)/i.test(contentType ?? '');
}
