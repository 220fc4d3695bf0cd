/** What the analyst put on an article that has another id by now, because an earlier capture of it came in. */
import type { Note, Tagging, TargetId } from '../../corpus/records.ts';
import { articleOf, commentIdOf, commentKeyOf, isComment, readTaggingId, taggingId } from '../../corpus/targets.ts';
import type { LibraryDatabase } from './database.ts';
import { present } from './dexie-scan.ts';
import type { Images, RowImage } from './edit.ts';
import { inTransaction } from './transaction.ts';

type ArticlesTable = Pick<LibraryDatabase, 'articles'>;

/** Takes what an edit has put on articles to where they are. To be called after the edit's transaction: a batch that comes later takes it along itself. */
export async function followEdit(db: LibraryDatabase, images: Pick<Images, 'taggings' | 'notes'>): Promise<void> {
  const put = (table: ReadonlyMap<string, RowImage>): [string, RowImage][] => [...table].filter(([, { after }]) => after !== undefined);
  await follow(db, put(images.taggings), put(images.notes));
}

/** The same for everything on articles that are not there, as after an import: a window may have been closed before its edit could follow. */
export async function followAll(db: LibraryDatabase): Promise<void> {
  const ids = await db.taggings.toCollection().primaryKeys();
  const targets = [...ids.map((id) => readTaggingId(id).target), ...((await db.notes.orderBy('target').uniqueKeys()) as TargetId[])];
  const articles = [...new Set(targets.map(articleOf))];
  const there = new Set(await db.articles.where('id').anyOf(articles).primaryKeys());
  const gone = articles.filter((id) => !there.has(id));
  if (gone.length === 0) return;
  const left = new Set(gone);
  const image = (after: Tagging | Note): [string, RowImage] => [after.id, { after }];
  const taggings = await db.taggings.bulkGet(ids.filter((id) => left.has(articleOf(readTaggingId(id).target))));
  const notes = await db.notes.filter(({ article }) => left.has(article)).toArray();
  await follow(db, present(taggings).map(image), notes.map(image));
}

async function follow(db: LibraryDatabase, taggings: readonly [string, RowImage][], noted: readonly [string, RowImage][]): Promise<void> {
  if (taggings.length === 0 && noted.length === 0) return;
  const notes = noted.map(([, { after }]) => after as Note);
  const moved = async (tables: ArticlesTable): Promise<{ readonly taggings: ReadonlyMap<string, Tagging>; readonly notes: readonly Note[] }> => {
    const now = await targetsNow(tables, notes);
    return { taggings: await taggingsNow(tables, taggings), notes: notes.filter(({ target }) => now(target) !== target).map((note) => movedNote(note, now)) };
  };
  const first = await moved(db);
  if (first.taggings.size === 0 && first.notes.length === 0) return;
  await inTransaction(db, ['articles', 'taggings', 'notes'], async (tables) => {
    const last = await moved(tables);
    // what was taken away meanwhile stays away
    const [taggingsThere, notesThere] = [
      await tables.taggings.bulkGet([...last.taggings.keys()]),
      new Set(
        await tables.notes
          .where('id')
          .anyOf(last.notes.map(({ id }) => id))
          .primaryKeys(),
      ),
    ];
    const still = new Set(present(taggingsThere).map(({ id }) => id));
    await tables.taggings.bulkDelete([...still]);
    await tables.taggings.bulkPut([...last.taggings].flatMap(([id, row]) => (still.has(id) ? [row] : [])));
    await tables.notes.bulkPut(last.notes.filter(({ id }) => notesThere.has(id)));
  });
}

/** The taggings of a step whose article has another id by now: as they are called now, by what they were called. */
export async function taggingsNow({ articles }: ArticlesTable, images: readonly (readonly [string, RowImage])[]): Promise<ReadonlyMap<string, Tagging>> {
  const taggings = images.map(([, { before, after }]) => (before ?? after) as Tagging);
  const now = await targetsNow({ articles }, taggings);
  if (now === SAME) return new Map();
  return new Map(
    taggings.flatMap((tagging): [string, Tagging][] => {
      const target = now(tagging.target);
      return target === tagging.target
        ? []
        : [[tagging.id, { ...tagging, id: taggingId(target, tagging.tag, tagging.span), target, article: articleOf(target) }]];
    }),
  );
}

/** What gives the image of a note as it would be called now. */
export async function notesNow(tables: ArticlesTable, images: readonly (readonly [string, RowImage])[]): Promise<(row: unknown) => unknown> {
  const rows = images.flatMap(([, { before, after }]) => [before, after].filter((row) => row !== undefined) as Note[]);
  const now = await targetsNow(tables, rows);
  return (row) => (row === undefined ? undefined : movedNote(row as Note, now));
}

function movedNote(note: Note, now: (target: TargetId) => TargetId): Note {
  const target = now(note.target);
  return target === note.target ? note : { ...note, target, article: articleOf(target) };
}

/** Nothing has moved. */
const SAME = (target: TargetId): TargetId => target;

/** Where targets are now; `SAME` where all are where they were. Those of articles that keep their id, or are not there at all, stay what they are. */
async function targetsNow({ articles }: ArticlesTable, rows: readonly Pick<Tagging, 'article'>[]): Promise<(target: TargetId) => TargetId> {
  const asked = [...new Set(rows.map(({ article }) => article))];
  const there = new Set(await articles.where('id').anyOf(asked).primaryKeys());
  const missing = asked.filter((id) => !there.has(id));
  if (missing.length === 0) return SAME;
  const found = await articles.where('captureIds').anyOf(missing).distinct().toArray();
  const now = new Map(found.flatMap(({ id, captureIds }) => captureIds.map((capture) => [capture, id] as const)));
  return (target) => {
    const article = there.has(articleOf(target)) ? undefined : now.get(articleOf(target));
    if (article === undefined) return target;
    return isComment(target) ? commentIdOf(article, commentKeyOf(target)) : article;
  };
}
