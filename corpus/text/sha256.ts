/** SHA-256 (FIPS 180-4), for ids that must be made synchronously and without a platform's crypto. */

/** The first 32 bits of the fractional parts of the square or cube roots of the first primes. */
function fractions(count: number, root: (n: number) => number): Uint32Array {
  const found = new Uint32Array(count);
  for (let n = 2, at = 0; at < count; n++) {
    let prime = true;
    for (let d = 2; d * d <= n && prime; d++) prime = n % d !== 0;
    if (prime) found[at++] = (root(n) % 1) * 0x1_0000_0000;
  }
  return found;
}

const ROUND = fractions(64, Math.cbrt);
const START = fractions(8, Math.sqrt);

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The digest as 64 hexadecimal digits; a string is hashed as UTF-8. */
export function sha256(input: string | Uint8Array): string {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x2000_0000));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);

  const state = START.slice();
  const word = new Uint32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) word[i] = view.getUint32(block + 4 * i);
    for (let i = 16; i < 64; i++) {
      const w15 = word[i - 15] ?? 0;
      const w2 = word[i - 2] ?? 0;
      const small0 = turn(w15, 7) ^ turn(w15, 18) ^ (w15 >>> 3);
      const small1 = turn(w2, 17) ^ turn(w2, 19) ^ (w2 >>> 10);
      word[i] = (word[i - 16] ?? 0) + small0 + (word[i - 7] ?? 0) + small1;
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let i = 0; i < 64; i++) {
      const big1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const first = (h + big1 + ((e & f) ^ (~e & g)) + (ROUND[i] ?? 0) + (word[i] ?? 0)) | 0;
      const big0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const second = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] ?? 0) + value;
  }
  return Array.from(state, (value) => value.toString(16).padStart(8, '0')).join('');
}
