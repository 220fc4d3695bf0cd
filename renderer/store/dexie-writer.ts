import { Dexie } from 'dexie';
import { CuttingsError } from '../../corpus/errors.ts';
import type { ParsedSource } from '../../corpus/layouts/layout.ts';
import {
  type ArticleId,
  type FileOutcome,
  type ImportId,
  type ImportRun,
  type ImportTotals,
  type Parting,
  type Source,
  type SourceId,
  WITHIN,
} from '../../corpus/records.ts';
import type { LibraryDatabase, TableName } from './database.ts';
import { present } from './dexie-scan.ts';
import { followAll } from './following-articles.ts';
import { addMarks, MARK_TABLES } from './import-marks.ts';
import { missingPaths } from './import-plan.ts';
import { type Added, ARTICLE_TABLES, addApart, addReadings, type Difference, type Joined, type NewReading, PAGE_SET_TABLES, regroup } from './page-sets.ts';
import { partingOf } from './partings.ts';
import { toldByKey } from './parts.ts';
import type { ImportPlanRow, MappingRow, SourceBytesRow, SourceRow, TotalsRow } from './schema.ts';
import { inTransaction } from './transaction.ts';
import type { LibraryWriter, WriteBatch, WriteItem } from './writer.ts';
import { unwatched } from './zone.ts';

/** Paths in one row of an import's plan. */
const PATHS_PER_ROW = 1_000;

const NO_TOTALS = { files: 0, articles: 0, merged: 0, comments: 0, known: 0, failed: 0, bytes: 0 } satisfies ImportTotals;

/** The writer over the Dexie database. `now` gives ISO 8601, UTC. */
export function dexieWriter(db: LibraryDatabase, now: () => string): LibraryWriter {
  return {
    async beginImport(start) {
      await db.imports.add({ ...start, state: 'running', totals: NO_TOTALS });
    },

    async planPaths({ id, paths, last }) {
      await inTransaction(db, ['imports', 'importPlans'], async (tables) => {
        const run = await importRun(tables, id);
        const stored = tables.importPlans.where('[importId+seq]').between([id, Dexie.minKey], [id, Dexie.maxKey]);
        const before = await stored.count();
        const rows: ImportPlanRow[] = [];
        for (let from = 0; from < paths.length; from += PATHS_PER_ROW) {
          rows.push({ importId: id, seq: before + rows.length, paths: paths.slice(from, from + PATHS_PER_ROW) });
        }
        await tables.importPlans.bulkAdd(rows);
        if (!last) return;
        // counted once: every part counting those before it would take longer with each
        const all = await stored.toArray();
        await tables.imports.put({ ...run, planned: all.reduce((sum, row) => sum + row.paths.length, 0) });
      });
    },

    async endImport({ id, ...end }) {
      await inTransaction(db, ['imports'], async (tables) => {
        await tables.imports.put({ ...(await importRun(tables, id)), ...end });
      });
      await followAll(db);
    },

    async recoverImports() {
      const interrupted = await inTransaction(db, ['imports'], async ({ imports }) => {
        const left = await imports.filter((run) => run.state === 'running').toArray();
        const marked = left.map((run): ImportRun => ({ ...run, state: 'interrupted', finishedAt: now() }));
        await imports.bulkPut(marked);
        return marked;
      });
      if (interrupted.length > 0) await followAll(db);
      return interrupted;
    },

    missingPaths: (id) => missingPaths(unwatched(db), id),

    async mappings() {
      return Object.fromEntries((await unwatched(db)((tables) => tables.mappings.toArray())).map(({ shape, mapping }) => [shape, mapping]));
    },

    async saveMapping(shape, mapping) {
      await db.mappings.put({ shape, mapping, at: now() });
    },

    async writeBatch(batch) {
      try {
        return await writeBatch(db, batch, now());
      } catch (error) {
        if (error instanceof CuttingsError) throw error;
        throw notStored(error);
      }
    },
  };
}

/** The import an id names; throws where none was begun. */
async function importRun({ imports }: Pick<LibraryDatabase, 'imports'>, id: ImportId): Promise<ImportRun> {
  const run = await imports.get(id);
  if (!run) throw new CuttingsError('no-import', `There is no import “${id}”.`);
  return run;
}

type ReadItem = Extract<WriteItem, { readonly parsed: ParsedSource }>;

