/** What a window knows of taggings equals what a reader finds that reads all of them, and costs what has changed. */
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it, type Mock, onTestFinished, vi } from 'vitest';
import { CuttingsError } from '../../corpus/errors.ts';
import type { TagId, TargetId } from '../../corpus/records.ts';
import { openDatabase } from '../../renderer/store/database.ts';
import { dexieReader } from '../../renderer/store/dexie-reader.ts';
import { KnownTaggings } from '../../renderer/store/known-taggings.ts';
import { unwatched } from '../../renderer/store/zone.ts';
import { articleId, commentId, libraryWith } from './library.ts';

const TARGETS: readonly TargetId[] = [articleId(1), articleId(2), commentId(1, 1), commentId(1, 2), commentId(2, 1)];
const comments = [1, 2].map((number) => ({ number, own: `Word ${number}.` }));

/** A library, a reader of it that reads all taggings, one that knows them, and what was asked of the table of taggings. */
async function knowing(): Promise<{
  readonly library: Awaited<ReturnType<typeof libraryWith>>;
  readonly known: ReturnType<typeof dexieReader>;
  readonly asked: Mock;
}> {
  const library = await libraryWith([{ comments }, { comments }]);
  const db = await openDatabase(library.name);
  onTestFinished(() => db.close());
  const asked = vi.spyOn(db.taggings, 'where');
  return { library, known: dexieReader(unwatched(db), new KnownTaggings()), asked };
}

async function expectSame({ library: { reader }, known }: Pick<Awaited<ReturnType<typeof knowing>>, 'library' | 'known'>): Promise<void> {
  const [targets, all] = [await known.taggedTargets(), await reader.taggedTargets()];
  expect(targets.size).toBe(all.size);
  expect(TARGETS.filter((target) => targets.has(target))).toEqual(TARGETS.filter((target) => all.has(target)));
  expect(await known.tagCounts()).toEqual(await reader.tagCounts());
}

describe('known taggings', () => {
  it('are those of the library, whatever was done to it', { timeout: 60_000 }, async () => {
    const deed = fc.record({
      do: fc.constantFrom('tag', 'untag', 'toggle', 'span', 'create', 'move', 'merge', 'delete', 'note', 'undo', 'redo'),
      targets: fc.subarray([...TARGETS], { minLength: 1 }),
      tag: fc.nat(5),
      other: fc.nat(5),
      look: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 14 }), async (deeds) => {
        const { library, known } = await knowing();
        const { commands } = library;
        const ids: TagId[] = [];
        for (const path of ['tide', 'tide/high', 'tide/high/spring']) ids.push((await commands.ensureTag(path)).id);
        let made = 0;
        for (const { do: what, targets, tag, other, look } of deeds) {
          const [id = ids[0], beside = ids[0]] = [ids[tag % ids.length], ids[other % ids.length]];
          if (id === undefined || beside === undefined) throw new Error('there are no tags');
          const deeds: Readonly<Record<typeof what, () => Promise<unknown>>> = {
            tag: () => commands.tag(targets, id),
            untag: () => commands.untag(targets, id),
            toggle: () => commands.toggleTag(targets, id),
            span: () => commands.tagSpan(targets[0] ?? articleId(1), { block: 0, chars: [0, 1 + other], exact: 'Word', prefix: '', suffix: '' }, id),
            create: async () => {
              made += 1;
              ids.push((await commands.createTag({ name: `new ${made}`, parent: id })).id);
            },
            move: () => commands.moveTag(id, beside),
            merge: () => commands.mergeTags(id, beside),
            delete: () => commands.deleteTag(id),
            note: () => commands.addNote(articleId(1), 'Said.'),
            undo: () => commands.undo(),
            redo: () => commands.redo(),
          };
          await deeds[what]().catch((error: unknown) => {
            // some of it cannot be done: a tag is gone, or may not be moved there
            if (!(error instanceof CuttingsError)) throw error;
          });
          if (look) await expectSame({ library, known });
        }
        await expectSame({ library, known });
        library.close();
      }),
      { numRuns: 40 },
    );
  });

  it('are read once: a tagging costs no look at the others', async () => {
    const { library, known, asked } = await knowing();
    const { commands } = library;
    const tag = await commands.createTag({ name: 'tide' });
    await commands.tag(TARGETS.slice(0, 2), tag.id);
    await expectSame({ library, known });
    expect(asked).toHaveBeenCalledTimes(1);
    const before = await known.taggedTargets();
    expect(await known.taggedTargets()).toBe(before);
    await commands.tag(TARGETS.slice(2), tag.id);
    expect((await known.taggedTargets()).size).toBe(TARGETS.length);
    await commands.undo();
    const after = await known.taggedTargets();
    expect(after.size).toBe(2);
    expect(after).not.toBe(before);
    expect((await known.tagCounts()).get(tag.id)).toMatchObject({ articles: 2, comments: 0 });
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('are read in pages, and again where too much has changed to be told', async () => {
    const { library, known, asked } = await knowing();
    const { commands } = library;
    const tag = await commands.createTag({ name: 'tide' });
    const many = Array.from({ length: 2_500 }, (_, n) => articleId(n + 1));
    await commands.tag(many, tag.id);
    expect((await known.taggedTargets()).size).toBe(2_500);
    expect(asked).toHaveBeenCalledTimes(3);
    // of the rows that say what has changed, 300 are kept
    for (let times = 0; times < 230; times++) {
      await commands.untag([articleId(1)], tag.id);
      await commands.tag([articleId(1)], tag.id);
    }
    await commands.untag([articleId(2)], tag.id);
    const targets = await known.taggedTargets();
    expect(targets.size).toBe(2_499);
    expect(targets.has(articleId(2))).toBe(false);
    expect(asked).toHaveBeenCalledTimes(6);
  });
});
