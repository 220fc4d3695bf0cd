/** What can be exported, as queries. Pure. */
import type { ArticleId, CommentId, TargetId } from '../../../../corpus/records.ts';
import type { Matches } from '../../../search/export-source.ts';
import { isComment } from '../../state/targets.ts';
import type { Workspace } from '../../state/workspace.ts';
import { idQuery } from '../filtering/show.ts';

export type ScopeKind = 'filter' | 'selection' | 'everything';

export interface Scope {
  readonly kind: ScopeKind;
  /** What is written into the export's manifest, and what main asks the store for. */
  readonly query: string;
  readonly matches: Matches;
}

/** The marked rows apart by kind. */
function matchesOf(targets: Iterable<TargetId>): { readonly articles: readonly ArticleId[]; readonly comments: readonly CommentId[] } {
  const articles: ArticleId[] = [];
  const comments: CommentId[] = [];
  for (const target of targets) {
    if (isComment(target)) comments.push(target);
    else articles.push(target);
  }
  return { articles, comments };
}

/** The scopes there are in this state of the window; everything is always one. A filter counts once its answer is there. */
export function scopesOf({ query, result, selected }: Pick<Workspace, 'query' | 'result' | 'selected'>): readonly Scope[] {
  const scopes: Scope[] = [];
  if (query.trim() !== '' && result !== undefined && result.query.trim() === query.trim()) {
    scopes.push({ kind: 'filter', query: query.trim(), matches: result });
  }
  if (selected.size > 0) scopes.push({ kind: 'selection', query: idQuery(selected), matches: matchesOf(selected) });
  scopes.push({ kind: 'everything', query: '', matches: 'everything' });
  return scopes;
}
