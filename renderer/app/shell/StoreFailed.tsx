import { type Failure, unwrap } from '../../../corpus/errors.ts';
import type { AppCommand } from '../state/commands.ts';
import { useServices } from '../state/context.tsx';
import { runCommand } from '../state/keyboard.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import styles from './StoreFailed.module.css';

const reload: AppCommand = {
  id: 'reload-store',
  title: 'Open the Library Again',
  group: 'Library',
  async run({ bridge, workspace }) {
    unwrap(await bridge.call('app:reload-store'));
    workspace.set({ storeFailure: undefined });
  },
};

/** In place of everything else, when the library's store has gone. */
export function StoreFailed({ failure }: { readonly failure: Failure }) {
  const services = useServices();
  return (
    <main className={styles.failed}>
      <EmptyState
        title="The library’s store has stopped."
        actions={
          <Button tone="primary" onClick={() => void runCommand(reload, services)}>
            Open it again
          </Button>
        }
      >
        <p>{failure.message}</p>
        <p>What was written before is safe: every capture is in whole or not at all, and tags are saved as they are set.</p>
      </EmptyState>
    </main>
  );
}

/** Before there is a window to show: the library could not be opened at all. */
export function LibraryUnopened({ failure }: { readonly failure: Failure }) {
  return (
    <main className={styles.failed}>
      <EmptyState
        title={failure.kind === 'newer-library' ? 'This library was written by a newer Cuttings.' : 'The library could not be opened.'}
        actions={<Button onClick={() => location.reload()}>Try again</Button>}
      >
        <p>{failure.message}</p>
        <p>Nothing in it has been changed.</p>
      </EmptyState>
    </main>
  );
}
