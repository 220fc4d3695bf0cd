import { memo, useMemo } from 'react';
import { useAfterFirstRows } from '../../state/after-first-rows.ts';
import { useServices, useWorkspace } from '../../state/context.tsx';
import { runCommand } from '../../state/keyboard.ts';
import { commandById } from '../../state/registry.ts';
import { listed } from '../../state/targets.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { PaneBoundary } from '../../ui/ErrorBlock.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import pane from '../../ui/pane.module.css';
import text from '../../ui/text.module.css';
import { activeTargets } from '../tagging/targets.ts';
import { EvidenceDrawer } from './EvidenceDrawer.tsx';
import { Reader } from './Reader.tsx';
import styles from './ReaderPane.module.css';

/** The right of the window: the reader, its tools, and the source below it. */
export const ReaderPane = memo(function ReaderPane() {
  const services = useServices();
  const filled = useAfterFirstRows();
  const open = useWorkspace((state) => state.open);
  const openComment = useWorkspace((state) => state.openComment);
  const focused = useWorkspace((state) => state.focused);
  const view = useWorkspace((state) => state.view);
  const result = useWorkspace((state) => state.result);
  const taggable = useWorkspace((state) => activeTargets(state).length > 0);
  const evidence = useWorkspace((state) => state.evidence !== undefined);
  const run = (id: string): void => void runCommand(commandById(id), services);
  const place = useMemo(() => {
    const ids = listed({ view, ...(result ? { result } : {}) });
    return { at: focused === undefined ? -1 : ids.indexOf(focused), of: ids.length };
  }, [view, result, focused]);
  if (!filled)
    return (
      <section className={pane.pane} aria-label="Reader">
        <header className={pane.head} />
      </section>
    );
  return (
    <section className={pane.pane} aria-label="Reader">
      <header className={pane.head}>
        <IconButton icon="arrow-up" label="Previous (k)" onClick={() => run('previous')} />
        <IconButton icon="arrow-down" label="Next (j)" onClick={() => run('next')} />
        {place.at >= 0 && (
          <span className={styles.place}>
            {formatNumber(place.at + 1)} of {formatNumber(place.of)}
          </span>
        )}
        <span className={text.grow} />
        {openComment !== undefined && (
          <Button tone="ghost" icon="corner-up-left" onClick={() => run('parent')}>
            Parent{' '}
            <span className={styles.key}>
              <Kbd keys="p" />
            </span>
          </Button>
        )}
        <Button tone="ghost" icon="tags" disabled={!taggable} onClick={() => run('tag')}>
          Tag{' '}
          <span className={styles.key}>
            <Kbd keys="t" />
          </span>
        </Button>
        <Button tone="ghost" icon="sticky-note" disabled={open === undefined} onClick={() => run('note')}>
          Note{' '}
          <span className={styles.key}>
            <Kbd keys="n" />
          </span>
        </Button>
        <IconButton icon="evidence" label="Show the source (e)" on={evidence} disabled={open === undefined} onClick={() => run('toggle-evidence')} />
      </header>
      <PaneBoundary key={open} name="The article">
        <Reader />
      </PaneBoundary>
      <PaneBoundary name="The source">
        <EvidenceDrawer />
      </PaneBoundary>
    </section>
  );
});