/** Rows of a batch, gathered before any is written. */
interface BatchRows {
  readonly sources: SourceRow[];
  readonly bytes: SourceBytesRow[];
  readonly readings: NewReading[];
  readonly outcomes: FileOutcome[];
}

/** The tables a batch of new articles touches: none that the analyst's tags and notes lie in, so that these do not wait for it. */
const APART_TABLES = [...ARTICLE_TABLES, 'sourceBytes', 'imports', 'importOutcomes'] as const satisfies readonly TableName[];
type ApartTables = Pick<LibraryDatabase, (typeof APART_TABLES)[number]>;
/** The tables any other batch touches. */
const BATCH_TABLES = [...APART_TABLES, ...PAGE_SET_TABLES, ...MARK_TABLES, 'mappings'] as const satisfies readonly TableName[];
type BatchTables = Pick<LibraryDatabase, (typeof BATCH_TABLES)[number]>;

/** Ends the transaction of a batch that meets articles the library has; nothing of it has been written. */
class MeetsArticles extends Error {}

async function writeBatch(db: LibraryDatabase, batch: WriteBatch, addedAt: string): Promise<ImportTotals> {
  const marks = batch.items.flatMap((item) => ('marks' in item && item.marks ? [item.marks] : []));
  const mappings = givenMappings(batch.items, addedAt);
  if (marks.length === 0 && mappings.length === 0) {
    // of captures that are not there, nobody says anything meanwhile
    const partings = await unwatched(db)((tables) => tables.partings.toArray());
    try {
      return await inTransaction(db, APART_TABLES, (tables) => writeItems(tables, batch, addedAt, (readings) => addApart(tables, readings, partings)));
    } catch (error) {
      if (!(error instanceof MeetsArticles)) throw error;
    }
  }
  return inTransaction(db, BATCH_TABLES, async (tables) => {
    await addPartings(
      tables,
      marks.flatMap(({ partings = [] }) => partings),
      addedAt,
    );
    const added = await writeItems(tables, batch, addedAt, (readings) => addReadings(tables, readings));
    await tables.mappings.bulkPut(mappings);
    if (marks.length > 0) await addMarks(tables, marks, addedAt);
    return added;
  });
}

/** `add` gives undefined where it cannot add the readings in these tables. */
async function writeItems(
  tables: ApartTables,
  { importId, seq, items }: WriteBatch,
  addedAt: string,
  add: (readings: readonly NewReading[]) => Promise<Added | undefined>,
): Promise<ImportTotals> {
  const run = await importRun(tables, importId);
  const { articles: known, sources } = await storedArticles(tables, items);
  const rows: BatchRows = { sources: [], bytes: [], readings: [], outcomes: [] };
  for (const item of items) {
    if ('opened' in item) {
      const { path, name, bytes, opened } = item;
      rows.outcomes.push({ path, name, bytes, result: 'opened', members: opened.members, articles: [], comments: 0, warnings: opened.warnings });
      continue;
    }
    if ('error' in item) {
      rows.outcomes.push({
        path: item.path,
        name: item.name,
        bytes: item.bytes,
        result: 'failed',
        articles: [],
        comments: 0,
        warnings: [],
        error: item.error,
      });
      continue;
    }
    const articles = known.get(item.parsed.id);
    if (articles !== undefined) {
      fillBytes(rows, item, sources.get(item.parsed.id));
      rows.outcomes.push({ ...outcomeOf(item, 'known'), articles, comments: 0 });
    } else known.set(item.parsed.id, addSource(rows, item, importId, addedAt));
  }

  const readings = await add(rows.readings);
  if (readings === undefined) throw new MeetsArticles();
  const { joined, difference } = readings;
  const outcomes = rows.outcomes.map((outcome) => joinedOutcome(outcome, joined));
  const added = totalsOf(outcomes);
  await Promise.all([
    // a table that waited for its mapping is there already
    toldByKey(rows.sources, (part) => tables.sources.bulkPut(part)),
    toldByKey(rows.bytes, (part) => tables.sourceBytes.bulkPut(part)),
    tables.importOutcomes.add({ importId, seq, outcomes }),
    tables.imports.put({ ...run, totals: sum(run.totals, added) }),
    addToLibraryTotals(tables, rows, difference, sources),
  ]);
  return added;
}

