/** The rows that reading a source anew touches, before and after: what undoing it puts back. */
import type { Table } from 'dexie';
import type { ArticleId, SourceId } from '../../corpus/records.ts';
import type { LibraryDatabase, TableName } from './database.ts';
import { type RowImage, sameRow } from './edit.ts';
import { noteChanged } from './index-changes.ts';
import { marksOf } from './moving-marks.ts';
import { type Difference, PAGE_SET_TABLES } from './page-sets.ts';

export const ANEW_TABLES = [...PAGE_SET_TABLES, 'corrections'] as const satisfies readonly TableName[];
export type AnewTables = Pick<LibraryDatabase, (typeof ANEW_TABLES)[number]>;

const IMAGED = ['sources', 'corrections', 'partings', 'articles', 'articleTexts', 'commentLists', 'commentRows', 'readings', 'taggings', 'notes'] as const;
type Imaged = (typeof IMAGED)[number];
type Key = string | [string, number];

/** Rows of each table by their key, in JSON. */
type Rows = Readonly<Record<Imaged, ReadonlyMap<string, unknown>>>;

/** What changed, and by how much the library's totals with it. */
export interface SourceImages {
  /** Those whose marks are in the images, afterwards and before. */
  readonly articles: { readonly before: readonly ArticleId[]; readonly after: readonly ArticleId[] };
  readonly rows: Readonly<Record<Imaged, ReadonlyMap<string, RowImage>>>;
  readonly totals: Difference & { readonly unparsedSources: number };
}

/** All that the library has of a source and of some articles. */
export async function rowsOf(tables: AnewTables, source: SourceId, articles: readonly ArticleId[]): Promise<Rows> {
  const ids = [...articles];
  const { taggings, notes } = await marksOf(tables, ids);
  const pages = await Promise.all(ids.map((id) => tables.commentRows.where('[article+page]').between([id, 0], [id, Number.POSITIVE_INFINITY]).toArray()));
  const readings = await tables.readings.where('article').anyOf(ids).toArray();
  return {
    sources: byKey(await tables.sources.where('id').equals(source).toArray(), (row) => row.id),
    corrections: byKey(await tables.corrections.where('source').equals(source).toArray(), (row) => row.source),
    partings: byKey(await tables.partings.toArray(), (row) => row.id),
    articles: byKey(
      (await tables.articles.bulkGet(ids)).flatMap((row) => row ?? []),
      (row) => row.id,
    ),
    articleTexts: byKey(
      (await tables.articleTexts.bulkGet(ids)).flatMap((row) => row ?? []),
      (row) => row.id,
    ),
    commentLists: byKey(
      (await tables.commentLists.bulkGet(ids)).flatMap((row) => row ?? []),
      (row) => row.article,
    ),
    commentRows: byKey(pages.flat(), (row) => [row.article, row.page]),
    readings: byKey(readings, (row) => row.id),
    taggings: byKey(taggings, (row) => row.id),
    notes: byKey(notes, (row) => row.id),
  };
}

/** Rows by their key, in JSON. */
export function byKey<T>(rows: readonly T[], keyOf: (row: T) => Key): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [JSON.stringify(keyOf(row)), row]));
}

/** Both images of each row that is not the same. Marks are taken in even where they are: undoing has to know all of them. */
export function imagesOf(before: Rows, after: Rows): SourceImages['rows'] {
  const images = (name: Imaged): ReadonlyMap<string, RowImage> => {
    const keys = new Set([...before[name].keys(), ...after[name].keys()]);
    return new Map(
      [...keys].flatMap((key): [string, RowImage][] => {
        const [old, now] = [before[name].get(key), after[name].get(key)];
        const marks = name === 'taggings' || name === 'notes';
        return !marks && sameRow(old, now) ? [] : [[key, { ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }) }]];
      }),
    );
  };
  const [sources, corrections, partings, articles, articleTexts] = [
    images('sources'),
    images('corrections'),
    images('partings'),
    images('articles'),
    images('articleTexts'),
  ];
  const [commentLists, commentRows, readings, taggings, notes] = [
    images('commentLists'),
    images('commentRows'),
    images('readings'),
    images('taggings'),
    images('notes'),
  ];
  return { sources, corrections, partings, articles, articleTexts, commentLists, commentRows, readings, taggings, notes };
}

/** Puts one side of the images in the place of the other; false, with nothing done, where the library has anything else there by now. */
export async function restoreImages(tables: AnewTables, { articles, rows, totals }: SourceImages, direction: 'undo' | 'redo'): Promise<boolean> {
  const [from, to] = direction === 'undo' ? (['after', 'before'] as const) : (['before', 'after'] as const);
  for (const name of IMAGED) {
    const images = [...rows[name]];
    const stored = await tableOf(tables, name).bulkGet(images.map(([key]) => JSON.parse(key)));
    if (images.some(([, image], at) => !sameRow(stored[at], image[from]))) return false;
  }
  const marks = await marksOf(tables, articles[from]);
  const known = (name: 'taggings' | 'notes', ids: readonly string[]): boolean => ids.every((id) => rows[name].get(JSON.stringify(id))?.[from] !== undefined);
  if (
    !known(
      'taggings',
      marks.taggings.map(({ id }) => id),
    ) ||
    !known(
      'notes',
      marks.notes.map(({ id }) => id),
    )
  )
    return false;
  for (const name of IMAGED) {
    const images = [...rows[name]];
    await tableOf(tables, name).bulkDelete(images.flatMap(([key, image]) => (image[to] === undefined ? [JSON.parse(key)] : [])));
    await tableOf(tables, name).bulkPut(images.flatMap(([, image]) => image[to] ?? []));
  }
  await noteChanged(tables, [...articles.before, ...articles.after]);
  const sign = direction === 'undo' ? -1 : 1;
  await addToTotals(tables, { articles: sign * totals.articles, comments: sign * totals.comments, unparsedSources: sign * totals.unparsedSources });
  return true;
}

function tableOf(tables: AnewTables, name: Imaged): Table<unknown, Key> {
  return tables[name] as unknown as Table<unknown, Key>;
}

/** Changes the library's totals; one without any has nothing to change. */
export async function addToTotals({ totals }: Pick<AnewTables, 'totals'>, change: SourceImages['totals']): Promise<void> {
  const row = await totals.get('totals');
  if (row === undefined) return;
  const { articles, comments, unparsedSources } = row;
  await totals.put({
    ...row,
    articles: articles + change.articles,
    comments: comments + change.comments,
    unparsedSources: unparsedSources + change.unparsedSources,
  });
}
