/**
 * Web archives (WARC, and WET, which is the same with extracted text): the pages among their records are members, read one after the other, so that
 * memory does not grow with the archive. The format: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
 */
import type { CaptureContext, Warning } from '../../../corpus/records.ts';
import { describe, LARGEST_FILE, megabytes } from '../file-errors.ts';
import { type ByteReader, collect } from './byte-reader.ts';
import { damaged, label, type Member } from './container.ts';
import { type HeaderFields, isPageType, readHeaders } from './headers.ts';
import { readResponse } from './http-response.ts';

const latin1 = new TextDecoder('latin1');
/** Longest header line, and most of them: what is longer is no header. */
const LONGEST_LINE = 64 * 1024;
/** Longest block that is looked at beforehand. Bytes. */
const LONGEST_MENDED = 16 * 1024 * 1024;

interface WarcRecord {
  readonly number: number;
  /** Byte of the unpacked archive at which it begins. */
  readonly at: number;
  readonly fields: HeaderFields;
  readonly length: number;
  /** The length stated does not fit; this one was found. */
  readonly mended: boolean;
}

/** The pages of an archive; throws `ContainerError` at the first record whose length is wrong or that is cut off, after those before it. */
export async function* openWarc(reader: ByteReader): AsyncGenerator<Member, void, undefined> {
  let leftOut = 0;
  let mended = 0;
  const counted = (): Member[] => [
    ...(leftOut === 0 ? [] : [{ kind: 'left-out', why: 'no-page', count: leftOut } as const]),
    ...(mended === 0 ? [] : [{ kind: 'warning', warning: mendedWarning(mended) } as const]),
  ];
  try {
    for (let number = 1; ; number++) {
      const record = await nextRecord(reader, number);
      if (record === undefined) break;
      if (record.mended) mended++;
      const member = await readRecord(reader, record);
      if (member === undefined) leftOut++;
      else yield member;
    }
  } catch (error) {
    yield* counted();
    throw error;
  }
  yield* counted();
}

async function nextRecord(reader: ByteReader, number: number): Promise<WarcRecord | undefined> {
  await skipBlank(reader);
  const at = reader.offset;
  if ((await reader.peek(1)).length === 0) return undefined;
  const line = await reader.line(LONGEST_LINE);
  if (line === undefined || !/^WARC\/\d+\.\d+\s*$/.test(latin1.decode(line))) {
    throw damaged(`Record ${number} does not begin where the one before it ends: the length stated there is wrong, or the archive was cut off`, at);
  }
  const fields = await readHeaders(reader, LONGEST_LINE);
  if (fields === undefined) throw damaged(`Record ${number} ends within its header`, at);
  const stated = fields.get('content-length') ?? '';
  if (!/^\d{1,15}$/.test(stated)) throw damaged(`Record ${number} does not state its length`, at);
  if (latin1.decode(line).endsWith('\r\n')) return { number, at, fields, length: Number(stated), mended: false };
  return { number, at, fields, ...(await lengthWithoutReturns(reader, Number(stated))) };
}

/**
 * The length of a block in an archive whose line ends were changed from CRLF to LF, as editors and version control do: the stated length where
 * a record or the end follows it; else the one at which the lost carriage returns make up the difference; else what lies before the next record,
 * because whoever changed the line ends may have changed the text (`mended`).
 */
async function lengthWithoutReturns(reader: ByteReader, stated: number): Promise<Pick<WarcRecord, 'length' | 'mended'>> {
  if (stated > LONGEST_MENDED / 4) return { length: stated, mended: false };
  const ahead = await reader.peek(stated * 4 + 64 * 1024);
  const ends = (at: number): boolean => at <= ahead.length && /^(?:\n{0,4}WARC\/|\n{0,8}$)/.test(latin1.decode(ahead.subarray(at, at + 10)));
  if (ends(stated)) return { length: stated, mended: false };
  let lost = 0;
  for (let at = 0; at < ahead.length && at + lost < stated; at++) {
    if (ahead[at] === 0x0a) lost++;
    if (at + 1 + lost === stated && ends(at + 1)) return { length: at + 1, mended: false };
  }
  const next = latin1.decode(ahead).search(/\n\nWARC\/\d+\.\d+\nWARC-/);
  if (next >= 0) return { length: next, mended: true };
  // the last record is whole where the archive ends before the look ahead does
  const rest = ahead.length < stated * 4 + 64 * 1024 && ahead.length > stated;
  return rest ? { length: ahead.length, mended: true } : { length: stated, mended: false };
}

