import { type Collection, Dexie, type PromiseExtended } from 'dexie';
import { CuttingsError } from '../../corpus/errors.ts';
import type { Reading } from '../../corpus/layouts/layout.ts';
import type { ArticleId, CommentRow, Parting, Source, SourceId, Tagging, TargetId } from '../../corpus/records.ts';
import { articleOf, commentIdOf, isComment, readTaggingId } from '../../corpus/targets.ts';
import type { LibraryDatabase } from './database.ts';
import { commentsById, eachPage, present, taggingIds, textsById } from './dexie-scan.ts';
import { grouped } from './grouped.ts';
import { gunzip } from './gzip.ts';
import { missingPaths } from './import-plan.ts';
import type { KnownTaggings } from './known-taggings.ts';
import { inCaptureOrder, loneReading } from './page-sets.ts';
import type { LibraryReader } from './reader.ts';
import type { ArticleRow } from './schema.ts';
import { countTags } from './tag-counts.ts';
import type { Read } from './zone.ts';

const NOTHING = { sources: 0, bytes: 0, articles: 0, comments: 0, unparsedSources: 0 } as const;

/** Batches of an import whose outcomes are read at once. */
const OUTCOME_ROWS = 16;

/** Up to so many targets have their taggings looked up one by one. */
const ONE_BY_ONE = 200;

/** So many taggings are looked through at once, before targets have theirs looked up one by one. */
const FEW = 100;

/**
 * Most targets have no tags, and each request is an answer to wait for: one finds the taggings of all comments of an article, where few others lie between
 * them. All are asked for at once: one cursor through them would wait for the answer to each.
 */
function taggingsOfEach(db: LibraryDatabase, targets: readonly TargetId[]): PromiseExtended<Tagging[]> {
  return db
    .transaction('r', db.taggings, (transaction) => {
      const taggings: LibraryDatabase['taggings'] = transaction.table('taggings');
      const neighbours = grouped(targets, (target) => (isComment(target) ? articleOf(target) : target));
      return Dexie.Promise.all([...neighbours.values()].map((group) => taggingsOfNeighbours(taggings, group)));
    })
    .then((found) => found.flat());
}

function taggingsOfNeighbours(taggings: LibraryDatabase['taggings'], targets: readonly TargetId[]): PromiseExtended<Tagging[]> {
  const each = (some: readonly TargetId[]): PromiseExtended<Tagging[][]> =>
    Dexie.Promise.all(some.map((target) => taggings.where('id').startsWith(`${target}|`).toArray()));
  if (targets.length === 1) return each(targets).then((found) => found.flat());
  return taggingsBetween(taggings, targets)
    .limit(FEW)
    .toArray()
    .then((found) => {
      const last = found[FEW - 1]?.id;
      if (last === undefined) return found;
      // of the target the last one sits on there may be more
      const isKnown = (target: TargetId): boolean => `${target}|\uffff` <= last;
      return each(targets.filter((target) => !isKnown(target))).then((others) => [...found.filter(({ target }) => isKnown(target)), ...others.flat()]);
    });
}

/** Every tagging from the first of the targets to the last, those of others between them included. */
function taggingsBetween(taggings: LibraryDatabase['taggings'], targets: readonly TargetId[]): Collection<Tagging, string> {
  // with the bar, as the keys have it: it comes after the digits a longer number goes on with
  const prefixes = targets.map((target) => `${target}|`).sort(compare);
  return taggings.where('id').between(prefixes[0], `${prefixes[prefixes.length - 1]}\uffff`);
}

function commentRowsOf({ commentRows }: LibraryDatabase, article: ArticleId): PromiseExtended<CommentRow[]> {
  return commentRows.where('[article+page]').between([article, Dexie.minKey], [article, Dexie.maxKey]).toArray();
}

