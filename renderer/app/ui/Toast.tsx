import { useEffect } from 'react';
import { useServices, useWorkspace } from '../state/context.tsx';
import { runCommand } from '../state/keyboard.ts';
import { Button, IconButton } from './Button.tsx';
import { cx } from './cx.ts';
import styles from './Toast.module.css';

const STAYS = 6000;

/** The last thing that happened, in words; a failure stays until it is closed. */
export function Toast() {
  const services = useServices();
  const { workspace, commands } = services;
  const toast = useWorkspace((state) => state.toast);
  useEffect(() => {
    if (toast?.tone !== 'done') return;
    const timer = setTimeout(() => {
      if (workspace.get().toast === toast) workspace.set({ toast: undefined });
    }, STAYS);
    return () => clearTimeout(timer);
  }, [toast, workspace]);
  const undo = {
    id: 'undo',
    title: 'Undo',
    group: 'Library',
    async run() {
      workspace.set({ toast: undefined });
      const words = await commands.undo();
      if (words !== undefined) workspace.set({ toast: { text: `Undone: ${words}`, tone: 'done' } });
    },
  } as const;
  return (
    <div className={styles.place} role="status" aria-live="polite">
      {toast && (
        <div className={cx(styles.toast, toast.tone === 'bad' && styles.bad)}>
          <span className={styles.text}>{toast.text}</span>
          {toast.undo && (
            <Button small tone="ghost" className={styles.undo} onClick={() => void runCommand(undo, services)}>
              Undo
            </Button>
          )}
          <IconButton icon="x" small label="Close this message" className={styles.close} onClick={() => workspace.set({ toast: undefined })} />
        </div>
      )}
    </div>
  );
}