/** The page a record holds; undefined for one that holds none. */
async function readRecord(reader: ByteReader, record: WarcRecord): Promise<Member | undefined> {
  const { number, fields, length } = record;
  const url = fields.get('warc-target-uri')?.replace(/^<|>$/g, '');
  const place = label(`record ${number}${url === undefined ? '' : ` ${url}`}`);
  const name = label(url?.replace(/^[a-z]+:\/\//i, '') ?? `record ${number}`);
  if (!mayHoldPage(fields)) {
    if ((await reader.skip(length)) < length) throw cutOff(record);
    await checkEnd(reader, record);
    return undefined;
  }
  if (length > LARGEST_FILE) {
    if ((await reader.skip(length)) < length) throw cutOff(record);
    await checkEnd(reader, record);
    return { kind: 'failed', place, name, size: length, error: describe('too-large', megabytes(length)) };
  }
  // a copy: what the reader holds is cut from larger pieces
  const block = await collect(reader.part(length), length);
  if (block === undefined || block.length < length) throw cutOff(record);
  await checkEnd(reader, record);

  const context = (contentType: string | undefined): { readonly context: CaptureContext } => {
    const capturedAt = instant(fields.get('warc-date'));
    return {
      context: { ...(url !== undefined && { url }), ...(capturedAt !== undefined && { capturedAt }), ...(contentType !== undefined && { contentType }) },
    };
  };
  if (!isHttp(fields)) return { kind: 'page', place, name, bytes: block, ...context(fields.get('content-type')) };
  const response = await readResponse(block);
  if (response === undefined) return undefined;
  if ('error' in response) return { kind: 'failed', place, name, size: block.length, error: response.error };
  return { kind: 'page', place, name, bytes: response.body, ...context(response.contentType) };
}

/** By the record's type: `response` as the server gave it, `resource` without its HTTP header, `conversion` as text. */
function mayHoldPage(fields: HeaderFields): boolean {
  const type = fields.get('warc-type')?.toLowerCase();
  if (type === 'response') return isHttp(fields);
  if (type !== 'resource' && type !== 'conversion') return false;
  return isPageType(fields.get('content-type'));
}

function isHttp(fields: HeaderFields): boolean {
  return fields.get('warc-type')?.toLowerCase() === 'response' && /^application\/http\b/i.test(fields.get('content-type') ?? '');
}

function mendedWarning(count: number): Warning {
  const records = count === 1 ? 'one record is not as long as stated, and was' : `${count.toLocaleString('en')} records are not as long as stated, and were`;
  return { kind: 'changed', message: `The archive was edited: ${records} read up to the next record.` };
}

function cutOff({ number, at, length }: WarcRecord): Error {
  return damaged(`Record ${number} is cut off: it should be ${length.toLocaleString('en')} bytes long`, at);
}

/** A record is followed by blank lines and another record, or by nothing. */
async function checkEnd(reader: ByteReader, { number, at, length }: WarcRecord): Promise<void> {
  const next = latin1.decode(await reader.peek(4));
  // where line ends were lost, the length can take in the blank lines as well
  if (next === '' || /^\r?\n/.test(next) || next === 'WARC') return;
  throw damaged(`Record ${number} is not ${length.toLocaleString('en')} bytes long, as it says`, at);
}

async function skipBlank(reader: ByteReader): Promise<void> {
  for (;;) {
    const [next] = await reader.peek(1);
    if (next !== 0x0d && next !== 0x0a) return;
    await reader.take(1);
  }
}

/** A date of WARC 1.0 or 1.1 as ISO 8601; undefined where it is none. */
function instant(date: string | undefined): string | undefined {
  return date !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(date) && !Number.isNaN(Date.parse(date)) ? date : undefined;
}
