/** Opening the list behind a number: a query, and the view that lists its answer. */
import { printValue } from '../../../../corpus/query/printer.ts';
import type { ImportId, SourceId, TargetId } from '../../../../corpus/records.ts';
import type { WorkspaceStore } from '../../state/services.ts';
import type { View } from '../../state/workspace.ts';

/** Shows what a query finds. The rows marked for something else are let go. */
export function showQuery(workspace: WorkspaceStore, query: string, view: Extract<View, 'articles' | 'comments'> = 'articles'): void {
  workspace.set({ draft: query, view, selected: new Set(), focused: undefined, open: undefined, openComment: undefined });
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
