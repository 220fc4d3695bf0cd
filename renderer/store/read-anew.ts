/** Putting what a source reads as now in the place of what was read in it before. */
import { CuttingsError } from '../../corpus/errors.ts';
import { followRecords, homesAfter, type Replaced } from '../../corpus/following.ts';
import type { ParsedSource, Reading } from '../../corpus/layouts/layout.ts';
import type { ArticleId, Source, TargetId } from '../../corpus/records.ts';
import type { AnewSource } from './commands.ts';
import { sameRow } from './edit.ts';
import { exchangeReadings, type NewReading, readingsOf } from './page-sets.ts';
import { type AnewTables, addToTotals, byKey, imagesOf, rowsOf, type SourceImages } from './row-images.ts';
import type { SourceRow } from './schema.ts';

/** Reads sources anew within a transaction; see `LibraryCommands.readAnew`. Gives the images to undo it by where there is one source. */
export async function replaceSources(tables: AnewTables, sources: readonly AnewSource[]): Promise<SourceImages | undefined> {
  const rows = await Promise.all(sources.map((source) => rowFor(tables, source)));
  const replaced = await Promise.all(
    sources.map(async ({ parsed }, at): Promise<Replaced> => ({ before: await formerReadings(tables, rows[at]), after: parsed.pages })),
  );
  const [only] = sources;
  const single = sources.length === 1 ? only?.parsed.id : undefined;
  const before: { articles: readonly ArticleId[]; rows?: Awaited<ReturnType<typeof rowsOf>> } = { articles: [] };
  const partings = single === undefined ? [] : await tables.partings.toArray();
  await partingsFollow(tables, replaced);
  const added = sources.flatMap(({ parsed }, at) => {
    const { importId, addedAt } = rows[at] as SourceRow;
    return parsed.pages.map((reading): NewReading => ({ reading, importId, addedAt, unparsed: parsed.coverage.unparsed }));
  });
  const { articles, difference } = await exchangeReadings(tables, {
    gone: rows.flatMap(({ captureIds }) => captureIds),
    added,
    homes: (former, now) => homesAfter(former, replaced, now),
    touching: async (ids) => {
      before.articles = ids;
      if (single !== undefined) before.rows = { ...(await rowsOf(tables, single, ids)), partings: byKey(partings, ({ id }) => id) };
    },
  });
  await tables.sources.bulkPut(sources.map(({ parsed }, at) => rowOf(rows[at] as SourceRow, parsed)));
  for (const { parsed, corrections } of sources) {
    if (corrections === undefined) continue;
    if (corrections.length === 0) await tables.corrections.delete(parsed.id);
    else await tables.corrections.put({ source: parsed.id, corrections });
  }
  const unparsed = (has: readonly Pick<Source, 'coverage'>[]): number => has.filter(({ coverage }) => coverage.unparsed > 0).length;
  const totals = { ...difference, unparsedSources: unparsed(sources.map(({ parsed }) => parsed)) - unparsed(rows) };
  await addToTotals(tables, totals);
  if (single === undefined || before.rows === undefined) return undefined;
  return { articles: { before: before.articles, after: articles }, rows: imagesOf(before.rows, await rowsOf(tables, single, articles)), totals };
}

/** The row of a source that is read anew. Throws `CuttingsError` kind `no-source` where there is none, kind `changed-since` where it is another by now. */
async function rowFor({ sources }: AnewTables, { parsed, read }: AnewSource): Promise<SourceRow> {
  const row = await sources.get(parsed.id);
  if (row === undefined) throw new CuttingsError('no-source', `“${parsed.name}” is not in the library any more.`);
  if (read !== undefined && !sameRow(read, row))
    throw new CuttingsError('changed-since', `“${row.name}” has changed in the library since it was read. Nothing of it was changed; look at it again.`);
  return row;
}

/** The row with what the source reads as now. Where it lay and when it came stay. */
function rowOf(row: SourceRow, parsed: ParsedSource): SourceRow {
  const { pages, table: _columns, ...facts } = parsed;
  return { ...row, ...facts, captureIds: pages.map(({ article }) => article.id) };
}

/** What is read in a source as it is. */
async function formerReadings(tables: AnewTables, row: SourceRow | undefined): Promise<Reading[]> {
  const captures = new Set<ArticleId>(row?.captureIds);
  const articles = await tables.articles
    .where('captureIds')
    .anyOf([...captures])
    .distinct()
    .toArray();
  const readings: Reading[] = [];
  for (const article of articles) readings.push(...(await readingsOf(tables, article)).filter(({ article: { id } }) => captures.has(id)));
  return readings;
}

/** What the analyst parted stays parted where a capture has another id now. */
async function partingsFollow({ partings }: AnewTables, replaced: readonly Replaced[]): Promise<void> {
  const now = new Map<TargetId, TargetId>();
  for (const one of replaced) for (const [old, id] of followRecords(one)) if (old !== id) now.set(old, id);
  if (now.size === 0) return;
  const stored = await partings.toArray();
  const moved = stored.filter(({ captures }) => captures.some((id) => now.has(id)));
  await partings.bulkDelete(moved.map(({ id }) => id));
  await partings.bulkPut(
    moved.flatMap(({ captures, at }) => {
      const [one, other] = captures.map((id) => now.get(id) ?? id).sort() as [ArticleId, ArticleId];
      return one === other ? [] : [{ id: `${one} ${other}`, captures: [one, other] as const, at }];
    }),
  );
}
