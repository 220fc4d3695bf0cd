import { useMemo } from 'react';
import type { Span, Tag, TargetId } from '../../../../corpus/records.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { readTagCounts } from '../../state/reads.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { cut, formatNumber } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { OxfordRule } from '../../ui/OxfordRule.tsx';
import { Picker } from '../../ui/Picker.tsx';
import type { PickerItem } from '../../ui/picking.ts';
import { TagShape } from '../../ui/TagShape.tsx';
import { createAndTag, createAndTagSpan, perform, tagSpan, toggleTag } from './actions.ts';
import { cleanPath, type MarkState, markStates, recentFirst } from './picker-model.ts';
import { recentTags } from './recent.ts';
import styles from './TagPicker.module.css';
import { slotLetters } from './tag-tree.ts';
import { targetWords } from './targets.ts';

interface TagItem extends PickerItem {
  readonly tag: Tag;
  /** Path of the parent with a slash, or empty. */
  readonly above: string;
  readonly state: MarkState | undefined;
  readonly letter: string | undefined;
}

/** Find or create a tag for the targets of the dialog, or for the span the analyst selected. */
export function TagPicker() {
  const dialog = useWorkspace((state) => state.dialog);
  return dialog?.kind === 'tag' ? <OpenPicker targets={dialog.targets} span={dialog.span} /> : null;
}

function OpenPicker({ targets, span }: { readonly targets: readonly TargetId[]; readonly span: Span | undefined }) {
  const services = useServices();
  const { workspace } = services;
  const recent = useMemo(() => recentTags(), []);
  const tags = useLive((reader) => reader.tags(), []);
  const counts = useLive(readTagCounts, []);
  const taggings = useLive((reader) => reader.taggings(targets), [targets]);
  const close = (): void => workspace.set({ dialog: undefined });

  const items = useMemo<readonly TagItem[]>(() => {
    const states = span === undefined ? markStates(targets, taggings ?? new Map()) : new Map<string, MarkState>();
    const letters = slotLetters(tags ?? []);
    return recentFirst(tags ?? [], recent).map((node) => ({
      id: node.tag.id,
      label: node.path,
      ...(node.tag.description === undefined ? {} : { keywords: node.tag.description }),
      tag: node.tag,
      above: node.path.slice(0, node.path.length - node.tag.name.length),
      state: states.get(node.tag.id),
      letter: letters.get(node.tag.id),
    }));
  }, [tags, taggings, targets, recent, span]);

  const pick = (item: TagItem): void => {
    const [target] = targets;
    if (span === undefined || target === undefined) perform(services, () => toggleTag(services, targets, item.tag));
    else {
      perform(services, () => tagSpan(services, target, span, item.tag));
      close();
    }
  };
  const create = (typed: string): void => {
    const path = cleanPath(typed);
    if (path === '') return;
    const [target] = targets;
    if (span === undefined || target === undefined) perform(services, () => createAndTag(services, targets, path));
    else {
      perform(services, () => createAndTagSpan(services, target, span, path));
      close();
    }
  };
  const what = span === undefined ? targetWords(targets) : `“${cut(span.exact, 48)}”`;

  return (
    <Dialog title={`Tag ${what}`} bare width="small" onClose={close}>
      <OxfordRule />
      <p className={styles.head} aria-hidden="true">
        <b>Tag</b>
        <span>{what}</span>
      </p>
      <Picker
        label="Tag to set or take off"
        icon="tags"
        placeholder="Find a tag, or name a new one: stance/undecided"
        items={items}
        stays
        onPick={pick}
        onCreate={create}
        createWords={(typed) => `New tag ‘${cleanPath(typed)}’`}
        empty="No tag yet. Type a name to make the first one."
        render={(item) => (
          <>
            <span className={styles.mark}>
              {item.state === 'all' && <Icon name="check" />}
              {item.state === 'some' && <i className={styles.some} />}
            </span>
            <TagShape slot={item.tag.slot} letter={item.letter} />
            <span className={styles.name}>
              <span className={styles.path}>{item.above}</span>
              {item.tag.name}
              {item.state !== undefined && <span className={styles.hidden}>{item.state === 'all' ? ', on' : ', on some'}</span>}
            </span>
            <span className={styles.end}>
              {formatNumber(counts?.get(item.tag.id)?.withBelow ?? 0)}
              {item.tag.key !== undefined && <Kbd keys={String(item.tag.key)} />}
            </span>
          </>
        )}
      />
      <div className={styles.foot}>
        <span>
          <Kbd keys="enter" /> sets or takes off
        </span>
        <span>
          <Kbd keys="escape" /> done
        </span>
      </div>
    </Dialog>
  );
}
