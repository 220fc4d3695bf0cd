import { Dexie, type Table } from 'dexie';
import { CuttingsError } from '../../corpus/errors.ts';
import type { Parting, Tag, Tagging, TagId } from '../../corpus/records.ts';
import type { HistoryState } from './commands.ts';
import type { LibraryDatabase } from './database.ts';
import { EDITABLE_TABLES, Edit, type EditableTables, type EditTables, type Images, MARKING_TABLES, type RowImage, sameRow } from './edit.ts';
import { followEdit, notesNow, taggingsNow } from './following-articles.ts';
import { PAGE_SET_TABLES, regroup } from './page-sets.ts';
import { inParts } from './parts.ts';
import { ANEW_TABLES, type AnewTables, restoreImages, type SourceImages } from './row-images.ts';
import { inTransaction } from './transaction.ts';

/** `images`: of what the analyst edits; `sources`: of a source that was read anew. */
type Step = {
  /** In words, for “Undo: …”. */
  readonly label: string;
} & ({ readonly images: Images } | { readonly sources: SourceImages });

type Direction = 'undo' | 'redo';

/** What a command did: its label for the history, and its answer. */
export interface Done<T> {
  readonly label: string;
  readonly value: T;
}

/**
 * Runs edits one after another, each in one transaction, and undoes and redoes them by putting row images back. It knows nothing of what
 * the rows mean, apart from one thing: a tag may not vanish beneath taggings that another window has made with it since.
 */
export class History {
  readonly #db: LibraryDatabase;
  #undo: Step[] = [];
  #redo: Step[] = [];
  #queue: Promise<unknown> = Promise.resolve();
  /** Ends when what was put on articles has followed them. */
  #followed: Promise<void> = Promise.resolve();
  readonly #listeners = new Set<(state: HistoryState) => void>();

  constructor(db: LibraryDatabase) {
    this.#db = db;
  }

  state(): HistoryState {
    const undo = this.#undo.at(-1)?.label;
    const redo = this.#redo.at(-1)?.label;
    return { ...(undo === undefined ? {} : { undo }), ...(redo === undefined ? {} : { redo }) };
  }

  onChange(listener: (state: HistoryState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Runs `work` in a transaction; where it changed anything it becomes the next step to undo. A throw changes nothing. `also`: what it may
   * change besides tags, notes and filters. `partings`, to say that captures are not of one article; what they are captures of is then put together anew.
   */
  run<T>(work: (edit: Edit) => Promise<Done<T>>, also?: 'partings' | 'mappings'): Promise<T> {
    return this.#inTurn(async () => {
      const editing = async (tables: EditTables) => {
        const edit = new Edit(tables);
        return { done: await work(edit), images: edit.images, edit };
      };
      const { done, edit } =
        also === 'partings'
          ? await this.#parting(editing)
          : await inTransaction(this.#db, also === undefined ? MARKING_TABLES : [...MARKING_TABLES, also], editing);
      if (!edit.empty) {
        this.#follow(edit.images);
        this.#undo.push({ label: done.label, images: edit.images });
        this.#redo = [];
        this.#tell();
      }
      return done.value;
    });
  }

  /**
   * Runs `work`, which changes what sources read as, in a transaction. What it gives is the next step to undo; where it gives none, nothing can be undone
   * any more: what was done before may have been done to records that have other ids now.
   */
  anew(work: (tables: AnewTables) => Promise<{ readonly label: string; readonly images: SourceImages } | undefined>): Promise<void> {
    return this.#inTurn(async () => {
      const done = await inTransaction(this.#db, ANEW_TABLES, work);
      if (done) this.#undo.push({ label: done.label, sources: done.images });
      else this.#undo = [];
      this.#redo = [];
      this.#tell();
    });
  }