/** Keeps the word that captures are not of one article; those the library has as one come apart. */
async function addPartings(tables: BatchTables, partings: readonly Parting['captures'][], at: string): Promise<void> {
  const rows = partings.map(([one, other]) => partingOf(one, other, at));
  const known = await tables.partings.bulkGet(rows.map(({ id }) => id));
  const fresh = rows.filter((_, index) => known[index] === undefined);
  if (fresh.length === 0) return;
  await tables.partings.bulkPut(fresh);
  await regroup(
    tables,
    fresh.flatMap(({ captures }) => captures),
  );
}

interface Stored {
  readonly articles: Map<SourceId, readonly ArticleId[]>;
  /** All of them, also a table that is read only now. */
  readonly sources: ReadonlyMap<SourceId, SourceRow>;
}

/** Sources of the batch that the library has, each with the ids of its articles that are there. */
async function storedArticles(tables: ApartTables, items: readonly WriteItem[]): Promise<Stored> {
  const read = items.filter((item) => 'parsed' in item);
  const stored = present(await tables.sources.bulkGet([...new Set(read.map((item) => item.parsed.id))]));
  const byId = new Map(stored.map((source) => [source.id, source]));
  const ours = read.filter(({ parsed }) => {
    const source = byId.get(parsed.id);
    return source !== undefined && !(needsMapping(source) && parsed.pages.length > 0);
  });
  const asked = ours.flatMap((item) => articleIds(item));
  const articles = new Set((await tables.articles.where('captureIds').anyOf(asked).distinct().toArray()).flatMap(({ captureIds }) => captureIds));
  return {
    articles: new Map(ours.map((item) => [item.parsed.id, articleIds(item).filter((id) => articles.has(id))])),
    sources: byId,
  };
}

/** Whether a source is a table that was kept and not read. */
function needsMapping({ warnings }: Pick<Source, 'warnings'>): boolean {
  return warnings.some((warning) => warning.kind === 'needs-mapping');
}

/** The mappings that were given with the import, for tables of the batch. */
function givenMappings(items: readonly WriteItem[], at: string): MappingRow[] {
  const tables = items.flatMap((item) => ('parsed' in item ? (item.parsed.table ?? []) : []));
  return tables.flatMap(({ shape, mapping, by }) => (by === 'given' && mapping ? [{ shape, mapping, at }] : []));
}

function articleIds(item: ReadItem): ArticleId[] {
  return item.parsed.pages.map((page) => page.article.id);
}

function outcomeOf(item: ReadItem, result: 'new' | 'known'): FileOutcome {
  const { id, layout, layoutReason, encoding, coverage, warnings, pages, table } = item.parsed;
  return {
    path: item.path,
    name: item.name,
    bytes: item.bytes,
    result: result === 'new' && needsMapping({ warnings }) ? 'needs-mapping' : result,
    ...(table && { table: { shape: table.shape, columns: table.columns } }),
    source: id,
    articles: articleIds(item),
    comments: pages.reduce((count, page) => count + page.comments.length, 0),
    layout,
    layoutReason,
    encoding,
    coverage,
    warnings,
  };
}

/** Gives a source that came by an export the bytes it lacked, now that the file itself has come; its articles stay as they are. */
function fillBytes(rows: BatchRows, item: ReadItem, source: SourceRow | undefined): void {
  if (source?.bytesMissing === undefined || item.packed === undefined) return;
  const { bytesMissing: _had, ...kept } = source;
  const { coverage, ledger } = item.parsed;
  // another version of the parser may see other ranges than those the articles have
  const same = JSON.stringify(coverage) === JSON.stringify(source.coverage);
  rows.sources.push({ ...kept, path: diskPath(item), ...(same && { ledger }) });
  rows.bytes.push({ id: source.id, packed: item.packed });
}

/** Adds a new source with all that came of it; gives the ids of its articles. */
function addSource(rows: BatchRows, item: ReadItem, importId: ImportId, addedAt: string): readonly ArticleId[] {
  const { pages, table: _columns, ...source } = item.parsed;
  const { packed } = item;
  const captureIds = pages.map(({ article }) => article.id);
  rows.sources.push({ ...source, ...(packed === undefined ? { bytesMissing: true as const } : { path: diskPath(item) }), importId, addedAt, captureIds });
  if (packed !== undefined) rows.bytes.push({ id: source.id, packed });
  rows.readings.push(...pages.map((reading): NewReading => ({ reading, importId, addedAt, unparsed: source.coverage.unparsed })));
  rows.outcomes.push(outcomeOf(item, 'new'));
  return articleIds(item);
}

