import { memo } from 'react';
import { useLeftImports, waitingImports } from '../features/importing/left.ts';
import { useImportProgress } from '../features/importing/progress.ts';
import { show, showUntagged } from '../features/library/commands.ts';
import { useAfterFirstRows } from '../state/after-first-rows.ts';
import { useHistory, useLive, useServices, useWorkspace } from '../state/context.tsx';
import { readImports, readTaggedTargets, readTotals } from '../state/reads.ts';
import { Count } from '../ui/Count.tsx';
import { formatNumber, plural } from '../ui/format.ts';
import { keyText } from '../ui/keys.ts';
import text from '../ui/text.module.css';
import styles from './StatusBar.module.css';

/** The foot of the window: what the library holds, what undo would do, whether the search is up to date. */
export const StatusBar = memo(function StatusBar() {
  const services = useServices();
  const filled = useAfterFirstRows();
  const history = useHistory();
  const totals = useLive(readTotals, []);
  const tagged = useLive(readTaggedTargets, []);
  const result = useWorkspace((state) => state.result);
  const failed = useWorkspace((state) => state.searchFailure !== undefined);
  const waiting = useWorkspace((state) => state.queryError === undefined && state.draft !== state.query);
  const marking = useWorkspace((state) => state.marking);
  const progress = useImportProgress();
  const runs = useLive(readImports, []);
  const left = useLeftImports();
  if (!totals || !filled) return <footer className={styles.status} />;
  const stopped = waitingImports(runs ?? [], left);
  const untagged = tagged && Math.max(0, totals.articles + totals.comments - tagged.size);
  return (
    <footer className={styles.status}>
      <span>
        <Count n={totals.articles} label={`All ${plural(totals.articles, 'article')}`} onOpen={() => show(services, 'articles', '')} />{' '}
        {totals.articles === 1 ? 'article' : 'articles'}
      </span>
      <span>
        <Count n={totals.comments} label={`All ${plural(totals.comments, 'comment')}`} onOpen={() => show(services, 'comments', '')} />{' '}
        {totals.comments === 1 ? 'comment' : 'comments'}
      </span>
      {untagged !== undefined && (
        <span>
          <Count n={untagged} label={`${formatNumber(untagged)} without a tag`} onOpen={() => showUntagged(services)} /> untagged
        </span>
      )}
      {totals.unparsedSources > 0 && (
        <span>
          <Count n={totals.unparsedSources} label="Sources with unparsed text, open the ledger" onOpen={() => show(services, 'ledger')} />{' '}
          {totals.unparsedSources === 1 ? 'source' : 'sources'} with unparsed text
        </span>
      )}
      {stopped.length > 0 && (
        <span className={styles.stopped}>
          <Count
            n={stopped.length}
            label={`${plural(stopped.length, 'import')} stopped half way, open the newest`}
            onOpen={() => {
              services.workspace.set({ importShown: stopped[0]?.id });
              show(services, 'imports');
            }}
          />{' '}
          {stopped.length === 1 ? 'import' : 'imports'} stopped half way
        </span>
      )}
      <span className={text.grow} />
      {history.undo && (
        <span className={styles.undo}>
          Undo: {history.undo} <span className={text.wire}>{keyText('mod+z')}</span>
        </span>
      )}
      {marking && (
        <span>
          Marking {formatNumber(marking.done)} of {formatNumber(marking.of)}
        </span>
      )}
      <span role="status">
        {progress
          ? progress.state === 'paused'
            ? 'Import paused'
            : 'Importing'
          : failed
            ? 'Search failed'
            : waiting || !result
              ? 'Searching'
              : indexWords(result.unindexed)}
      </span>
    </footer>
  );
});

/** How far the index is, by what the newest answer lacks. */
function indexWords(unindexed: number): string {
  return unindexed === 0 ? 'Index up to date' : `Indexing, ${plural(unindexed, 'article')} to go`;
}
