import { type KeyboardEvent, useId, useState } from 'react';
import type { Tag, TagSlot } from '../../../../corpus/records.ts';
import type { TagCount } from '../../../store/reader.ts';
import { useServices } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { Count } from '../../ui/Count.tsx';
import { plural } from '../../ui/format.ts';
import { OxfordRule } from '../../ui/OxfordRule.tsx';
import { TagShape } from '../../ui/TagShape.tsx';
import { showQuery, tagQuery } from '../filtering/show.ts';
import { mergeTags, perform } from './actions.ts';
import styles from './CodebookEntry.module.css';
import { SLOT_NAMES, SLOTS } from './inks.ts';
import { articlesWithBelow, possibleParents, type TagNode } from './tag-tree.ts';

const KEYS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

interface CodebookEntryProps {
  readonly node: TagNode;
  readonly tags: readonly Tag[];
  readonly count: TagCount | undefined;
  readonly letter: string | undefined;
  readonly onNewBelow: () => void;
}

/** One tag: its name, what it means, how it looks, where it stands. Every change is one step that can be undone. */
export function CodebookEntry({ node, tags, count, letter, onNewBelow }: CodebookEntryProps) {
  const services = useServices();
  const { workspace, commands } = services;
  const { tag, path } = node;
  const id = useId();
  const above = path.slice(0, path.length - tag.name.length);
  const others = possibleParents(tags, tag.id);
  const comments = count?.commentsWithBelow ?? 0;
  const articles = articlesWithBelow(count);
  const spans = count?.spans ?? 0;
  const merge = (into: string): void => {
    const target = tags.find((other) => other.id === into);
    if (target) perform(services, () => mergeTags(services, tag, target));
  };

  return (
    <>
      <OxfordRule />
      <p className={styles.place}>
        <TagShape slot={tag.slot} letter={letter} />
        <span>{above === '' ? 'at the top' : above.replaceAll('/', ' / ')}</span>
      </p>
      <NameField key={tag.name} tag={tag} />
      <p className={styles.counts}>
        <span>
          <Count
            n={comments}
            label={`${plural(comments, 'comment')} tagged ${path}, open the list`}
            onOpen={() => showQuery(workspace, tagQuery(path), 'comments')}
          />{' '}
          {comments === 1 ? 'comment' : 'comments'}
        </span>
        <span>
          <Count
            n={articles}
            label={`${plural(articles, 'article')} tagged ${path}, open the list`}
            onOpen={() => showQuery(workspace, tagQuery(path), 'articles')}
          />{' '}
          {articles === 1 ? 'article' : 'articles'}
        </span>
        <span>
          <Count
            n={spans}
            label={`${plural(spans, 'span')} tagged ${path} itself, open the list`}
            onOpen={() => showQuery(workspace, tagQuery(path), 'articles')}
          />{' '}
          {spans === 1 ? 'span' : 'spans'}
        </span>
      </p>
      <label className={styles.part} htmlFor={`${id}-meaning`}>
        What it means
      </label>
      <Meaning key={tag.description ?? ''} id={`${id}-meaning`} tag={tag} />
      <span className={styles.part} id={`${id}-slot`}>
        Colour and shape
      </span>
      <Slots tag={tag} labelledBy={`${id}-slot`} onChoose={(slot) => perform(services, () => commands.recolourTag(tag.id, slot))} />
      <p className={styles.note}>
        {SLOT_NAMES[tag.slot]}.{letter !== undefined && ` An older tag has this shape too, so ‘${tag.name}’ carries its letter.`}
      </p>
      <div className={styles.fields}>
        <label htmlFor={`${id}-key`}>Key</label>
        <select
          id={`${id}-key`}
          value={tag.key ?? ''}
          onChange={(event) => {
            const key = KEYS.find((digit) => String(digit) === event.target.value);
            perform(services, () => commands.setTagKey(tag.id, key));
          }}
        >
          <option value="">none</option>
          {KEYS.map((key) => {
            const holder = tags.find((other) => other.key === key && other.id !== tag.id);
            return (
              <option key={key} value={key}>
                {key}
                {holder && `, now of ‘${holder.name}’`}
              </option>
            );
          })}
        </select>
        <label htmlFor={`${id}-parent`}>Below</label>
        <select
          id={`${id}-parent`}
          value={tag.parent ?? ''}
          onChange={(event) => {
            const parent = others.find((other) => other.tag.id === event.target.value)?.tag.id;
            perform(services, () => commands.moveTag(tag.id, parent));
          }}
        >
          <option value="">nothing, at the top</option>
          <TagOptions nodes={others} />
        </select>
        <label htmlFor={`${id}-merge`}>Merge into</label>
        <select id={`${id}-merge`} value="" disabled={others.length === 0} onChange={(event) => merge(event.target.value)}>
          <option value="">choose a tag…</option>
          <TagOptions nodes={others} />
        </select>
      </div>
      <div className={styles.acts}>
        <Button icon="plus" onClick={onNewBelow}>
          New tag below
        </Button>
        <Button tone="danger" icon="trash-2" onClick={() => workspace.set({ dialog: { kind: 'delete-tag', tag } })}>
          Delete
        </Button>
      </div>
    </>
  );
}

function TagOptions({ nodes }: { readonly nodes: readonly TagNode[] }) {
  return nodes.map((node) => (
    <option key={node.tag.id} value={node.tag.id}>
      {node.path}
    </option>
  ));
}

/** The name, changed where it stands. */
function NameField({ tag }: { readonly tag: Tag }) {
  const services = useServices();
  const [name, setName] = useState(tag.name);
  const save = (): void => {
    const words = name.trim();
    if (words === tag.name) return;
    perform(services, async () => {
      try {
        await services.commands.renameTag(tag.id, words);
      } catch (error) {
        setName(tag.name);
        throw error;
      }
    });
  };
  return (
    <input
      className={styles.name}
      aria-label="Name of the tag"
      value={name}
      onChange={(event) => setName(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setName(tag.name);
      }}
    />
  );
}

function Meaning({ id, tag }: { readonly id: string; readonly tag: Tag }) {
  const services = useServices();
  const [text, setText] = useState(tag.description ?? '');
  const save = (): void => {
    if (text.trim() !== (tag.description ?? '')) perform(services, () => services.commands.describeTag(tag.id, text.trim()));
  };
  return (
    <textarea
      id={id}
      className={styles.text}
      placeholder="What the writer must say for this tag to apply, when it does not, and an example."
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={save}
    />
  );
}

interface SlotsProps {
  readonly tag: Tag;
  readonly labelledBy: string;
  readonly onChoose: (slot: TagSlot) => void;
}

/** The twelve inks; arrow keys move as in any group of radio buttons. */
function Slots({ tag, labelledBy, onChoose }: SlotsProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (SLOTS.indexOf(tag.slot) + step + SLOTS.length) % SLOTS.length;
    const slot = SLOTS[next];
    if (slot === undefined) return;
    onChoose(slot);
    event.currentTarget.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div className={styles.slots} role="radiogroup" aria-labelledby={labelledBy} onKeyDown={onKeyDown}>
      {SLOTS.map((slot) => (
        // biome-ignore lint/a11y/useSemanticElements: a radio input cannot be drawn as a shape without losing its name
        <button
          key={slot}
          type="button"
          role="radio"
          aria-checked={slot === tag.slot}
          aria-label={SLOT_NAMES[slot]}
          title={SLOT_NAMES[slot]}
          tabIndex={slot === tag.slot ? 0 : -1}
          onClick={() => onChoose(slot)}
        >
          <TagShape slot={slot} size="l" />
        </button>
      ))}
    </div>
  );
}
