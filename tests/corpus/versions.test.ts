import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../corpus/records.ts';
import { compareVersions } from '../../corpus/versions.ts';

const blocks = (...texts: string[]): Block[] => texts.map((text) => ({ kind: 'paragraph', text, evidence: { source: 'sha256:a', bytes: [0, 1] } }));

describe('two versions of an article', () => {
  it('show a changed word within its paragraph, a removed and an added one', () => {
    const before = blocks('Ferry returns', 'The ferry left with forty passengers on board.', 'Nobody was hurt.', 'It will sail again.');
    const after = blocks('Ferry returns', 'The ferry left with fifty passengers on board.', 'It will sail again.', 'A report follows on Monday.');
    expect(compareVersions(before, after)).toEqual([
      { kind: 'kept', before: 0, after: 0 },
      {
        kind: 'changed',
        before: 1,
        after: 1,
        runs: [
          { kind: 'kept', text: 'The ferry left with' },
          { kind: 'removed', text: 'forty' },
          { kind: 'added', text: 'fifty' },
          { kind: 'kept', text: 'passengers on board.' },
        ],
      },
      { kind: 'removed', before: 2 },
      { kind: 'kept', before: 3, after: 2 },
      { kind: 'added', after: 3 },
    ]);
  });
  it('are the same where only quotes and blanks differ', () => {
    expect(compareVersions(blocks('It’s  “done”'), blocks('It\'s "done"'))).toEqual([{ kind: 'kept', before: 0, after: 0 }]);
  });
  it('name every block of both once and in order, and the runs hold every word', () => {
    const text = fc.array(fc.constantFrom('the', 'ferry', 'left', 'port', 'at', 'noon', '–'), { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 7 }), fc.array(text, { maxLength: 7 }), (old, now) => {
        const changes = compareVersions(blocks(...old), blocks(...now));
        expect(changes.flatMap((change) => ('before' in change ? change.before : []))).toEqual(old.map((_, i) => i));
        expect(changes.flatMap((change) => ('after' in change ? change.after : []))).toEqual(now.map((_, i) => i));
        for (const change of changes) {
          if (change.kind !== 'changed') continue;
          const without = (kind: string) => change.runs.flatMap((run) => (run.kind === kind ? [] : run.text)).join(' ');
          expect(without('added')).toBe(old[change.before]);
          expect(without('removed')).toBe(now[change.after]);
        }
      }),
    );
  });
  it('of thousands of blocks with nothing in common end soon', () => {
    const many = (word: string) => blocks(...Array.from({ length: 2500 }, (_, i) => `${word}${i}`));
    expect(compareVersions(many('a'), many('b'))).toHaveLength(5000);
  });
});
