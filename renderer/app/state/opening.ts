/** What the window opens with: the first rows of the list of everything, which the library remembers, while the search is still looking. */
import type { ArticleId, TargetId } from '../../../corpus/records.ts';
import type { IdList } from '../../search/client.ts';
import type { LibraryReader } from '../../store/reader.ts';
import { type ArticleRowData, readArticleRows } from '../features/library/rows.ts';
import { readImports, readTags, readTotals } from './reads.ts';
import type { Services } from './services.ts';

/** About the height of a row, in px: before the window is drawn as many rows are read as it has room for. */
const ROW_HEIGHT = 84;

export interface OpeningList {
  /** As long as the list of everything; of the ids the first are known. */
  readonly ids: IdList<ArticleId>;
  readonly rows: ReadonlyMap<TargetId, ArticleRowData>;
}

/** Undefined where the library has no articles, or does not know which come first. */
export async function readOpening(reader: LibraryReader): Promise<OpeningList | undefined> {
  const known = await reader.opening();
  if (known === undefined || known.first.length === 0) return undefined;
  const { first, articles } = known;
  return { ids: firstOf(first, articles), rows: await readArticleRows(reader, first.slice(0, Math.ceil(window.innerHeight / ROW_HEIGHT))) };
}

/** Resolves when what the whole window follows has been read once, so that it is drawn in one go; who follows it is told what went wrong. */
export async function readAhead(live: Services['live']): Promise<void> {
  const once = <T>(read: (reader: LibraryReader) => Promise<T>): Promise<void> =>
    new Promise((resolve) => {
      live(read).subscribe(
        () => resolve(),
        () => resolve(),
      );
    });
  await Promise.all([once(readTotals), once(readImports), once(readTags)]);
}

/** A list of which only the first ids are known. */
function firstOf(first: readonly ArticleId[], length: number): IdList<ArticleId> {
  return {
    length,
    at: (index) => first[index < 0 ? index + length : index],
    indexOf: (id, from) => first.indexOf(id, from),
    slice: (from, to) => first.slice(from, to),
    [Symbol.iterator]: () => first[Symbol.iterator](),
  };
}
