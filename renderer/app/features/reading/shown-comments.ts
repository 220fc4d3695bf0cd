/** The comments the reader shows, so that keys can move over them without reading them again. */
import type { ArticleId, CommentId } from '../../../../corpus/records.ts';
import type { WorkspaceStore } from '../../state/services.ts';

interface Shown {
  readonly article: ArticleId;
  readonly ids: readonly CommentId[];
}

const shown = new WeakMap<WorkspaceStore, Shown>();

export function setShownComments(store: WorkspaceStore, article: ArticleId, ids: readonly CommentId[]): void {
  shown.set(store, { article, ids });
}

/** In reading order; empty for another article than the one shown. */
export function shownComments(store: WorkspaceStore, article: ArticleId | undefined): readonly CommentId[] {
  const found = shown.get(store);
  return found !== undefined && found.article === article ? found.ids : [];
}
