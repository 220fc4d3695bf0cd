/**
 * What the analyst changes, each an undoable command with words. A command reads the rows it touches, writes, and keeps both images;
 * undo and redo put the images back. The history is the window's; the data is the library's.
 */
import type { ParsedSource } from '../../corpus/layouts/layout.ts';
import type { ArticleId, Correction, FilterId, NoteId, SavedFilter, Source, SourceId, Span, Tag, TagId, TagSlot, TargetId } from '../../corpus/records.ts';

export interface HistoryState {
  /** “Undo: tag 212 comments ‘sceptical’” without the “Undo: ”. */
  readonly undo?: string;
  readonly redo?: string;
}

export interface TagDraft {
  readonly name: string;
  readonly parent?: TagId;
  readonly slot?: TagSlot;
  readonly description?: string;
}

/** A source, read anew. */
export interface AnewSource {
  readonly parsed: ParsedSource;
  /** Remembered from now on instead of those there were; those stay where it is absent. */
  readonly corrections?: readonly Correction[];
  /** The source as it was when it was read: where the library has it otherwise by now it is refused. */
  readonly read?: Source;
}

export interface LibraryCommands {
  /** It gets the first free digit. Throws `CuttingsError` kind `tag-exists`, `tag-name` (empty or with a slash) where it cannot be made. */
  createTag(draft: TagDraft): Promise<Tag>;
  /** The tag at a path (`stance/hawkish`), made with its parents where missing, and set on targets or on a span of one, where given. One undo step. */
  ensureTag(path: string, on?: { readonly targets: readonly TargetId[] } | { readonly target: TargetId; readonly span: Span }): Promise<Tag>;
  renameTag(id: TagId, name: string): Promise<void>;
  recolourTag(id: TagId, slot: TagSlot): Promise<void>;
  describeTag(id: TagId, description: string): Promise<void>;
  /** Throws kind `tag-cycle` below itself or what lies below it, `tag-exists` beside another tag of its name. */
  moveTag(id: TagId, parent: TagId | undefined): Promise<void>;
  /** Puts a digit on a tag and takes it from the one that had it. */
  setTagKey(id: TagId, key: Tag['key']): Promise<void>;
  /** Moves taggings and what lies below, merging tags of the same name; throws kind `tag-cycle` as `moveTag` does. */
  mergeTags(from: TagId, into: TagId): Promise<void>;
  /** With its taggings; tags below move up to its parent. Throws kind `tag-exists` where one would meet its own name there. */
  deleteTag(id: TagId): Promise<void>;
  /** Gives how many targets changed. */
  tag(targets: readonly TargetId[], tag: TagId): Promise<number>;
  /** Takes the tag off the targets themselves; tags on spans of them stay. Gives how many changed. */
  untag(targets: readonly TargetId[], tag: TagId): Promise<number>;
  /** Sets the tag on all targets, or takes it from all where every one has it. */
  toggleTag(targets: readonly TargetId[], tag: TagId): Promise<{ readonly on: boolean; readonly changed: number }>;
  tagSpan(target: TargetId, span: Span, tag: TagId): Promise<void>;
  removeTagging(id: string): Promise<void>;
  /** Takes a capture out of its article: it is not the same one, and becomes an article of its own. `capture` is `Capture.id`. */
  partCapture(capture: ArticleId): Promise<void>;
  /**
   * Puts what sources read as now in the place of what was read in them before; tags, notes and partings follow, and those whose words or record are gone stay
   * on the whole. One source is a step to undo; after several, or where `undoable` is false, nothing that was done before can be undone any more, because what
   * it was done to may have another id. All or nothing: throws `CuttingsError` kind `changed-since` where a source is not what it was when it was read, kind
   * `no-source` where it is gone, kind `marks-lost` where tags or notes would be left without an article, kind `came-merged` where an export brought its article
   * as one with other captures.
   */
  readAnew(sources: readonly AnewSource[], undoable?: boolean): Promise<void>;
  /** Takes note that a parser reads sources just as they are; no step to undo. */
  noteParser(sources: readonly SourceId[], parser: string): Promise<void>;
  addNote(target: TargetId, text: string): Promise<NoteId>;
  editNote(id: NoteId, text: string): Promise<void>;
  deleteNote(id: NoteId): Promise<void>;
  saveFilter(name: string, query: string): Promise<SavedFilter>;
  renameFilter(id: FilterId, name: string): Promise<void>;
  deleteFilter(id: FilterId): Promise<void>;
  /** What the columns of tables of this shape mean is remembered no more: the next one asks again, unless it can be guessed. */
  forgetMapping(shape: string): Promise<void>;
  /** Gives the words of what was undone. Throws kind `changed-since`, and gives the step up, where another window has changed the same rows since. */
  undo(): Promise<string | undefined>;
  redo(): Promise<string | undefined>;
  /** The words of the next undo and redo; listeners hear of each change. */
  history(): HistoryState;
  onHistory(listener: (state: HistoryState) => void): () => void;
}
