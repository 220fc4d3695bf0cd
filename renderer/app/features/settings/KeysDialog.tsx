import { Fragment } from 'react';
import type { AppCommand } from '../../state/commands.ts';
import { useServices, useWorkspace } from '../../state/context.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import text from '../../ui/text.module.css';
import styles from './KeysDialog.module.css';
import { keyGroups } from './palette-items.ts';

/** Every key there is, from the commands themselves. */
export function KeysDialog({ commands }: { readonly commands: readonly AppCommand[] }) {
  const { workspace } = useServices();
  const open = useWorkspace((state) => state.dialog?.kind === 'keys');
  if (!open) return null;
  return (
    <Dialog title="Keys" width="large" onClose={() => workspace.set({ dialog: undefined })}>
      {/* what may scroll must be reachable from the keyboard */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: for scrolling */}
      <section className={styles.groups} aria-label="All keys" tabIndex={0}>
        {keyGroups(commands).map(({ group, rows }) => (
          <section key={group}>
            <h2 className={text.cap}>{group}</h2>
            <dl>
              {rows.map(({ id, title, keys }) => (
                <div key={id}>
                  <dt>{title.replace(/…$/u, '')}</dt>
                  <dd>
                    {keys.map((chord, index) => (
                      <Fragment key={chord}>
                        {index > 0 && (id === 'tag-digits' ? 'to' : 'or')}
                        <Kbd keys={chord} />
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  );
}
