import { SegmentBuilder, writeSegment } from '../../renderer/search/index/build.ts';
import type { MemoryFiles } from '../../renderer/search/index/memory-files.ts';
import { mergeSegments } from '../../renderer/search/index/merge.ts';
import { openSegment } from '../../renderer/search/index/open.ts';
import { SEGMENT_VERSION } from '../../renderer/search/index/segment.ts';
import type { IndexSegmentRow, IndexWriter } from '../../renderer/store/index-store.ts';

/** The indexer's work, step by step. */
export class TestIndexer {
  #names = 0;

  constructor(
    readonly files: MemoryFiles,
    readonly store: IndexWriter,
  ) {}

  /** Indexes the first so many changes. */
  async index(rows: number): Promise<void> {
    const { manifest, fresh } = await this.store.indexState(new Set());
    const done = fresh.slice(0, rows);
    const ids = new Set(done.flatMap(({ articles }) => articles));
    const builder = new SegmentBuilder();
    for (const article of await this.store.storedArticles([...ids])) builder.add(article);
    const name = `segment-${++this.#names}`;
    const bytes = await writeSegment(this.files, name, builder);
    const segments: IndexSegmentRow[] = [];
    for (const row of manifest?.segments ?? []) {
      const segment = await openSegment(this.files, row.name);
      const gone = new Set(row.gone);
      for (const id of ids) if (segment.indexOf(id) >= 0) gone.add(segment.indexOf(id));
      segment.close();
      segments.push({ ...row, gone: Uint32Array.from(gone).sort() });
    }
    segments.push({ name, articles: builder.articles, documents: builder.documents, bytes, gone: new Uint32Array(0) });
    await this.store.commitIndex({ manifest: { key: 'manifest', version: SEGMENT_VERSION, segments }, done: done.map(({ seq }) => seq) });
  }

  async merge(): Promise<void> {
    const { manifest } = await this.store.indexState(new Set());
    const rows = manifest?.segments ?? [];
    const segments = await Promise.all(rows.map(async ({ name, gone }) => ({ segment: await openSegment(this.files, name), gone })));
    const name = `segment-${++this.#names}`;
    const bytes = await mergeSegments(segments, this.files, name);
    for (const { segment } of segments) segment.close();
    const merged = await openSegment(this.files, name);
    const row = { name, articles: merged.articles, documents: merged.documents, bytes, gone: new Uint32Array(0) };
    merged.close();
    await this.store.commitIndex({ manifest: { key: 'manifest', version: SEGMENT_VERSION, segments: [row] }, done: [] });
    for (const { name: old } of rows) await this.files.remove(old);
  }
}
