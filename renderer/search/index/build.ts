/** Making a segment from articles. */
import { hasGaps } from '../../../corpus/page-sets.ts';
import { commentWords } from '../../../corpus/query/documents.ts';
import type { Comment } from '../../../corpus/records.ts';
import { commentKeyOf } from '../../../corpus/targets.ts';
import { timeOf } from '../order.ts';
import type { IndexedArticle } from './document.ts';
import { FactsWriter } from './facts.ts';
import type { IndexFiles } from './files.ts';
import { SegmentWriter } from './format.ts';
import { Inversion } from './inversion.ts';
import { joined, memoryFile } from './memory-files.ts';
import { segmentOf } from './open.ts';
import { DocumentFlag, IndexField, type Segment } from './segment.ts';
import { articleTexts, commentTexts, DEFAULT_FIELDS, type FieldTexts } from './texts.ts';
import { titleOrderOf } from './titles.ts';

/** Takes in articles one after the other; nothing is written before `finish`. */
export class SegmentBuilder {
  readonly #facts = new FactsWriter();
  readonly #inversion = new Inversion();
  readonly #titles: string[] = [];

  get articles(): number {
    return this.#facts.articles;
  }

  get documents(): number {
    return this.#facts.documents;
  }

  /** Words taken in so far. */
  get words(): number {
    return this.#inversion.words;
  }

  add(indexed: IndexedArticle): void {
    const { article, text, comments, marks, sources } = indexed;
    const { id, title, publisher, language, layout, importId, commentCount, unparsed, addedAt } = article;
    this.#facts.article({ id, title, publisher, language, layout, importId, comments: commentCount.captured, unparsed, added: Date.parse(addedAt), sources });
    this.#titles.push(title);
    // as a query's dates have it; in order it stands by the last change also where it is stated that, not when, it was published
    const day = dayOf((article.published ?? article.updated)?.at);
    const time = timeOf(article.published?.at ?? article.updated?.at) ?? Number.NaN;
    const guessed = text?.blocks.some((block) => block.guessed === true) === true;
    const flags =
      DocumentFlag.Article |
      (hasGaps(article) ? DocumentFlag.Gaps : 0) |
      (article.changes !== undefined ? DocumentFlag.Changed : 0) |
      (guessed ? DocumentFlag.Guessed : 0);
    const { length } = this.#takeIn(articleTexts(indexed));
    this.#facts.document({ flags, day, time, words: article.words, length, rating: Number.NaN });
    for (const [index, comment] of comments.entries()) this.#comment(comment, marks[index] ?? 0);
  }

  #comment(comment: Comment, mark: number): void {
    const { length, apart } = this.#takeIn(commentTexts(comment));
    const at = comment.posted?.at;
    const { words = 0 } = commentWords(comment, []);
    this.#facts.key(commentKeyOf(comment.id));
    this.#facts.document({
      flags: mark | (apart ? DocumentFlag.Whole : 0),
      day: dayOf(at),
      time: timeOf(at) ?? Number.NaN,
      words,
      length,
      rating: comment.rating ?? Number.NaN,
    });
  }

  /** Takes in the texts of the next document; gives the words of those that are searched by default, and whether a whole text had to be taken in apart from own words. */
  #takeIn(fields: readonly FieldTexts[]): { readonly length: number; readonly apart: boolean } {
    const document = this.documents;
    let length = 0;
    let own = 0;
    let apart = false;
    for (const { field, texts } of fields) {
      // fields ascend, and a comment has one whole text: it comes after the own words
      if (field === IndexField.Whole) {
        apart = !this.#inversion.addWhole(document, texts[0] ?? '', own);
        continue;
      }
      const words = this.#inversion.add(document, field, texts);
      if (field === IndexField.Body) own = words;
      if (DEFAULT_FIELDS.has(field)) length += words;
    }
    return { length, apart };
  }

  /** The file's bytes, in pieces. The builder is of no use afterwards. */
  finish(): Uint8Array[] {
    const pieces: Uint8Array[] = [];
    this.write((bytes) => {
      pieces.push(bytes);
    });
    return pieces;
  }

  /** The same, piece by piece; gives how many bytes the file has. */
  write(sink: (bytes: Uint8Array) => void): number {
    const { articles, documents } = this;
    const writer = new SegmentWriter(sink);
    this.#inversion.write(writer);
    this.#facts.write(writer, titleOrderOf(this.#titles));
    return writer.finish(articles, documents);
  }
}

/** A day as it is stated, as `Columns.day` has it. */
function dayOf(at: string | undefined): number {
  const [, year, month = '00', day = '00'] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(at?.slice(0, 10) ?? '') ?? [];
  return year === undefined ? 0 : Number(year + month + day);
}

/** A segment in memory, of articles that are not written to a file. */
export function buildSegment(articles: readonly IndexedArticle[], name: string): Segment {
  const builder = new SegmentBuilder();
  for (const article of articles) builder.add(article);
  return segmentOf(memoryFile(joined(builder.finish()), name), name);
}

/** Writes a segment's file; gives its bytes. Where that fails, what there is of the file is of no use, and is to be removed. */
export async function writeSegment(files: IndexFiles, name: string, builder: SegmentBuilder): Promise<number> {
  const file = await files.create(name);
  try {
    const bytes = builder.write((piece) => file.write(piece));
    file.finish();
    return bytes;
  } catch (error) {
    file.abandon();
    throw error;
  }
}
