/** What `text:` searches in one segment: of articles what is in `Body`, of comments their whole texts, put together of their own words and the rest. */
import { copyOf } from '../index/list-memory.ts';
import { OwnRuns } from '../index/own-runs.ts';
import { DocumentFlag, type PositionCursor, type PostingList, type Segment, type TermEntry } from '../index/segment.ts';
import { gallop, merge, union } from './ascending.ts';

export const WHOLE_TEXTS = 'whole texts';

export type WordCursor = Pick<PositionCursor, 'move' | 'values'>;

/** Documents with a word, ascending, and where they have it. */
export interface WordPostings {
  readonly documents: Uint32Array;
  positions(): WordCursor;
}

const NOWHERE = new Uint32Array(0);
const NO_LIST: PostingList = { documents: NOWHERE, counts: NOWHERE };

/** Those of a word in whole texts: `own` is the word in `Body`, `rest` in `Whole`, where it is there. */
export function inWholeTexts(segment: Segment, own: TermEntry | undefined, rest: TermEntry | undefined): WordPostings {
  const ownList = own ? copyOf(own.list()) : NO_LIST;
  const restList = rest ? copyOf(rest.list()) : NO_LIST;
  const { flags } = segment.columns;
  const documents = union(notApart(ownList.documents, flags), restList.documents);
  return {
    documents,
    positions: () => {
      const halves = [new Half(ownList.documents, own?.positions(ownList)), new Half(restList.documents, rest?.positions(restList))] as const;
      return new WholeTextCursor(documents, flags, new OwnRuns(segment.ownRuns()), ...halves);
    },
  };
}

/** Those whose own words count for their whole texts. */
function notApart(documents: Uint32Array, flags: Uint8Array): Uint32Array {
  const found = new Uint32Array(documents.length);
  let count = 0;
  for (let index = 0; index < documents.length; index++) {
    const document = documents[index] as number;
    if (((flags[document] as number) & DocumentFlag.Whole) === 0) found[count++] = document;
  }
  return found.subarray(0, count);
}

/** A list that is gone through by documents, of which it may not have some. */
class Half {
  values: Uint32Array = NOWHERE;
  readonly #documents: Uint32Array;
  readonly #cursor: PositionCursor | undefined;
  #at = 0;

  constructor(documents: Uint32Array, cursor: PositionCursor | undefined) {
    this.#documents = documents;
    this.#cursor = cursor;
  }

  /** How many positions a document has. */
  move(document: number): number {
    this.#at = gallop(this.#documents, this.#at, document);
    if (this.#cursor === undefined || this.#documents[this.#at] !== document) return 0;
    const count = this.#cursor.move(this.#at);
    this.values = this.#cursor.values;
    return count;
  }
}

class WholeTextCursor implements WordCursor {
  values: Uint32Array = NOWHERE;
  #own = new Uint32Array(16);
  #both = new Uint32Array(16);
  readonly #documents: Uint32Array;
  readonly #flags: Uint8Array;
  readonly #runs: OwnRuns;
  readonly #ownHalf: Half;
  readonly #restHalf: Half;

  constructor(documents: Uint32Array, flags: Uint8Array, runs: OwnRuns, own: Half, rest: Half) {
    this.#documents = documents;
    this.#flags = flags;
    this.#runs = runs;
    this.#ownHalf = own;
    this.#restHalf = rest;
  }

  move(index: number): number {
    const document = this.#documents[index] as number;
    const apart = ((this.#flags[document] as number) & DocumentFlag.Whole) !== 0;
    const own = apart ? 0 : this.#ownHalf.move(document);
    const rest = this.#restHalf.move(document);
    if (own === 0) {
      this.values = this.#restHalf.values;
      return rest;
    }
    // the cursor's own array stays as it is: it is asked for the same document again
    if (own > this.#own.length) this.#own = new Uint32Array(own * 2);
    const placed = this.#runs.place(document, this.#ownHalf.values, own, this.#own) ? this.#own : this.#ownHalf.values;
    if (rest === 0) {
      this.values = placed;
      return own;
    }
    if (own + rest > this.#both.length) this.#both = new Uint32Array((own + rest) * 2);
    this.values = this.#both;
    return merge(placed, own, this.#restHalf.values, rest, this.#both);
  }
}