/** Where the file lay: for a member of a container, the container. */
function diskPath({ path, parsed: { container } }: ReadItem): string {
  return container === undefined ? path : path.slice(0, path.length - WITHIN.length - container.member.length);
}

/** An outcome with what became of its captures. */
function joinedOutcome(outcome: FileOutcome, joined: ReadonlyMap<ArticleId, Joined>): FileOutcome {
  if (outcome.result !== 'new') return outcome;
  const ends = outcome.articles.flatMap((id) => joined.get(id) ?? []);
  const knownComments = ends.reduce((sum, { known }) => sum + known, 0);
  const knownArticles = ends.filter((end) => end.merged).length;
  return {
    ...outcome,
    ...(knownArticles > 0 && knownArticles === ends.length && { result: 'merged' as const }),
    ...(knownArticles > 0 && { knownArticles }),
    ...(knownComments > 0 && { knownComments }),
  };
}

function totalsOf(outcomes: readonly FileOutcome[]): ImportTotals {
  // a container's bytes and members are counted with its members
  const counted = outcomes.filter((outcome) => outcome.result !== 'opened');
  return counted.reduce<ImportTotals>(
    (totals, outcome) =>
      sum(totals, {
        files: 1,
        articles: outcome.result === 'known' ? 0 : outcome.articles.length - (outcome.knownArticles ?? 0),
        merged: outcome.knownArticles ?? 0,
        comments: outcome.comments - (outcome.knownComments ?? 0),
        known: outcome.result === 'known' ? 1 : 0,
        failed: outcome.result === 'failed' ? 1 : 0,
        ...(outcome.result === 'needs-mapping' && { waiting: 1 }),
        bytes: outcome.bytes,
      }),
    NO_TOTALS,
  );
}

function sum(a: ImportTotals, b: ImportTotals): ImportTotals {
  const waiting = (a.waiting ?? 0) + (b.waiting ?? 0);
  return {
    files: a.files + b.files,
    articles: a.articles + b.articles,
    merged: (a.merged ?? 0) + (b.merged ?? 0),
    comments: a.comments + b.comments,
    known: a.known + b.known,
    failed: a.failed + b.failed,
    ...(waiting > 0 && { waiting }),
    bytes: a.bytes + b.bytes,
  };
}

async function addToLibraryTotals({ totals }: ApartTables, rows: BatchRows, difference: Difference, stored: Stored['sources']): Promise<void> {
  const fresh = rows.sources.filter((source) => !stored.has(source.id));
  const unparsed = (sources: readonly (Source | undefined)[]): number =>
    sources.filter((source) => source !== undefined && source.coverage.unparsed > 0).length;
  const before: TotalsRow = (await totals.get('totals')) ?? { key: 'totals', sources: 0, bytes: 0, articles: 0, comments: 0, unparsedSources: 0 };
  await totals.put({
    key: 'totals',
    sources: before.sources + fresh.length,
    bytes: before.bytes + fresh.reduce((bytes, source) => bytes + source.bytes, 0),
    articles: before.articles + difference.articles,
    comments: before.comments + difference.comments,
    unparsedSources: before.unparsedSources + unparsed(rows.sources) - unparsed(rows.sources.map((source) => stored.get(source.id))),
  });
}

/** Why the database refused a batch, in words. Dexie wraps a full disk in an `AbortError` and keeps the cause inside. */
function notStored(error: unknown): CuttingsError {
  const full = namesOf(error).includes('QuotaExceededError');
  const message = full
    ? 'The disk is full: these files were not stored. Everything stored before is safe. Make room, then resume the import.'
    : `The library refused these files, and nothing of them was stored: ${error instanceof Error ? error.message : String(error)}`;
  return new CuttingsError('not-stored', message, { cause: error });
}

function namesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const name = 'name' in error && typeof error.name === 'string' ? [error.name] : [];
  const inner = 'inner' in error && error.inner !== error ? namesOf(error.inner) : [];
  return [...name, ...inner];
}
