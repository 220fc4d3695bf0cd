/** The queue of comments that is coded one by one. Pure: it is frozen when the coding begins, so that a tag takes no comment out of it. */
import type { CommentId, TargetId } from '../../../../corpus/records.ts';
import type { IdList } from '../../../search/client.ts';
import { eachInSlices } from '../../../search/slices.ts';
import type { Services, WorkspaceStore } from '../../state/services.ts';
import { articleOf, focusOn, isComment } from '../../state/targets.ts';
import type { Coding, Workspace } from '../../state/workspace.ts';
import { shownComments } from '../reading/shown-comments.ts';

/** What would be coded now: the marked comments and those of marked articles; without any, the listed comments, or those of the open article. */
export async function queueFor(workspace: Workspace, ofArticle: readonly CommentId[]): Promise<IdList<CommentId>> {
  const { selected, result, view } = workspace;
  if (selected.size === 0) return view === 'comments' ? (result?.comments ?? []) : ofArticle;
  const marked: CommentId[] = [];
  await eachInSlices(result?.comments ?? [], (id) => {
    if (selected.has(id) || selected.has(articleOf(id))) marked.push(id);
  });
  return marked;
}

/** The queue at a place; at its length, the end is shown. The comment there is the one keys and tags act on. */
function goTo(store: WorkspaceStore, coding: Coding, at: number): void {
  const place = Math.min(coding.queue.length, Math.max(0, at));
  const id = coding.queue.at(place);
  store.set({ coding: { ...coding, at: place } });
  if (id !== undefined) focusOn(store, id);
  // at the end no key may reach the comment that was last
  else store.set({ openComment: undefined, open: undefined, focused: undefined });
}

/** Begins to code a queue, at the comment that is looked at, else at its first. */
export function startCoding(store: WorkspaceStore, queue: IdList<CommentId>): void {
  const { openComment, focused, view, draft } = store.get();
  const here: TargetId | undefined = openComment ?? focused;
  const at = here !== undefined && isComment(here) ? queue.indexOf(here) : -1;
  store.set({ view: 'coding', selected: new Set(), evidence: undefined });
  goTo(store, { queue, at, skipped: new Set(), quotes: false, from: view === 'articles' ? 'articles' : 'comments', draft }, at);
}

export function stepCoding(store: WorkspaceStore, by: number): void {
  const { coding } = store.get();
  if (coding !== undefined) goTo(store, coding, coding.at + by);
}

/** Goes on and remembers that the comment was left for later. */
export function skipComment(store: WorkspaceStore): void {
  const { coding } = store.get();
  const id = coding?.queue.at(coding.at);
  if (coding === undefined || id === undefined) return;
  goTo(store, { ...coding, skipped: new Set([...coding.skipped, id]) }, coding.at + 1);
}

export function showQuotes(store: WorkspaceStore): void {
  const { coding } = store.get();
  if (coding !== undefined) store.set({ coding: { ...coding, quotes: !coding.quotes } });
}

/** Back to the list, on the comment that was coded last. */
export function leaveCoding(store: WorkspaceStore): void {
  const { coding } = store.get();
  if (coding === undefined) return;
  const last = coding.queue.at(Math.min(coding.at, coding.queue.length - 1));
  store.set({ view: coding.from, coding: undefined });
  if (last === undefined) return;
  if (coding.from === 'comments') focusOn(store, last);
  else store.set({ focused: articleOf(last), open: articleOf(last), openComment: last });
}

/** Begins where the analyst is; says so where there is nothing to code. */
export async function codeFromHere({ workspace }: Pick<Services, 'workspace'>): Promise<void> {
  const state = workspace.get();
  const queue = await queueFor(state, shownComments(workspace, state.open));
  if (queue.length === 0)
    workspace.set({ toast: { text: 'There are no comments here to code. Open an article that has some, or list comments.', tone: 'bad' } });
  else startCoding(workspace, queue);
}
