/** What main may ask of the library besides imports: statistics, searches, tags by query, exports. Each handler answers one call of `StoreCalls`. */
import { CuttingsError } from '../../corpus/errors.ts';
import { exportFormat } from '../../corpus/exchange/index.ts';
import { queryIn, readLink } from '../../corpus/query/link.ts';
import type { QueryError } from '../../corpus/query/query.ts';
import { tagsNamed } from '../../corpus/query/tag-paths.ts';
import { type Source, type Tag, WITHIN } from '../../corpus/records.ts';
import type { KeptFile } from '../../preload/contract/import-port.ts';
import type { StoreCalls, TagAnswer, TagRequest } from '../../preload/contract/store-rpc.ts';
import type { ListOrder, SearchOutcome, SearchResult } from '../search/client.ts';
import { exportSource, type Matches } from '../search/export-source.ts';
import type { LibraryCommands } from '../store/commands.ts';
import type { LibraryReader, LibraryScan } from '../store/reader.ts';
import { Exports } from './exporting.ts';
import { searchHits } from './search-hits.ts';
import { libraryStats } from './stats.ts';

type LibraryCall =
  | 'import.run'
  | 'source.kept'
  | 'source.packed'
  | 'import.outcomes'
  | 'stats'
  | 'search'
  | 'tag'
  | 'export.open'
  | 'export.next'
  | 'export.head'
  | 'export.close';
export type LibraryHandlers = { readonly [M in LibraryCall]: (...params: Parameters<StoreCalls[M]>) => Promise<ReturnType<StoreCalls[M]>> };

export interface LibraryService {
  readonly reader: LibraryReader & LibraryScan;
  readonly commands: Pick<LibraryCommands, 'ensureTag' | 'tag' | 'untag'>;
  /** Answers a query over the whole library. */
  answer(query: string, order: ListOrder): Promise<SearchOutcome>;
  /** Version of the parser this app reads new sources with. */
  readonly parser: string;
}

/** The order of results where none is asked for. */
const USUAL: ListOrder = 'published';

/** Queries may be links to searches too. Every handler that takes a query throws `CuttingsError` kind `query` where it cannot be read. */
export function libraryHandlers({ reader, commands, answer, parser }: LibraryService): LibraryHandlers {
  const exports = new Exports();

  const found = async (query: string, order: ListOrder = USUAL): Promise<SearchResult> => {
    const outcome = await answer(query, order);
    if (outcome.ok) return outcome.result;
    throw new CuttingsError('query', wordsOf(outcome.error));
  };

  return {
    'source.kept': async (ids) => (await reader.sources(ids)).filter(({ bytesMissing }) => !bytesMissing).map(keptFile),
    'source.packed': (id) => reader.packedBytes(id),
    'import.run': (id) => reader.importRun(id),
    'import.outcomes': ({ id, after }) => reader.someOutcomes(id, after),
    stats: () => libraryStats(reader, parser),
    search: async ({ query: text, limit, order }) => {
      const link = readLink(text);
      const query = link?.query ?? text;
      const result = await found(query, order ?? link?.order);
      return { articles: result.articles.length, comments: result.comments.length, hits: await searchHits(reader, query, result, limit) };
    },
    tag: async (request) => changeTags(request, { reader, commands, found }),
    'export.open': async ({ format, query: text }) => {
      const query = queryIn(text);
      const matches: Matches = query.trim() === '' ? 'everything' : await found(query);
      return exports.open(exportFormat(format), await exportSource(reader, query, matches));
    },
    'export.next': (handle) => exports.next(handle),
    'export.head': async ({ handle, app, sha256 }) => exports.head(handle, app, sha256),
    'export.close': async (handle) => exports.close(handle),
  };
}

/** As the outcome that brought it had its path. */
function keptFile({ id, name, bytes, path = name, container, context }: Source): KeptFile {
  const place = container === undefined ? path : `${path}${WITHIN}${container.member}`;
  return { id, name, bytes, path: place, ...(container && { container }), ...(context && { context }) };
}

async function changeTags(
  { query, add, remove }: TagRequest,
  { reader, commands, found }: Pick<LibraryService, 'reader' | 'commands'> & { readonly found: (query: string) => Promise<SearchResult> },
): Promise<TagAnswer> {
  const { articles, comments } = await found(queryIn(query));
  const targets = [...articles, ...comments];
  let changed = 0;
  if (remove !== undefined) changed += await commands.untag(targets, (await existingTag(reader, remove)).id);
  // a query that finds nothing leaves the codebook alone
  if (add !== undefined && targets.length > 0) changed += await commands.tag(targets, (await commands.ensureTag(add)).id);
  return { matched: targets.length, changed };
}

/** Throws `CuttingsError` kind `no-tag`, also where the name fits several tags. */
async function existingTag(reader: Pick<LibraryReader, 'tags'>, path: string): Promise<Tag> {
  const [tag, another] = tagsNamed(path, await reader.tags());
  if (tag === undefined) throw new CuttingsError('no-tag', `There is no tag “${path}”.`);
  if (another !== undefined) throw new CuttingsError('no-tag', `Several tags are called “${path}”; write the whole path, as in “stance/${path}”.`);
  return tag;
}

/** One line: what is wrong, where, and what could stand there. */
function wordsOf({ message, at, expected }: QueryError): string {
  const could = expected.length === 0 ? '' : `; expected ${expected.join(' or ')}`;
  return `The query cannot be read at character ${at.from + 1}: ${message.replace(/[.\s]+$/, '')}${could}.`;
}
