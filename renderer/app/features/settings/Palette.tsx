import { useMemo } from 'react';
import type { Tag } from '../../../../corpus/records.ts';
import type { AppCommand } from '../../state/commands.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { runCommand } from '../../state/keyboard.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { OxfordRule } from '../../ui/OxfordRule.tsx';
import { Picker } from '../../ui/Picker.tsx';
import type { PickerItem } from '../../ui/picking.ts';
import { TagShape } from '../../ui/TagShape.tsx';
import { showQuery, tagQuery } from '../filtering/show.ts';
import { slotLetters, tagTree, visibleNodes } from '../tagging/tag-tree.ts';
import styles from './Palette.module.css';
import { digitOf, paletteCommands } from './palette-items.ts';

type Item = PickerItem & ({ readonly command: AppCommand } | { readonly tag: Tag; readonly path: string; readonly letter: string | undefined });

/** Every command that can run now, and every tag, found by words. */
export function Palette({ commands }: { readonly commands: readonly AppCommand[] }) {
  const open = useWorkspace((state) => state.dialog?.kind === 'palette');
  return open ? <OpenPalette commands={commands} /> : null;
}

function OpenPalette({ commands }: { readonly commands: readonly AppCommand[] }) {
  const services = useServices();
  const { workspace } = services;
  const tags = useLive((reader) => reader.tags(), []);
  const close = (): void => workspace.set({ dialog: undefined });
  // what can run is decided by the window as it was when the palette opened
  const available = useMemo(() => paletteCommands(commands, workspace.get()), [commands, workspace]);
  const items = useMemo<readonly Item[]>(() => {
    const letters = slotLetters(tags ?? []);
    return [
      ...available.flatMap((command) => {
        const digit = digitOf(command);
        const tag = digit === undefined ? undefined : tags?.find(({ key }) => key === digit);
        if (digit !== undefined && tag === undefined) return [];
        return [{ id: command.id, label: tag ? `Set or Take Off ‘${tag.name}’` : command.title, group: command.group, command }];
      }),
      ...visibleNodes(tagTree(tags ?? [])).map(({ tag, path }) => ({
        id: tag.id,
        label: path,
        group: 'Tags',
        keywords: 'tag show',
        tag,
        path,
        letter: letters.get(tag.id),
      })),
    ];
  }, [available, tags]);

  const pick = (item: Item): void => {
    close();
    if ('tag' in item) showQuery(workspace, tagQuery(item.path), workspace.get().view === 'comments' ? 'comments' : 'articles');
    // after the dialog has gone, so that what the command focuses stays focused
    else requestAnimationFrame(() => void runCommand(item.command, services));
  };

  return (
    <Dialog title="Every command" bare width="medium" onClose={close}>
      <OxfordRule />
      <Picker
        label="Command or tag"
        icon="command"
        placeholder="What do you want to do?"
        items={items}
        onPick={pick}
        empty="No command or tag has these words."
        render={(item) =>
          'tag' in item ? (
            <>
              <TagShape slot={item.tag.slot} letter={item.letter} />
              <span>{item.path}</span>
              <span className={styles.end}>show what it is on</span>
            </>
          ) : (
            <>
              <span>{item.label}</span>
              <span className={styles.end}>
                {(item.command.keys ?? []).slice(0, 1).map((keys) => (
                  <Kbd key={keys} keys={keys} />
                ))}
              </span>
            </>
          )
        }
      />
    </Dialog>
  );
}
