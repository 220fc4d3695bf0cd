import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CuttingsError } from '../../corpus/errors.ts';
import type { TagId, TargetId } from '../../corpus/records.ts';
import type { Library } from '../../renderer/store/open.ts';
import { articleId, commentId, dump, libraryWith } from './library.ts';

const TARGETS: readonly TargetId[] = [articleId(1), articleId(2), commentId(1, 1), commentId(1, 2), commentId(2, 1)];
const NAMES = ['tide', 'wall', 'ebb', 'tide/ebb', 'wall/ebb', 'tide/ebb/low'];

/** One random command; the numbers pick tags, targets and notes of those that are there. */
type Move = readonly [kind: string, a: number, b: number, some: readonly number[]];
const MOVE: fc.Arbitrary<Move> = fc.tuple(
  fc.constantFrom(
    'make',
    'rename',
    'recolour',
    'describe',
    'move',
    'key',
    'merge',
    'delete',
    'tag',
    'untag',
    'toggle',
    'span',
    'take',
    'note',
    'edit',
    'unnote',
    'filter',
    'unfilter',
    'undo',
    'redo',
  ),
  fc.nat({ max: 20 }),
  fc.nat({ max: 20 }),
  fc.uniqueArray(fc.nat({ max: TARGETS.length - 1 })),
);

async function play({ reader, commands }: Library, [kind, a, b, some]: Move): Promise<unknown> {
  const tags = (await reader.tags()).map((tag) => tag.id);
  const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
  const tag: TagId = pick(tags, a) ?? 't404';
  const other: TagId | undefined = b % 5 === 0 ? undefined : pick(tags, b);
  const targets = some.map((n) => TARGETS[n] ?? articleId(1));
  const target = pick(TARGETS, b) ?? articleId(1);
  const note = pick(await reader.notes(TARGETS), a)?.id ?? 'n404';
  const filter = pick(await reader.savedFilters(), a)?.id ?? 'f404';
  const moves: Record<string, () => Promise<unknown>> = {
    make: () => commands.ensureTag(pick(NAMES, a) ?? 'tide'),
    rename: () => commands.renameTag(tag, `name ${b % 4}`),
    recolour: () => commands.recolourTag(tag, b % 2 === 0 ? 3 : 4),
    describe: () => commands.describeTag(tag, b % 3 === 0 ? '' : `about ${b % 3}`),
    move: () => commands.moveTag(tag, other),
    key: () => commands.setTagKey(tag, b % 3 === 0 ? undefined : b % 3 === 1 ? 1 : 2),
    merge: () => commands.mergeTags(tag, other ?? tag),
    delete: () => commands.deleteTag(tag),
    tag: () => commands.tag(targets, tag),
    untag: () => commands.untag(targets, tag),
    toggle: () => commands.toggleTag(targets, tag),
    span: () => commands.tagSpan(target, { chars: [a, a + 1], exact: 'x', prefix: '', suffix: '' }, tag),
    take: async () => commands.removeTagging(pick((await reader.taggings([target])).get(target) ?? [], a)?.id ?? `${target}|${tag}`),
    note: () => commands.addNote(target, `note ${a}`),
    edit: () => commands.editNote(note, `edited ${b}`),
    unnote: () => commands.deleteNote(note),
    filter: () => commands.saveFilter(`filter ${a % 3}`, 'tide'),
    unfilter: () => commands.deleteFilter(filter),
    undo: () => commands.undo(),
    redo: () => commands.redo(),
  };
  return moves[kind]?.().catch((error: unknown) => {
    // a command may refuse, and then must have changed nothing
    if (!(error instanceof CuttingsError) || error.kind === 'changed-since') throw error;
  });
}

describe('undo and redo', () => {
  it('take any commands back to the same library, step by step, and forth again', async () => {
    let steps = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(MOVE, { minLength: 8, maxLength: 25, size: 'max' }), async (moves) => {
        let clock = 0;
        const library = await libraryWith([{}, {}], () => new Date(1.7e12 + clock++ * 1_000).toISOString());
        const states = new Map([[0, await dump(library.name)]]);
        let depth = 0;
        for (const move of moves) {
          const before = library.commands.history().undo;
          const [kind] = move;
          const answer = await play(library, move);
          const after = await dump(library.name);
          if (kind === 'undo' || kind === 'redo') {
            if (answer !== undefined) depth += kind === 'undo' ? -1 : 1;
            expect(after).toEqual(states.get(depth));
          } else if (JSON.stringify(after) !== JSON.stringify(states.get(depth))) {
            depth += 1;
            steps += 1;
            states.set(depth, after);
          } else expect(library.commands.history().undo).toBe(before);
        }
        while ((await library.commands.redo()) !== undefined) depth += 1;
        const last = depth;
        for (let at = last; at > 0; at--) {
          expect(await dump(library.name)).toEqual(states.get(at));
          expect(await library.commands.undo()).toBeTypeOf('string');
        }
        expect(await library.commands.undo()).toBeUndefined();
        expect(await dump(library.name)).toEqual(states.get(0));
        while ((await library.commands.redo()) !== undefined);
        expect(await dump(library.name)).toEqual(states.get(last));
        library.close();
      }),
      { numRuns: 25 },
    );
    expect(steps).toBeGreaterThan(30);
  }, 60_000);
});
