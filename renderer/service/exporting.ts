/** The store's side of exports: text is made here and pulled by main piece by piece, so that a slow disk holds the reading back. */
import { CuttingsError } from '../../corpus/errors.ts';
import type { ExportFormat, ExportPart, ExportSource, ExportSummary } from '../../corpus/exchange/format.ts';
import { recordsOf } from '../../corpus/exchange/format.ts';
import type { ExportOpened, ExportPiece } from '../../preload/contract/store-rpc.ts';

interface OpenExport {
  readonly format: ExportFormat;
  readonly parts: AsyncGenerator<ExportPart, ExportSummary, void>;
  done: number;
  summary?: ExportSummary;
}

/** Exports under way, by handle. */
export class Exports {
  readonly #open = new Map<number, OpenExport>();
  #last = 0;

  open(format: ExportFormat, source: ExportSource): ExportOpened {
    this.#last += 1;
    this.#open.set(this.#last, { format, parts: format.write(source), done: 0 });
    const { selection } = source;
    return { handle: this.#last, total: recordsOf(selection), articles: selection.articles.length, comments: selection.comments };
  }

  /** Throws `CuttingsError` kind `no-export` for a handle that is none, as after a restart of the store. */
  async next(handle: number): Promise<ExportPiece> {
    const one = this.#get(handle);
    const next = await one.parts.next();
    if (!next.done) {
      one.done = next.value.done;
      return next.value;
    }
    // an ended generator gives its result only once, and after an error never
    one.summary ??= next.value;
    if (one.summary === undefined) throw new CuttingsError('no-export', 'This export has failed before and cannot go on.');
    return { done: one.done };
  }

  /** Throws `CuttingsError` kind `no-export`, also before the body is complete. */
  head(handle: number, app: string, sha256: string): string {
    const { format, summary } = this.#get(handle);
    if (summary === undefined) throw new CuttingsError('no-export', 'The head of an export can only be written once its body is complete.');
    return format.head(summary, { app, sha256 });
  }

  /** Closing what is closed does nothing. */
  close(handle: number): void {
    this.#open.delete(handle);
  }

  #get(handle: number): OpenExport {
    const one = this.#open.get(handle);
    if (one === undefined) throw new CuttingsError('no-export', 'This export is not under way any more; the library’s store may have been started anew.');
    return one;
  }
}
