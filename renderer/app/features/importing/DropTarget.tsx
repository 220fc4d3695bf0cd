import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { unwrap } from '../../../../corpus/errors.ts';
import { useServices } from '../../state/context.tsx';
import { plural } from '../../ui/format.ts';
import { OxfordRule } from '../../ui/OxfordRule.tsx';
import { perform, say } from '../tagging/actions.ts';
import { listenToTagDrops } from '../tagging/drag.ts';
import styles from './DropTarget.module.css';
import { dragItems, droppedPaths } from './dropped.ts';
import { endWords } from './end-words.ts';
import { useImportEnd } from './progress.ts';
import { waitingTables } from './waiting.ts';

/** The whole window takes files and folders; always there, seen only while something is dragged over it. */
export function DropTarget() {
  const services = useServices();
  const { bridge, workspace } = services;
  const [files, setFiles] = useState<number>();

  useEffect(() => listenToTagDrops(services), [services]);

  useImportEnd(
    useCallback(
      (progress) => {
        const { totals, state } = progress;
        if (state === 'done' && totals.failed === 0) say(services, endWords(progress));
        else workspace.set({ toast: { text: endWords(progress), tone: state === 'done' || state === 'cancelled' ? 'done' : 'bad' } });
        if (totals.articles === 0 && (totals.failed > 0 || state === 'failed')) workspace.set({ view: 'imports', importShown: progress.id });
        else if (totals.articles === 0 && state === 'done')
          perform(services, async () => {
            const tables = waitingTables(await services.reader.outcomes(progress.id));
            if (tables.length === 0) return;
            workspace.set({ view: 'imports', importShown: progress.id });
            say(services, 'Kept, and not read yet: say in the report what the columns mean.');
          });
      },
      [services, workspace],
    ),
  );

  useEffect(() => {
    const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    // dragenter comes before dragleave when the pointer passes from one element to another; only the last leave is real
    let depth = 0;
    const enter = (event: DragEvent): void => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      depth += 1;
      setFiles(dragItems(event.dataTransfer?.items ?? []).files);
    };
    const over = (event: DragEvent): void => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const leave = (event: DragEvent): void => {
      if (!bringsFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setFiles(undefined);
    };
    const drop = (event: DragEvent): void => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setFiles(undefined);
      const { paths, pathless } = droppedPaths(event.dataTransfer?.files ?? [], (file) => bridge.pathOf(file));
      if (paths.length === 0) {
        workspace.set({
          toast: {
            text: 'What you dropped is not a file on this machine. Save it to a folder first, then drop it here.',
            tone: 'bad',
          },
        });
        return;
      }
      perform(services, async () => {
        unwrap(await bridge.call('import:paths', paths));
        if (pathless > 0) say(services, `${plural(pathless, 'thing')} left out: not a file on this machine.`);
      });
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [services, bridge, workspace]);

  return files === undefined ? null : <DropSheet files={files} />;
}

/** What a drop will do. It lies in the browser's top layer, over dialogs too. */
function DropSheet({ files }: { readonly files: number }) {
  const layer = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => layer.current?.showPopover(), []);
  return (
    <div ref={layer} popover="manual" className={styles.layer}>
      <div className={styles.frame}>
        <span className={styles.crops} aria-hidden="true" />
        <div className={styles.sheet} role="status">
          <OxfordRule />
          <h1>{files > 0 ? `Drop to import ${plural(files, 'item')}` : 'Drop to import'}</h1>
          <p>
            Text captures, saved web pages, archives and tables of them become articles and comments. Folders are looked into; files already in the library
            change nothing; what cannot be read is reported.
          </p>
        </div>
      </div>
    </div>
  );
}
