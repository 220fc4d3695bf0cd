/** The segment that is being made: articles are taken in as the library has them, and written to a file when there are enough. */
import type { ArticleId } from '../../corpus/records.ts';
import { SegmentBuilder, writeSegment } from '../search/index/build.ts';
import type { IndexFiles } from '../search/index/files.ts';
import type { IndexChangesRow, IndexReader, IndexSegmentRow, StoredArticle } from '../store/index-store.ts';

/** A segment that is written, with the articles in it in order. */
export interface Written {
  readonly row: IndexSegmentRow;
  readonly articles: readonly ArticleId[];
}

export interface DraftLimits {
  /** Words of a segment: what is made of more takes too much memory. */
  readonly words: number;
  /** Articles read at a time. */
  readonly chunk: number;
}

export class Draft {
  readonly #limits: DraftLimits;
  #builder = new SegmentBuilder();
  #articles: ArticleId[] = [];
  readonly #ids = new Set<ArticleId>();
  readonly #done = new Set<number>();
  readonly #written: Written[] = [];

  constructor(limits: DraftLimits) {
    this.#limits = limits;
  }

  /** Articles that were asked for, those included that are not in the library any more. */
  get ids(): ReadonlySet<ArticleId> {
    return this.#ids;
  }

  /** Changes of which every article was asked for. */
  get done(): ReadonlySet<number> {
    return this.#done;
  }

  /** It holds as much as a segment may. */
  get full(): boolean {
    return this.#written.length > 0 || this.#builder.words >= this.#limits.words;
  }

  /**
   * Takes in the articles of changes, each once, until it is full. All of `rows` must have been there before the call: an article that is
   * named by two of them is read after both.
   */
  async take(rows: readonly IndexChangesRow[], store: IndexReader, files: IndexFiles): Promise<void> {
    for (const { seq, articles } of rows) {
      const asked = articles.filter((id) => !this.#ids.has(id));
      for await (const part of inChunks(asked, this.#limits.chunk, (ids) => store.storedArticles(ids))) {
        for (const one of part) {
          if (this.#builder.words >= this.#limits.words) await this.#write(files);
          this.#builder.add(one);
          this.#articles.push(one.article.id);
        }
      }
      for (const id of asked) this.#ids.add(id);
      this.#done.add(seq);
      if (this.full) return;
    }
  }

  /** Writes what is not written yet; gives all that was. */
  async finish(files: IndexFiles): Promise<readonly Written[]> {
    if (this.#builder.articles > 0) await this.#write(files);
    return this.#written;
  }

  async #write(files: IndexFiles): Promise<void> {
    const { articles, documents } = this.#builder;
    const name = newName();
    const bytes = await writeSegment(files, name, this.#builder);
    this.#written.push({ row: { name, articles, documents, bytes, gone: new Uint32Array(0) }, articles: this.#articles });
    this.#builder = new SegmentBuilder();
    this.#articles = [];
  }
}

/** A name no file ever had. */
export function newName(): string {
  return `segment-${crypto.randomUUID()}`;
}

/** Reads the next chunk while the last one is worked on. */
async function* inChunks(
  ids: readonly ArticleId[],
  size: number,
  read: (ids: readonly ArticleId[]) => Promise<StoredArticle[]>,
): AsyncGenerator<StoredArticle[]> {
  let next = ids.length > 0 ? read(ids.slice(0, size)) : undefined;
  for (let from = size; next !== undefined; from += size) {
    const now: StoredArticle[] = await next;
    next = from < ids.length ? read(ids.slice(from, from + size)) : undefined;
    // where the work on this one fails, nobody waits for the next
    next?.catch(() => undefined);
    yield now;
  }
}
