import { memo } from 'react';
import { FilterBox } from '../features/filtering/FilterBox.tsx';
import { useServices } from '../state/context.tsx';
import { runCommand } from '../state/keyboard.ts';
import { commandById } from '../state/registry.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { keyText } from '../ui/keys.ts';
import styles from './TopBar.module.css';

/** The top of the window: its name, the filter box, import and export. */
export const TopBar = memo(function TopBar({ empty }: { readonly empty: boolean }) {
  const services = useServices();
  const run = (id: string): void => void runCommand(commandById(id), services);
  return (
    <header className={styles.top}>
      <div className={styles.plate}>Cuttings</div>
      <div className={styles.filter}>{!empty && <FilterBox />}</div>
      <div className={styles.tools}>
        <Button icon="download" folds title="Import files" onClick={() => run('import-files')}>
          Import
        </Button>
        <Button icon="upload" folds title="Export" disabled={empty} onClick={() => run('export')}>
          Export
        </Button>
        <IconButton icon="command" label={`Every command (${keyText('mod+k')})`} onClick={() => run('palette')} />
      </div>
    </header>
  );
});
