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

/** Where a row stood that is listed no more: the row at `at` is the one that followed it; at the list's length, none did. */
export interface Gap {
  readonly of: TargetId;
  readonly at: number;
}

/** So many neighbours are looked for in a list that lost a row; beyond them, a place is as good as another. */
const NEIGHBOURS = 100;

/** The place of the row the keyboard is on, in the list that took the place of `before`; undefined where it is still listed, or was not. */
export function gapOf(before: IdList<TargetId>, now: IdList<TargetId>, focused: TargetId | undefined, gap: Gap | undefined): Gap | undefined {
  if (focused === undefined || now.indexOf(focused) !== -1) return undefined;
  const was = before.indexOf(focused);
  const from = was === -1 && gap?.of === focused ? gap.at : was;
  if (from === -1) return undefined;
  for (const id of before.slice(from, from + NEIGHBOURS)) {
    const at = now.indexOf(id);
    if (at !== -1) return { of: focused, at };
  }
  for (const id of before.slice(Math.max(0, from - NEIGHBOURS), from).reverse()) {
    const at = now.indexOf(id);
    if (at !== -1) return { of: focused, at: at + 1 };
  }
  return { of: focused, at: Math.min(from, now.length) };
}

/** The row `by` rows from the focused one, or from where that stood, held at the ends; the first or last where none is focused. */
export function rowFrom(ids: IdList<TargetId>, focused: TargetId | undefined, by: number, gap?: Gap): TargetId | undefined {
  const at = focused === undefined ? -1 : ids.indexOf(focused);
  const held = (index: number): TargetId | undefined => ids.at(Math.min(ids.length - 1, Math.max(0, index)));
  if (at !== -1) return held(at + by);
  if (gap !== undefined && gap.of === focused) return held(by > 0 ? gap.at + by - 1 : gap.at + by);
  return by > 0 ? ids.at(0) : ids.at(-1);
}

/** The row of the shown list that is `by` rows from the one the keyboard is on. */
export function rowToward(workspace: Workspace, by: number): TargetId | undefined {
  const { view, focused, gap } = workspace;
  const ofThisList = gap !== undefined && isComment(gap.of) === (view === 'comments');
  return rowFrom(listed(workspace), focused, by, ofThisList ? gap : undefined);
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
