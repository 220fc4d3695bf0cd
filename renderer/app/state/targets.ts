/** Which records a command acts on, and how the keyboard moves over a list. */
import type { ArticleId, CommentId, TargetId } from '../../../corpus/records.ts';
import type { IdList } from '../../search/client.ts';
import type { WorkspaceStore } from './services.ts';
import type { Workspace } from './workspace.ts';

/** Whether a target is a comment; otherwise it is an article. */
export function isComment(id: TargetId): id is CommentId {
  return id.startsWith('c');
}

/** The article a target is, or belongs to: a comment's id starts with its article's digits. */
export function articleOf(id: TargetId): ArticleId {
  return isComment(id) ? `a${id.slice(1, 17)}` : id;
}

/** The ids of the list that is shown, in its order; words in context and counts list none. */
export function listed(workspace: Pick<Workspace, 'view' | 'result'>): IdList<TargetId> {
  if (workspace.view === 'context' || workspace.view === 'counts') return [];
  return (workspace.view === 'comments' ? workspace.result?.comments : workspace.result?.articles) ?? [];
}

/** Puts the keyboard on a row and opens it in the reader; a comment opens within its article. */
export function focusOn(store: WorkspaceStore, id: TargetId): void {
  store.set({ focused: id, open: articleOf(id), openComment: isComment(id) ? id : undefined });
}

/** The row `by` rows from the focused one, held at the ends; the first or last where none is focused. */
export function rowFrom(ids: IdList<TargetId>, focused: TargetId | undefined, by: number): TargetId | undefined {
  const at = focused === undefined ? -1 : ids.indexOf(focused);
  if (at === -1) return by > 0 ? ids.at(0) : ids.at(-1);
  return ids.at(Math.min(ids.length - 1, Math.max(0, at + by)));
}

/** The marked rows with `id` put in or taken out. */
export function toggled(selected: ReadonlySet<TargetId>, id: TargetId): ReadonlySet<TargetId> {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The rows from `from` to `to`, both included, whichever comes first. */
export function range(ids: IdList<TargetId>, from: TargetId, to: TargetId): readonly TargetId[] {
  const a = ids.indexOf(from);
  const b = ids.indexOf(to);
  if (a === -1 || b === -1) return b === -1 ? [] : [to];
  return ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}
