import { memo } from 'react';
import { FacetPanel } from '../features/facets/FacetPanel.tsx';
import { SavedFilters } from '../features/filtering/SavedFilters.tsx';
import { useImportProgress } from '../features/importing/progress.ts';
import { show, showUntagged } from '../features/library/commands.ts';
import { TagTree } from '../features/tagging/TagTree.tsx';
import { useAfterFirstRows } from '../state/after-first-rows.ts';
import { useLive, useServices, useWorkspace } from '../state/context.tsx';
import { readImports, readTaggedTargets, readTotals } from '../state/reads.ts';
import { cx } from '../ui/cx.ts';
import { PaneBoundary } from '../ui/ErrorBlock.tsx';
import { formatNumber } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import type { IconName } from '../ui/icons.ts';
import text from '../ui/text.module.css';
import styles from './Sidebar.module.css';

/** The left of the window: the parts of the library, saved filters, tags, facets. */
export const Sidebar = memo(function Sidebar() {
  const filled = useAfterFirstRows();
  return (
    <nav className={styles.side} aria-label="Library">
      <div className={styles.scroll}>
        {filled && (
          <PaneBoundary name="The sidebar">
            <Parts />
            <SavedFilters />
            <TagTree />
            <FacetPanel />
          </PaneBoundary>
        )}
      </div>
    </nav>
  );
});

/** Articles of which comments are known to be missing. */
const GAPS = 'has:gaps';

function Parts() {
  const services = useServices();
  const view = useWorkspace((state) => state.view);
  const query = useWorkspace((state) => state.draft.trim());
  // counting them means going through the library, as every search does: it tells them with its answer
  const gaps = useWorkspace((state) => state.result?.gaps);
  const totals = useLive(readTotals, []);
  const tagged = useLive(readTaggedTargets, []);
  const imports = useLive(readImports, []);
  const progress = useImportProgress();
  const untagged = totals && tagged ? Math.max(0, totals.articles + totals.comments - tagged.size) : undefined;
  const list = view === 'articles' || view === 'comments';
  return (
    <section className={styles.section}>
      <h2 className={cx(text.cap, styles.title)}>Library</h2>
      <ul>
        <Part icon="newspaper" name="Articles" n={totals?.articles} on={view === 'articles' && query === ''} onOpen={() => show(services, 'articles', '')} />
        <Part
          icon="message-square"
          name="Comments"
          n={totals?.comments}
          on={view === 'comments' && query === ''}
          onOpen={() => show(services, 'comments', '')}
        />
        <Part icon="circle-slash" name="Untagged" n={untagged} on={list && query === 'is:untagged'} onOpen={() => showUntagged(services)} />
        <Part icon="rows-3" name="Page sets with gaps" n={gaps} on={list && query === GAPS} onOpen={() => show(services, 'articles', GAPS)} />
        <Part
          icon="inbox"
          name="Imports"
          n={imports?.length}
          running={progress && (progress.state === 'paused' ? 'paused' : 'running')}
          on={view === 'imports'}
          onOpen={() => services.workspace.set({ view: 'imports' })}
        />
        <Part icon="evidence" name="Ledger" n={totals?.unparsedSources} on={view === 'ledger'} onOpen={() => show(services, 'ledger')} />
      </ul>
    </section>
  );
}

interface PartProps {
  readonly icon: IconName;
  readonly name: string;
  readonly n: number | undefined;
  readonly on: boolean;
  readonly running?: 'running' | 'paused' | undefined;
  readonly onOpen: () => void;
}

function Part({ icon, name, n, on, running, onOpen }: PartProps) {
  return (
    <li>
      <button type="button" className={cx(styles.part, on && styles.on)} aria-current={on ? 'page' : undefined} onClick={onOpen}>
        <Icon name={icon} />
        <span className={text.ellipsis}>{name}</span>
        {running && <span className={styles.running}>{running}</span>}
        {n !== undefined && <span className={styles.count}>{formatNumber(n)}</span>}
      </button>
    </li>
  );
}