/** The reader over the Dexie database. `known`: the taggings of the window, where it keeps them; else all ids are read each time. */
export function dexieReader(read: Read, known?: KnownTaggings): LibraryReader {
  return {
    opening: () =>
      read((db) =>
        db.transaction('r', ['indexManifest', 'indexChanges', 'totals'], async (transaction) => {
          const manifests: LibraryDatabase['indexManifest'] = transaction.table('indexManifest');
          const totals: LibraryDatabase['totals'] = transaction.table('totals');
          const [manifest, changes, row] = await Promise.all([manifests.get('manifest'), transaction.table('indexChanges').count(), totals.get('totals')]);
          const first = manifest?.first;
          return first === undefined || row === undefined || changes > 0 ? undefined : { first, articles: row.articles };
        }),
      ),
    async totals() {
      const row = await read((db) => db.totals.get('totals'));
      if (!row) return NOTHING;
      const { key: _, ...totals } = row;
      return totals;
    },
    article: (id) => read((db) => db.articles.where('captureIds').equals(id).first()),
    async articles(ids) {
      return present(await read((db) => db.articles.bulkGet([...ids])));
    },
    async eachArticle(visit) {
      await eachPage(read, 'articles', async (rows) => {
        await visit(rows);
        return true;
      });
    },
    articleText: (id) => read((db) => db.articleTexts.get(id)),
    articleTexts: (ids) => textsById(read, ids),
    async comments(article) {
      const rows = await read((db) => commentRowsOf(db, article));
      return rows.flatMap((row) => row.comments);
    },
    async comment(id) {
      return (await commentsById(read, [id]))[0];
    },
    commentsById: (ids) => commentsById(read, ids),
    async readings(id) {
      const row = await read((db) => db.articles.get(id));
      return row === undefined ? [] : readingsOf(read, row);
    },
    async articlesIn(id) {
      const source = await read((db) => db.sources.get(id));
      if (source === undefined) return [];
      const captures = new Set(source.captureIds);
      const rows = await read((db) =>
        db.articles
          .where('captureIds')
          .anyOf([...captures])
          .distinct()
          .toArray(),
      );
      return Promise.all(rows.map(async (article) => ({ article, readings: await readingsOf(read, article) })));
    },
    async corrections(source) {
      return (await read((db) => db.corrections.get(source)))?.corrections ?? [];
    },
    correctedSources: () => read((db) => db.corrections.toCollection().primaryKeys()),
    async partedFrom(ids) {
      const partings = await read((db) => db.partings.toArray());
      if (partings.length === 0) return new Map();
      const rows = await read((db) => db.articles.bulkGet([...ids]));
      return new Map(rows.flatMap((row) => (row === undefined ? [] : partedFrom(row, partings))));
    },

    source: (id) => read((db) => db.sources.get(id)),
    async sources(ids): Promise<Source[]> {
      return present(await read((db) => db.sources.bulkGet([...ids])));
    },
    unparsedSources: () => read((db) => db.sources.where('coverage.unparsed').above(0).reverse().toArray()),
    sourceBytes: (id) => readBytes(read, id),
    packedBytes: async (id) => (await read((db) => db.sourceBytes.get(id)))?.packed,

    tags: () => read((db) => db.tags.toArray()),
    async tagCounts() {
      if (known) return known.counts(read);
      const [tags, ids] = await Promise.all([read((db) => db.tags.toArray()), taggingIds(read)]);
      return countTags(tags, ids);
    },
    async taggedTargets() {
      if (known) return known.targets(read);
      const targets = new Set<TargetId>();
      for (const id of await taggingIds(read)) targets.add(readTaggingId(id).target);
      return targets;
    },
    async taggings(targets) {
      const distinct = [...new Set(targets)];
      if (distinct.length === 0) return new Map();
      const found = await read((db) => (distinct.length <= ONE_BY_ONE ? taggingsOfEach(db, distinct) : taggingsBetween(db.taggings, distinct).toArray()));
      const byTarget = grouped(found, (tagging) => tagging.target);
      return new Map(distinct.map((target) => [target, byTarget.get(target) ?? []]));
    },
    taggingsOfArticle: (article) => read((db) => db.taggings.where('id').startsWithAnyOf(`${article}|`, commentIdOf(article, '')).toArray()),

    async notes(targets) {
      const notes = await read((db) =>
        db.notes
          .where('target')
          .anyOf([...targets])
          .toArray(),
      );
      return notes.sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
    },
    async savedFilters() {
      const filters = await read((db) => db.filters.toArray());
      return filters.sort((a, b) => compare(a.createdAt, b.createdAt) || compare(a.id, b.id));
    },

    async mappings() {
      const rows = await read((db) => db.mappings.toArray());
      return rows.sort((a, b) => compare(b.at, a.at) || compare(a.shape, b.shape));
    },

    imports: () => read((db) => db.imports.orderBy('startedAt').reverse().toArray()),
    importRun: (id) => read((db) => db.imports.get(id)),
    async outcomes(id) {
      const rows = await read((db) => db.importOutcomes.where('[importId+seq]').between([id, Dexie.minKey], [id, Dexie.maxKey]).toArray());
      return rows.flatMap((row) => row.outcomes);
    },
    async someOutcomes(id, after) {
      const from = [id, after ?? Dexie.minKey];
      const rows = await read((db) =>
        db.importOutcomes
          .where('[importId+seq]')
          .between(from, [id, Dexie.maxKey], after === undefined)
          .limit(OUTCOME_ROWS)
          .toArray(),
      );
      const last = rows[OUTCOME_ROWS - 1];
      return { outcomes: rows.flatMap((row) => row.outcomes), ...(last && { next: last.seq }) };
    },
    missingPaths: (id) => missingPaths(read, id),
  };
}

async function readingsOf(read: Read, row: ArticleRow): Promise<Reading[]> {
  const { id } = row;
  const kept = await read((db) => db.readings.where('article').equals(id).toArray());
  if (kept.length > 0) return inCaptureOrder(row, kept);
  const [text, rows] = await Promise.all([read((db) => db.articleTexts.get(id)), read((db) => commentRowsOf(db, id))]);
  return [
    loneReading(
      row,
      text,
      rows.flatMap(({ comments }) => comments),
    ),
  ];
}

/** By code units: the order IndexedDB itself keeps. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function readBytes(read: Read, id: SourceId): Promise<Uint8Array | undefined> {
  const row = await read((db) => db.sourceBytes.get(id));
  if (!row) return undefined;
  try {
    return await gunzip(row.packed);
  } catch (error) {
    throw new CuttingsError('damaged-source', 'The stored bytes of this source are damaged and cannot be unpacked.', { cause: error });
  }
}

function partedFrom({ id, captureIds }: ArticleRow, partings: readonly Parting[]): [ArticleId, readonly ArticleId[]][] {
  const own = new Set(captureIds);
  const others = partings.flatMap(({ captures: [one, other] }) => [...(own.has(one) ? [other] : []), ...(own.has(other) ? [one] : [])]);
  return others.length === 0 ? [] : [[id, [...new Set(others)]]];
}
