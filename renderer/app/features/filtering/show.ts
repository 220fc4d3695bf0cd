/** Opening the list behind a number: a query, and the view that lists its answer. */
import { type LinkedSearch, linkTo } from '../../../../corpus/query/link.ts';
import { printValue } from '../../../../corpus/query/printer.ts';
import type { ArticleId, ImportId, SourceId, TargetId } from '../../../../corpus/records.ts';
import type { SearchResult } from '../../../search/client.ts';
import type { WorkspaceStore } from '../../state/services.ts';
import { initialWorkspace } from '../../state/store.ts';
import type { View, Workspace } from '../../state/workspace.ts';

/** Shows what a query finds. The rows marked for something else are let go. */
export function showQuery(workspace: WorkspaceStore, query: string, view: Extract<View, 'articles' | 'comments'> = 'articles'): void {
  workspace.set({ draft: query, view, selected: new Set(), focused: undefined, open: undefined, openComment: undefined });
}

/** Shows what a link asks for: its list, else the one that is shown; its order, else the present one. */
export function showSearch(workspace: WorkspaceStore, { query, list, order }: LinkedSearch): void {
  workspace.set({ dialog: undefined, coding: undefined, ...(order && { order }) });
  showQuery(workspace, query, list ?? listFor(workspace.get().view, undefined));
}

/** The link to what is shown: the query as it stands, the list, and the order where it is not the usual one. */
export function linkToShown({ draft, view, order }: Pick<Workspace, 'draft' | 'view' | 'order'>): string {
  return linkTo({ query: draft, list: listFor(view, undefined), ...(order !== initialWorkspace.order && { order }) });
}

/** Shows what a query finds with one of its articles open in the reader. */
export function showArticle(workspace: WorkspaceStore, query: string, article: ArticleId): void {
  workspace.set({ draft: query, view: 'articles', selected: new Set(), focused: article, open: article, openComment: undefined });
}

/** The list that answers a query asked for with Enter: the one that is shown, unless it has nothing and the other has; articles where no list is. */
export function listFor(view: View, result: Pick<SearchResult, 'articles' | 'comments'> | undefined): Extract<View, 'articles' | 'comments'> {
  const shown = view === 'comments' ? 'comments' : 'articles';
  const other = shown === 'comments' ? 'articles' : 'comments';
  return result !== undefined && result[shown].length === 0 && result[other].length > 0 ? other : shown;
}

/** Everything with the tag at a path, or with one below it. */
export function tagQuery(path: string): string {
  return `tag:${printValue(path)}`;
}

/** Everything an import brought. */
export function importQuery(id: ImportId): string {
  return `import:${id}`;
}

/** Everything that was read from a source. */
export function sourceQuery(id: SourceId): string {
  return `source:${id}`;
}

/** These records and no others: for the rows the analyst marked. */
export function idQuery(ids: Iterable<TargetId>): string {
  return `id:${[...ids].join(',')}`;
}
