import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import text from '../../ui/text.module.css';
import { type ContextChoices, chooseContext } from './choices.ts';
import { exampleWord } from './example.ts';

/** Nothing to look for in the texts: what the view is for, and an example from the library itself. */
export function NoWords() {
  const { workspace } = useServices();
  const first = useWorkspace((state) => state.result?.articles.at(0));
  const title = useLive(async (reader) => (first === undefined ? undefined : (await reader.article(first))?.title), [first]);
  const word = title === undefined ? undefined : exampleWord(title);
  return (
    <EmptyState
      title="No words to show in their context."
      actions={
        word !== undefined && (
          <Button small icon="search" onClick={() => workspace.set({ draft: [word, workspace.get().query.trim()].filter(Boolean).join(' ') })}>
            Look for “{word}”
          </Button>
        )
      }
    >
      <p>Every place where a word or “a phrase” of the search stands is listed here, one below the other, with what was said before and after it.</p>
    </EmptyState>
  );
}

/** The words are found elsewhere only, or nowhere. */
export function NoHits({ words }: Pick<ContextChoices, 'words'>) {
  const { workspace } = useServices();
  const query = useWorkspace((state) => state.query);
  const other = words === 'own' ? 'quoted' : 'own';
  return (
    <EmptyState
      title={words === 'own' ? 'Nobody says this in their own words.' : 'Nobody quotes this.'}
      actions={
        <Button small onClick={() => chooseContext(workspace, { words: other })}>
          Look in {other} words
        </Button>
      }
    >
      <p>
        Searched for <span className={text.wire}>{query}</span> {words === 'own' ? 'in articles and in the own words of comments.' : 'in what comments quote.'}
      </p>
    </EmptyState>
  );
}
