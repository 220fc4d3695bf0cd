import { type RefObject, useEffect, useRef, useState } from 'react';
import { useServices, useWorkspace } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { perform, say } from '../tagging/actions.ts';
import styles from './FilterBox.module.css';

/** Gives the query a name, under the box. */
export function SaveFilter({ anchor }: { readonly anchor: RefObject<HTMLElement | null> }) {
  const services = useServices();
  const { workspace, commands } = services;
  const query = useWorkspace((state) => state.query).trim();
  const [name, setName] = useState(query);
  const field = useRef<HTMLInputElement>(null);
  // the popover has been opened by now, so that the field can take the focus
  useEffect(() => field.current?.select(), []);
  const close = (): void => workspace.set({ dialog: undefined });
  const save = (): void => {
    if (name.trim() === '') return;
    perform(services, async () => {
      await commands.saveFilter(name.trim(), query);
      say(services, `Saved as filter ‘${name.trim()}’`);
    });
    close();
  };
  return (
    <Popover anchor={anchor} role="dialog" label="Save as filter" onClose={close} className={styles.pop}>
      <form
        className={styles.name}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <label htmlFor="filter-name">Save as</label>
        <input ref={field} id="filter-name" value={name} onChange={(event) => setName(event.target.value)} />
        <Button type="submit" tone="primary" disabled={name.trim() === ''}>
          Save the filter
        </Button>
      </form>
    </Popover>
  );
}
