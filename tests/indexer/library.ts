/** A library and an indexer over files in memory, and what the index says of the library. */
import 'fake-indexeddb/auto';
import { onTestFinished } from 'vitest';
import type { ArticleId } from '../../corpus/records.ts';
import { Indexer, type IndexerParts } from '../../renderer/indexer/indexer.ts';
import { buildSegment } from '../../renderer/search/index/build.ts';
import { MemoryFiles } from '../../renderer/search/index/memory-files.ts';
import { openSegment } from '../../renderer/search/index/open.ts';
import { IndexField, type Segment } from '../../renderer/search/index/segment.ts';
import { stringAt } from '../../renderer/search/index/strings.ts';
import type { IndexWriter } from '../../renderer/store/index-store.ts';
import { type Library, openIndexStore } from '../../renderer/store/open.ts';
import { IMPORT, item, libraryWith, type MadeSource, NOW } from '../store/library.ts';

/** As quick as a test is. */
const QUICK = { enough: 5, quiet: 20, words: 400, chunk: 2, age: 60, rest: 40, retry: 30, give: 1 };

export interface Kept {
  readonly library: Library & { readonly name: string };
  readonly store: IndexWriter;
  readonly files: MemoryFiles;
  readonly logged: string[];
  readonly indexer: Indexer;
  /** Ends it as a crash does not: after the step under way. */
  stop(): Promise<void>;
}

/** Starts an indexer over a library; `parts` stand in for what it is usually given. `ends`: none of them hangs for ever. */
export async function indexerOf(
  library: Library & { readonly name: string },
  files: MemoryFiles = new MemoryFiles(),
  parts: (usual: Pick<IndexerParts, 'store' | 'files'>) => Partial<IndexerParts> = () => ({}),
  ends = true,
): Promise<Kept> {
  const { index, onIndexChange, close } = await openIndexStore({ name: library.name });
  const logged: string[] = [];
  const indexer = new Indexer({ store: index, files, log: (text) => logged.push(text), pace: QUICK, ...parts({ store: index, files }) });
  const unheard = onIndexChange(() => indexer.changed());
  const running = indexer.run();
  const stop = async (): Promise<void> => {
    unheard();
    indexer.close();
    if (ends) await running;
    close();
  };
  onTestFinished(stop);
  return { library, store: index, files, logged, indexer, stop };
}

/** Adds made-up articles `from` to `to` to a library, one batch. */
export async function add(library: Library, from: number, to: number, made: (n: number) => MadeSource = story): Promise<void> {
  if ((await library.reader.importRun(IMPORT)) === undefined) await library.writer.beginImport({ id: IMPORT, names: ['c'], roots: ['/c'], startedAt: NOW });
  const items = Array.from({ length: to - from + 1 }, (_, at) => item(from + at, made(from + at)));
  await library.writer.writeBatch({ importId: IMPORT, seq: from, items });
}

function story(n: number): MadeSource {
  const comments = Array.from({ length: n % 4 }, (_, at) => ({ number: at + 1, own: `The gull number ${at} of story ${n} cries.` }));
  return { headline: `Harbour story ${n}`, paragraphs: [`The harbour was quiet on day ${n}, and the wall stood.`], comments };
}

export async function emptyLibrary(): Promise<Library & { readonly name: string }> {
  return libraryWith();
}

/** All that a segment says of its article at `article`. */
function saidOf(segment: Segment): string[] {
  const { articles, keys } = segment.ids();
  const words = Array.from({ length: segment.documents }, (): string[] => []);
  for (const field of Object.values(IndexField)) {
    for (const entry of segment.terms(field, '')) {
      const { documents, counts } = entry.list();
      const found = [...documents].map((document, at) => [document, counts[at]] as const);
      const positions = entry.positions();
      for (const [at, [document, count]] of found.entries()) words[document]?.push(`${field} ${entry.term} ${count}: ${[...positions.at(at)].join(' ')}`);
    }
  }
  return Array.from({ length: segment.articles }, (_, at) => {
    const [from, to] = [segment.starts[at] ?? 0, segment.starts[at + 1] ?? 0];
    const documents = Array.from({ length: to - from }, (_each, of) => [of === 0 ? '' : stringAt(keys, from + of - at - 1), ...(words[from + of] ?? [])]);
    return JSON.stringify([stringAt(articles, at), stringAt(segment.titles(), at), segment.sources(at), documents]);
  });
}

/** What the segments that count say of the articles that are not gone, sorted. Throws where one is missing or damaged. */
export async function indexed({ store, files }: Pick<Kept, 'store' | 'files'>): Promise<string[]> {
  const { manifest } = await store.indexState(new Set());
  const said: string[] = [];
  for (const { name, gone } of manifest?.segments ?? []) {
    const segment = await openSegment(files, name);
    const left = new Set(gone);
    said.push(...saidOf(segment).filter((_, at) => !left.has(at)));
    segment.close();
  }
  return said.sort();
}

/** What an index of the library as it is would say, sorted. */
export async function expected({ library, store }: Pick<Kept, 'library' | 'store'>): Promise<string[]> {
  const ids: ArticleId[] = [];
  await library.reader.eachArticle((rows) => void ids.push(...rows.map(({ id }) => id)));
  return (await store.storedArticles(ids)).flatMap((article) => saidOf(buildSegment([article], 'reference'))).sort();
}

/** Resolves once `is` holds, which is looked at again and again; throws when it takes more than five seconds. */
export async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 5_000; performance.now() < end; ) {
    if (await is()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('it did not come to that');
}
