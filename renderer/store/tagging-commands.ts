import { CuttingsError } from '../../corpus/errors.ts';
import type { Span, Tag, Tagging, TagId, TargetId } from '../../corpus/records.ts';
import { articleOf, readTaggingId, taggingId } from '../../corpus/targets.ts';
import type { LibraryCommands } from './commands.ts';
import type { Edit } from './edit.ts';
import type { History } from './history.ts';
import { inParts } from './parts.ts';
import { ensurePath } from './tag-commands.ts';
import { quoted, targetsInWords } from './words.ts';

type TaggingCommands = Pick<LibraryCommands, 'ensureTag' | 'tag' | 'untag' | 'toggleTag' | 'tagSpan' | 'removeTagging'>;

/** Up to so many targets are looked up one by one; for more, all taggings of the tag are listed at once, where it has no more than the second number. */
const ONE_BY_ONE = 200;
const LISTED = 2_000;

/** Commands that put tags on targets and spans and take them off. `tag`, `untag` and `toggleTag` leave tags on spans alone. */
export function taggingCommands(history: History, now: () => string): TaggingCommands {
  /** The targets that have the tag, with their taggings. */
  const tagged = async (edit: Edit, targets: readonly TargetId[], tag: TagId): Promise<ReadonlyMap<TargetId, Tagging>> => {
    const { taggings } = edit.tables;
    const found = new Map<TargetId, Tagging>();
    const take = (stored: readonly (Tagging | undefined)[]): void => {
      for (const tagging of stored) if (tagging) found.set(tagging.target, tagging);
    };
    if (targets.length <= ONE_BY_ONE) {
      const ids = new Set(targets.map((target) => taggingId(target, tag)));
      take(
        await taggings
          .where('id')
          .anyOf([...ids])
          .toArray(),
      );
      return found;
    }
    const count = await taggings.where('tag').equals(tag).count();
    if (count > LISTED) await inParts(targets, async (part) => take(await taggings.bulkGet(part.map((target) => taggingId(target, tag)))));
    else if (count > 0) {
      const asked = new Set(targets);
      take((await taggings.where('tag').equals(tag).toArray()).filter(({ span, target }) => span === undefined && asked.has(target)));
    }
    return found;
  };

  const existing = async (edit: Edit, id: TagId): Promise<Tag> => {
    const tag = await edit.tables.tags.get(id);
    if (!tag) throw new CuttingsError('no-tag', 'This tag is no longer in the library.');
    return tag;
  };

  const put = async (edit: Edit, targets: readonly TargetId[], tag: Tag): Promise<string> => {
    const at = now();
    await inParts(targets, (part) =>
      edit.add(
        'taggings',
        part.map((target): Tagging => ({ id: taggingId(target, tag.id), target, article: articleOf(target), tag: tag.id, at })),
      ),
    );
    return `tag ${targetsInWords(targets)} ${quoted(tag.name)}`;
  };

  const setOn = async (edit: Edit, targets: readonly TargetId[], tag: Tag): Promise<{ readonly label: string; readonly value: number }> => {
    const distinct = [...new Set(targets)];
    const have = await tagged(edit, distinct, tag.id);
    const missing = distinct.filter((target) => !have.has(target));
    return { label: await put(edit, missing, tag), value: missing.length };
  };

  const setOnSpan = async (edit: Edit, target: TargetId, span: Span, tag: Tag): Promise<string> => {
    const id = taggingId(target, tag.id, span);
    const there = await edit.tables.taggings.get(id);
    if (!there) await edit.add('taggings', [{ id, target, article: articleOf(target), tag: tag.id, span, at: now() }]);
    return `tag a passage ${quoted(tag.name)}`;
  };

  const take = async (edit: Edit, taggings: readonly Tagging[], tag: Tag): Promise<string> => {
    await edit.remove('taggings', taggings);
    return `untag ${targetsInWords(taggings.map(({ target }) => target))} ${quoted(tag.name)}`;
  };

  return {
    ensureTag: (path, on) =>
      history.run(async (edit) => {
        const { tag, label } = await ensurePath(edit, path, now());
        if (on === undefined) return { label: label ?? `find tag ${quoted(tag.name)}`, value: tag };
        if ('span' in on) return { label: await setOnSpan(edit, on.target, on.span, tag), value: tag };
        return { label: (await setOn(edit, on.targets, tag)).label, value: tag };
      }),

    tag: (targets, id) => history.run(async (edit) => setOn(edit, targets, await existing(edit, id))),

    untag: (targets, id) =>
      history.run(async (edit) => {
        const tag = await existing(edit, id);
        const have = await tagged(edit, targets, id);
        return { label: await take(edit, [...have.values()], tag), value: have.size };
      }),

    toggleTag: (targets, id) =>
      history.run(async (edit) => {
        const tag = await existing(edit, id);
        const distinct = [...new Set(targets)];
        const have = await tagged(edit, distinct, id);
        const missing = distinct.filter((target) => !have.has(target));
        const on = missing.length > 0 || distinct.length === 0;
        const label = on ? await put(edit, missing, tag) : await take(edit, [...have.values()], tag);
        return { label, value: { on, changed: on ? missing.length : have.size } };
      }),

    tagSpan: (target, span, id) => history.run(async (edit) => ({ label: await setOnSpan(edit, target, span, await existing(edit, id)), value: undefined })),

    removeTagging: (id) =>
      history.run(async (edit) => {
        const { target, tag: tagId, span } = readTaggingId(id);
        const tag = await edit.tables.tags.get(tagId);
        const there = await edit.tables.taggings.get(id);
        await edit.remove('taggings', there ? [there] : []);
        return { label: `untag ${span ? 'a passage' : targetsInWords([target])} ${quoted(tag?.name ?? tagId)}`, value: undefined };
      }),
  };
}
