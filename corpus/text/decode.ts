import type { ByteRange, Encoding } from '../records.ts';

/** A source's text and the way back to its bytes. Offsets into `text` are UTF-16 code units, half-open. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  /** Length of the file, its byte order mark included. */
  readonly byteLength: number;
  /** Byte offset of a UTF-16 offset of `text`. Logarithmic or better; throws `RangeError` outside 0…text.length. */
  byteAt(utf16: number): number;
  /** Bytes of a UTF-16 range. */
  bytesOf(from: number, to: number): ByteRange;
}
