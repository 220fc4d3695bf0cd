/** From a number to the list behind it: what is found, narrowed by what the number counts. */
import { withCondition } from '../../../../corpus/query/spans.ts';
import type { WorkspaceStore } from '../../state/services.ts';
import { showQuery } from '../filtering/show.ts';

export function openCounted(workspace: WorkspaceStore, conditions: readonly string[], list: 'articles' | 'comments'): void {
  showQuery(workspace, conditions.reduce(withCondition, workspace.get().query), list);
}

/** The list to open for what counts articles and comments alike: the longer one. */
export function longerList({ articles, comments }: { readonly articles: number; readonly comments: number }): 'articles' | 'comments' {
  return articles > comments ? 'articles' : 'comments';
}
