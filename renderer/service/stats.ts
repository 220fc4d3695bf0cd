import type { CoverageClass } from '../../corpus/records.ts';
import { isComment } from '../../corpus/targets.ts';
import type { LibraryStats } from '../../preload/contract/store-rpc.ts';
import type { LibraryReader, LibraryScan } from '../store/reader.ts';
import { SCHEMA_VERSION } from '../store/schema.ts';

export type StatsReader = Pick<LibraryReader, 'imports' | 'notes' | 'tags' | 'totals'> &
  Pick<LibraryScan, 'eachSource' | 'notedTargets' | 'taggingCount' | 'tagsByTarget'>;

/** Counts the library. `parser` is the version of the parser this app reads new sources with. */
export async function libraryStats(reader: StatsReader, parser: string): Promise<LibraryStats> {
  const [totals, tags, imports, { tags: tagged }, taggings, noted] = await Promise.all([
    reader.totals(),
    reader.tags(),
    reader.imports(),
    reader.tagsByTarget(),
    reader.taggingCount(),
    reader.notedTargets(),
  ]);
  const notes = await reader.notes([...noted]);

  const coverage: Record<CoverageClass, number> = { article: 0, comment: 0, furniture: 0, unparsed: 0, blank: 0 };
  const layouts = new Map<string, number>();
  await reader.eachSource((sources) => {
    for (const source of sources) {
      coverage.article += source.coverage.article;
      coverage.comment += source.coverage.comment;
      coverage.furniture += source.coverage.furniture;
      coverage.unparsed += source.coverage.unparsed;
      coverage.blank += source.coverage.blank;
      layouts.set(source.layout, (layouts.get(source.layout) ?? 0) + 1);
    }
  });

  const taggedArticles = [...tagged.keys()].filter((target) => !isComment(target)).length;
  return {
    sources: totals.sources,
    bytes: totals.bytes,
    articles: totals.articles,
    comments: totals.comments,
    tags: tags.length,
    taggings,
    notes: notes.length,
    untaggedArticles: totals.articles - taggedArticles,
    untaggedComments: totals.comments - (tagged.size - taggedArticles),
    imports: imports.length,
    coverage,
    layouts: Object.fromEntries([...layouts].sort(([a], [b]) => (a < b ? -1 : 1))),
    schema: SCHEMA_VERSION,
    parser,
  };
}
