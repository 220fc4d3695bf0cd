import { useServices, useWorkspace } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { plural } from '../../ui/format.ts';
import text from '../../ui/text.module.css';
import { show } from './commands.ts';

/** The list when the query finds nothing of this kind: says what was searched, and leads on. */
export function NothingFound({ kind }: { readonly kind: 'articles' | 'comments' }) {
  const services = useServices();
  const query = useWorkspace((state) => state.query);
  const result = useWorkspace((state) => state.result);
  const other = kind === 'articles' ? 'comments' : 'articles';
  const found = result?.[other].length ?? 0;
  if (query.trim() === '') {
    return <EmptyState title={kind === 'comments' ? 'No comments yet.' : 'No articles yet.'}>{`The captures in this library hold no ${kind}.`}</EmptyState>;
  }
  return (
    <EmptyState
      title={kind === 'articles' ? 'No article has all of this.' : 'No comment has all of this.'}
      actions={
        <>
          <Button small icon="x" onClick={() => services.workspace.set({ draft: '' })}>
            Clear the search
          </Button>
          {found > 0 && (
            <Button small onClick={() => show(services, other)}>
              Show {plural(found, other.slice(0, -1))}
            </Button>
          )}
        </>
      }
    >
      <p>
        Searched for <span className={text.wire}>{query}</span> in {kind === 'articles' ? 'headlines and blocks' : 'own words; quoted words are left out'}.
      </p>
    </EmptyState>
  );
}
