import { byteOf1252 } from './decode.ts';
import { stepUtf8 } from './detect.ts';

/**
 * UTF-8 that was read as windows-1252 and saved again: `itâ€™s` for `it’s`, `cafÃ©` for `café`, `Â£5` for `£5`. Only the leads of Latin-1 letters and
 * signs, of general punctuation and symbols, and of emoji are taken up; others look too much like real text in some language.
 */
const CANDIDATE =
  /[\u00c2\u00c3]|\u00e2(?=[\u0080-\u00bf\u0152-\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122])|\u00f0(?=[\u0090\u0178\u017e])/g;

/** The text with mojibake undone, or undefined when there is none: each sequence must turn back into exactly the bytes it came from. */
export function repairMojibake(text: string): string | undefined {
  let repaired = '';
  let done = 0;
  CANDIDATE.lastIndex = 0;
  for (let match = CANDIDATE.exec(text); match; match = CANDIDATE.exec(text)) {
    const at = match.index;
    const character = characterAt(text, at);
    if (character === undefined) continue;
    repaired += text.slice(done, at) + character.text;
    done = at + character.units;
    CANDIDATE.lastIndex = done;
  }
  return done === 0 ? undefined : repaired + text.slice(done);
}

/** The character whose UTF-8 bytes stand at `at` as windows-1252 characters. */
function characterAt(text: string, at: number): { text: string; units: number } | undefined {
  const bytes: number[] = [];
  for (let i = at; i < Math.min(at + 4, text.length); i++) {
    const byte = byteOf1252(text.charCodeAt(i));
    if (byte === undefined) break;
    bytes.push(byte);
  }
  const length = stepUtf8(Uint8Array.from(bytes), 0);
  if (length < 2) return undefined;
  return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes.slice(0, length))), units: length };
}
