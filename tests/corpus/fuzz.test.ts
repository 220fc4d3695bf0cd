import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectSound, FIXTURES, fixture, parseBytes } from './pages.ts';

const pages = FIXTURES.map(fixture);

/** A page with bytes changed, cut out, doubled, or lines shuffled in from another. */
const mutated = fc
  .tuple(
    fc.constantFrom(...pages),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('set', 'cut', 'copy', 'insert'), fc.nat({ max: 255 }), fc.nat({ max: 60 })), { minLength: 1, maxLength: 12 }),
  )
  .map(([page, changes]) => {
    let bytes = [...page];
    for (const [where, how, value, length] of changes) {
      const at = where % (bytes.length + 1);
      if (how === 'set') bytes[at] = value;
      else if (how === 'cut') bytes.splice(at, length);
      else if (how === 'copy') bytes = [...bytes.slice(0, at), ...bytes.slice(at, at + length), ...bytes.slice(at)];
      else
        bytes.splice(
          at,
          0,
          ...new TextEncoder().encode(['\n', 'rate this\n', 'Comment number 3.\n', '"', '\u{1f600}', '+5\n', 'End Quote\n', 'Comments\n'][value % 8]),
        );
    }
    return Uint8Array.from(bytes);
  });

describe('any bytes at all', () => {
  it('are read without a throw, every byte accounted for, when real-looking pages are damaged', () => {
    fc.assert(
      fc.property(mutated, (bytes) => {
        const source = parseBytes(bytes);
        expectSound(source, bytes);
        expect(source.warnings.filter(({ message }) => message.startsWith('Reading this page failed'))).toEqual([]);
      }),
      { numRuns: 150, interruptAfterTimeLimit: 4000 },
    );
  });
  it('are read without a throw when they are noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => expectSound(parseBytes(bytes), bytes)),
      { numRuns: 100, interruptAfterTimeLimit: 2000 },
    );
  });
});
