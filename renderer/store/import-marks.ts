/** Putting what an export brings onto the records of this library: tags by path, so that the same tag of two libraries is one. */
import type { Marks, MarkTag } from '../../corpus/exchange/marks.ts';
import { tagNameKey } from '../../corpus/query/tag-paths.ts';
import type { Note, Tag, Tagging, TagId, TargetId } from '../../corpus/records.ts';
import { articleOf, commentIdOf, commentKeyOf, isComment, taggingId } from '../../corpus/targets.ts';
import type { LibraryDatabase, TableName } from './database.ts';
import { newId } from './ids.ts';
import type { CorrectionsRow } from './schema.ts';

export const MARK_TABLES = ['articles', 'commentLists', 'corrections', 'sources', 'tags', 'taggings', 'notes'] as const satisfies readonly TableName[];
type MarkTables = Pick<LibraryDatabase, (typeof MARK_TABLES)[number]>;

/** Adds the marks that are not there yet; a mark on a record the library does not have is left out. Runs within a transaction over `MARK_TABLES`. */
export async function addMarks(tables: MarkTables, marks: readonly Marks[], at: string): Promise<void> {
  const tags = await tables.tags.toArray();
  const made: Tag[] = [];
  const now = await targetsNow(
    tables,
    marks.flatMap((one) => [...one.taggings, ...one.notes].map(({ target }) => target)),
  );
  const taggings = new Map<string, Tagging>();
  const notes: Note[] = [];
  for (const one of marks) {
    const ids = one.tags.map((tag) => ensure(tag, tags, made, at));
    for (const { target: stated, tag, span } of one.taggings) {
      const id = ids[tag];
      if (id === undefined) continue;
      const target = now(stated);
      const key = taggingId(target, id, span);
      taggings.set(key, { id: key, target, article: articleOf(target), tag: id, ...(span && { span }), at });
    }
    for (const { target: stated, text, at: noted } of one.notes) {
      const target = now(stated);
      notes.push({ id: newId('n'), target, article: articleOf(target), text, at: noted });
    }
  }
  await addCorrections(
    tables,
    marks.flatMap((one) => one.corrections ?? []),
  );
  const there = await knownTargets(tables, [...taggings.values(), ...notes]);
  const stored = new Set(
    await tables.taggings
      .where('id')
      .anyOf([...taggings.keys()])
      .primaryKeys(),
  );
  const noted = await tables.notes
    .where('target')
    .anyOf([...new Set(notes.map((note) => note.target))])
    .toArray();
  const same = new Set(noted.map((note) => JSON.stringify([note.target, note.at, note.text])));
  await Promise.all([
    tables.tags.bulkAdd(made),
    tables.taggings.bulkAdd([...taggings.values()].filter((row) => !stored.has(row.id) && there(row))),
    tables.notes.bulkAdd(notes.filter((row) => !same.has(JSON.stringify([row.target, row.at, row.text])) && there(row))),
  ]);
}

/** Remembers corrections of sources that are here as the export had them; one whose file was read here is as that says. */
async function addCorrections({ corrections, sources }: MarkTables, rows: readonly CorrectionsRow[]): Promise<void> {
  for (const row of rows) {
    const source = await sources.get(row.source);
    if (source?.bytesMissing && (await corrections.get(row.source)) === undefined) await corrections.put(row);
  }
}

/** The tag at a path; made where it is missing, with the colour and, where it is free, the key it had. Its parents come before it. */
function ensure(tag: MarkTag, tags: Tag[], made: Tag[], createdAt: string): TagId | undefined {
  let parent: TagId | undefined;
  for (const [depth, name] of tag.path.entries()) {
    const found: Tag | undefined = tags.find((one) => one.parent === parent && tagNameKey(one.name) === tagNameKey(name));
    if (found !== undefined) {
      parent = found.id;
      continue;
    }
    const last = depth === tag.path.length - 1;
    const free = last && tag.key !== undefined && !tags.some((one) => one.key === tag.key);
    const row: Tag = {
      id: newId('t'),
      name,
      ...(parent !== undefined && { parent }),
      slot: tag.slot,
      ...(last && tag.description !== undefined && { description: tag.description }),
      ...(free && tag.key !== undefined && { key: tag.key }),
      createdAt,
    };
    tags.push(row);
    made.push(row);
    parent = row.id;
  }
  return parent;
}

/** Where targets are whose article has another id here, because it has an earlier capture. */
async function targetsNow({ articles }: MarkTables, targets: readonly TargetId[]): Promise<(target: TargetId) => TargetId> {
  const rows = await articles
    .where('captureIds')
    .anyOf([...new Set(targets.map(articleOf))])
    .distinct()
    .toArray();
  const now = new Map(rows.flatMap(({ id, captureIds }) => captureIds.map((capture) => [capture, id] as const)));
  return (target) => {
    const article = now.get(articleOf(target));
    if (article === undefined) return target;
    return isComment(target) ? commentIdOf(article, commentKeyOf(target)) : article;
  };
}

async function knownTargets(
  { articles, commentLists }: MarkTables,
  rows: readonly Pick<Tagging, 'target' | 'article'>[],
): Promise<(row: Pick<Tagging, 'target' | 'article'>) => boolean> {
  const ids = [...new Set(rows.map((row) => row.article))];
  const known = new Set<string>(await articles.where('id').anyOf(ids).primaryKeys());
  for (const list of await commentLists.where('article').anyOf(ids).toArray()) for (const key of list.keys) known.add(`c${list.article.slice(1)}.${key}`);
  return ({ target, article }) => known.has(isComment(target) ? target : article);
}
