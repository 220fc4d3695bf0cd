import { CuttingsError } from '../../corpus/errors.ts';
import { PATH_SEPARATOR, tagNameKey, tagPath, tagsById, withBelow } from '../../corpus/query/tag-paths.ts';
import type { Tag, Tagging, TagId, TagSlot } from '../../corpus/records.ts';
import { taggingId } from '../../corpus/targets.ts';
import type { LibraryCommands, TagDraft } from './commands.ts';
import type { Edit } from './edit.ts';
import type { History } from './history.ts';
import { newId } from './ids.ts';
import { quoted } from './words.ts';

type TagCommands = Pick<LibraryCommands, 'createTag' | 'renameTag' | 'recolourTag' | 'describeTag' | 'moveTag' | 'setTagKey' | 'mergeTags' | 'deleteTag'>;

const SLOTS: readonly TagSlot[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const KEYS: readonly NonNullable<Tag['key']>[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Commands on the codebook. */
export function tagCommands(history: History, now: () => string): TagCommands {
  /** Runs a change of one tag, with the whole codebook at hand. */
  const change = (id: TagId, work: (edit: Edit, tag: Tag, tags: readonly Tag[]) => Promise<string>): Promise<void> =>
    history.run(async (edit) => {
      const tags = await edit.tables.tags.toArray();
      return { label: await work(edit, tagOf(id, tags), tags), value: undefined };
    });

  return {
    createTag: (draft) =>
      history.run(async (edit) => {
        const tags = await edit.tables.tags.toArray();
        const tag = withFreeKey(newTag(draft, tags, now()), tags);
        await edit.add('tags', [tag]);
        return { label: `create tag ${quoted(tag.name)}`, value: tag };
      }),

    renameTag: (id, name) =>
      change(id, async (edit, tag, tags) => {
        const renamed = { ...tag, name: checkedName(name) };
        refuseTwin(renamed, tags);
        await edit.put('tags', [renamed]);
        return `rename tag ${quoted(tag.name)} to ${quoted(renamed.name)}`;
      }),

    recolourTag: (id, slot) =>
      change(id, async (edit, tag) => {
        await edit.put('tags', [{ ...tag, slot }]);
        return `recolour tag ${quoted(tag.name)}`;
      }),

    describeTag: (id, description) =>
      change(id, async (edit, tag) => {
        const { description: _, ...bare } = tag;
        await edit.put('tags', [{ ...bare, ...described(description) }]);
        return `describe tag ${quoted(tag.name)}`;
      }),

    moveTag: (id, parent) =>
      change(id, async (edit, tag, tags) => {
        const { parent: _, ...top } = tag;
        if (parent === undefined) {
          refuseTwin(top, tags);
          await edit.put('tags', [top]);
          return `move tag ${quoted(tag.name)} to the top`;
        }
        const above = tagOf(parent, tags);
        if (withBelow(id, tags).has(parent)) {
          throw new CuttingsError(
            'tag-cycle',
            `${quoted(tag.name)} cannot move below ${parent === id ? 'itself' : `${quoted(above.name)}, which lies below it`}.`,
          );
        }
        refuseTwin({ ...top, parent }, tags);
        await edit.put('tags', [{ ...top, parent }]);
        return `move tag ${quoted(tag.name)} below ${quoted(above.name)}`;
      }),

    setTagKey: (id, key) =>
      change(id, async (edit, tag, tags) => {
        const { key: _, ...keyless } = tag;
        if (key === undefined) {
          await edit.put('tags', [keyless]);
          return `take the key from tag ${quoted(tag.name)}`;
        }
        const others = tags.filter((other) => other.key === key && other.id !== id);
        await edit.put('tags', [...others.map(({ key: _, ...other }) => other), { ...keyless, key }]);
        return `put key ${key} on tag ${quoted(tag.name)}`;
      }),

    mergeTags: (from, into) =>
      change(from, async (edit, tag, tags) => {
        const target = tagOf(into, tags);
        if (withBelow(from, tags).has(into)) {
          throw new CuttingsError(
            'tag-cycle',
            `${quoted(tag.name)} cannot be merged into ${from === into ? 'itself' : `${quoted(target.name)}, which lies below it`}.`,
          );
        }
        await merge(edit, tag, target);
        return `merge tag ${quoted(tag.name)} into ${quoted(target.name)}`;
      }),

    deleteTag: (id) =>
      change(id, async (edit, tag, tags) => {
        const rest = tags.filter((other) => other.id !== id);
        const up = childrenOf(id, rest).map(({ parent: _, ...child }): Tag => (tag.parent ? { ...child, parent: tag.parent } : child));
        for (const child of up) refuseTwin(child, rest);
        await edit.put('tags', up);
        await edit.remove('taggings', await edit.tables.taggings.where('tag').equals(id).toArray());
        await edit.remove('tags', [tag]);
        return `delete tag ${quoted(tag.name)}`;
      }),
  };
}

/** The tag at a path, made with its parents where missing; `label` says what was made, undefined where nothing was. */
export async function ensurePath(edit: Edit, path: string, createdAt: string): Promise<{ readonly tag: Tag; readonly label: string | undefined }> {
  const tags = await edit.tables.tags.toArray();
  const made: Tag[] = [];
  let tag: Tag | undefined;
  for (const name of path.split(PATH_SEPARATOR).map(checkedName)) {
    const parent: TagId | undefined = tag?.id;
    tag = siblingNamed(name, parent, [...tags, ...made]);
    if (tag) continue;
    tag = newTag({ name, ...(parent ? { parent } : {}) }, [...tags, ...made], createdAt);
    made.push(tag);
  }
  if (!tag) throw new CuttingsError('tag-name', 'A tag needs a name.');
  const last = made.at(-1);
  // the parents made on the way are headings; the digit is for the tag that was asked for
  if (last) made[made.length - 1] = tag = withFreeKey(last, tags);
  await edit.add('tags', made);
  const words = tagPath(tag, tagsById([...tags, ...made])).join(PATH_SEPARATOR);
  return { tag, label: made.length === 0 ? undefined : `create tag ${quoted(words)}` };
}

/** Moves taggings and children; a child whose name the target has below it already is merged into that one in turn. */
async function merge(edit: Edit, from: Tag, into: Tag): Promise<void> {
  const taggings = await edit.tables.taggings.where('tag').equals(from.id).toArray();
  const there = new Set(await edit.tables.taggings.where('tag').equals(into.id).primaryKeys());
  const moved = taggings
    .map((tagging): Tagging => ({ ...tagging, id: taggingId(tagging.target, into.id, tagging.span), tag: into.id }))
    .filter((tagging) => !there.has(tagging.id));
  await edit.remove('taggings', taggings);
  await edit.add('taggings', moved);

  const tags = await edit.tables.tags.toArray();
  for (const child of childrenOf(from.id, tags)) {
    const twin = siblingNamed(
      child.name,
      into.id,
      tags.filter((tag) => tag.id !== from.id),
    );
    if (twin) await merge(edit, child, twin);
    else await edit.put('tags', [{ ...child, parent: into.id }]);
  }
  await edit.remove('tags', [from]);
}

function tagOf(id: TagId, tags: readonly Tag[]): Tag {
  const tag = tags.find((tag) => tag.id === id);
  if (!tag) throw new CuttingsError('no-tag', 'This tag is no longer in the library.');
  return tag;
}

function childrenOf(id: TagId, tags: readonly Tag[]): Tag[] {
  return tags.filter((tag) => tag.parent === id);
}

function siblingNamed(name: string, parent: TagId | undefined, tags: readonly Tag[]): Tag | undefined {
  return tags.find((tag) => tag.parent === parent && tagNameKey(tag.name) === tagNameKey(name));
}

/** The name as it is kept: trimmed, runs of space as one. Throws where it cannot be a name. */
function checkedName(name: string): string {
  const kept = name.trim().replace(/\s+/gu, ' ').normalize('NFC');
  if (kept === '') throw new CuttingsError('tag-name', 'A tag needs a name.');
  if (kept.includes(PATH_SEPARATOR)) throw new CuttingsError('tag-name', `A tag's name cannot have “${PATH_SEPARATOR}” in it; that parts the names of a path.`);
  return kept;
}

/** Throws where another tag beside it has its name. */
function refuseTwin(tag: Pick<Tag, 'id' | 'name' | 'parent'>, tags: readonly Tag[]): void {
  const twin = siblingNamed(
    tag.name,
    tag.parent,
    tags.filter((other) => other.id !== tag.id),
  );
  if (twin) throw new CuttingsError('tag-exists', `There is a tag ${quoted(twin.name)} in this place already.`);
}

function newTag(draft: TagDraft, tags: readonly Tag[], createdAt: string): Tag {
  const tag: Tag = {
    id: newId('t'),
    name: checkedName(draft.name),
    ...(draft.parent === undefined ? {} : { parent: tagOf(draft.parent, tags).id }),
    slot: draft.slot ?? leastUsedSlot(tags),
    ...described(draft.description),
    createdAt,
  };
  refuseTwin(tag, tags);
  return tag;
}

/** The tag with the first digit no other has, while there is one: what was just made is used next. */
function withFreeKey(tag: Tag, tags: readonly Tag[]): Tag {
  const key = KEYS.find((digit) => !tags.some((other) => other.key === digit));
  return key === undefined ? tag : { ...tag, key };
}

function described(description: string | undefined): Pick<Tag, 'description'> {
  const kept = description?.trim();
  return kept ? { description: kept } : {};
}

/** The ink the fewest tags have; the first of them. */
function leastUsedSlot(tags: readonly Tag[]): TagSlot {
  const uses = (slot: TagSlot): number => tags.filter((tag) => tag.slot === slot).length;
  return SLOTS.reduce((best, slot) => (uses(slot) < uses(best) ? slot : best));
}