  /**
   * Puts the last step's images back; gives its label, or undefined where there is no step. Throws `CuttingsError` kind `changed-since`
   * where another window has changed the rows in the meantime: nothing is changed then, and the step is given up.
   */
  step(direction: Direction): Promise<string | undefined> {
    return this.#inTurn(async () => {
      const [from, to] = direction === 'undo' ? [this.#undo, this.#redo] : [this.#redo, this.#undo];
      const step = from.at(-1);
      if (!step) return undefined;
      await this.#followed;
      try {
        await this.#restore(step, direction);
      } catch (error) {
        if (error instanceof CuttingsError && error.kind === 'changed-since') {
          from.pop();
          this.#tell();
        }
        throw error;
      }
      from.pop();
      to.push(step);
      this.#tell();
      return step.label;
    });
  }

  async #restore(step: Step, direction: Direction): Promise<void> {
    const { label } = step;
    if ('sources' in step) {
      const { sources } = step;
      await inTransaction(this.#db, ANEW_TABLES, async (tables) => {
        if (!(await restoreImages(tables, sources, direction))) throw changedSince(label, direction);
      });
      return;
    }
    const { images } = step;
    const restoring = async (tables: RestoreTables) => {
      await restore(tables, { label, images }, direction);
      return { images };
    };
    if (images.partings.size > 0) await this.#parting(restoring);
    else await inTransaction(this.#db, [...EDITABLE_TABLES, 'articles'], restoring);
  }

  /** Changes partings, and puts the articles they are about together anew. */
  #parting<T extends { readonly images: Images }>(work: (tables: RestoreTables) => Promise<T>): Promise<T> {
    return inTransaction(this.#db, [...EDITABLE_TABLES, ...PAGE_SET_TABLES], async (tables) => {
      const changed = await work(tables);
      const captures = [...changed.images.partings.values()].flatMap(({ before, after }) => ((before ?? after) as Parting).captures);
      await regroup(tables, captures);
      return changed;
    });
  }

  /** Not waited for by the edit: it reads articles, which a batch of an import may hold for a while. */
  #follow(images: Images): void {
    this.#followed = this.#followed
      .then(() => followEdit(this.#db, images))
      .catch((error: unknown) => {
        // the window goes; what is left to do is done when the import ends
        if (error instanceof Dexie.DatabaseClosedError) return;
        queueMicrotask(() => {
          throw error;
        });
      });
  }

  /** One after another, so that the history and the database agree on what came last. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  #tell(): void {
    const state = this.state();
    for (const listener of this.#listeners) listener(state);
  }
}

/** Articles too: tags may have moved with theirs since. */
type RestoreTables = EditableTables & Pick<LibraryDatabase, 'articles'>;

function changedSince(label: string, direction: Direction): CuttingsError {
  const undone = direction === 'undo' ? 'undone' : 'redone';
  return new CuttingsError('changed-since', `“${label}” cannot be ${undone}: another window has changed the same things since. Nothing was changed.`);
}

async function restore(tables: RestoreTables, step: { readonly label: string; readonly images: Images }, direction: Direction): Promise<void> {
  const now = (image: RowImage): unknown => (direction === 'undo' ? image.after : image.before);
  const then = (image: RowImage): unknown => (direction === 'undo' ? image.before : image.after);
  for (const name of EDITABLE_TABLES) {
    const images = [...step.images[name]];
    if (images.length === 0) continue;
    const table = tables[name] as unknown as Table<unknown, string>;
    const at = name === 'notes' ? await notesNow(tables, images) : (row: unknown) => row;
    // a tagging never changes, it is there or not: bulk steps need not read theirs back
    if (name !== 'taggings') {
      const stored = await table.bulkGet(images.map(([key]) => key));
      if (images.some(([, image], index) => !sameRow(stored[index], at(now(image))))) throw changedSince(step.label, direction);
    }
    const moved = name === 'taggings' ? await taggingsNow(tables, images) : undefined;
    // what goes goes first: what comes back may be called the same
    await inParts(images, async (part) => {
      const gone = part.flatMap(([key, image]) => (then(image) === undefined ? [moved?.get(key)?.id ?? key] : []));
      if (gone.length > 0) await table.bulkDelete(gone);
    });
    await inParts(images, async (part) => {
      const back = part.flatMap(([key, image]) => (then(image) === undefined ? [] : [moved?.get(key) ?? at(then(image))]));
      if (back.length > 0) await table.bulkPut(back);
    });
  }
  if (!(await whole(tables, step.images))) throw changedSince(step.label, direction);
}

/** Whether every tag that the rows of a step speak of is there, and nothing speaks of one that has gone. */
async function whole(tables: EditableTables, images: Images): Promise<boolean> {
  const mentioned = new Set<TagId>();
  for (const { before, after } of images.taggings.values()) {
    const tagging = (before ?? after) as Tagging;
    mentioned.add(tagging.tag);
  }
  for (const [id, { before, after }] of images.tags) {
    mentioned.add(id as TagId);
    for (const tag of [before, after] as (Tag | undefined)[]) if (tag?.parent) mentioned.add(tag.parent);
  }
  const ids = [...mentioned];
  const tags = await tables.tags.bulkGet(ids);
  const missing = ids.filter((_, index) => tags[index] === undefined);
  if (missing.length === 0) return true;
  const gone = new Set(missing);
  const orphans = await tables.tags.filter((tag) => tag.parent !== undefined && gone.has(tag.parent)).count();
  return orphans === 0 && (await tables.taggings.where('tag').anyOf(missing).count()) === 0;
}
