import type { TagId } from '../../../../corpus/records.ts';
import type { TagCount } from '../../../store/reader.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { readTagCounts } from '../../state/reads.ts';
import { Button } from '../../ui/Button.tsx';
import { Count } from '../../ui/Count.tsx';
import { cx } from '../../ui/cx.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { plural } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { TagShape } from '../../ui/TagShape.tsx';
import { showQuery, tagQuery } from '../filtering/show.ts';
import { freeName, perform } from './actions.ts';
import styles from './Codebook.module.css';
import { CodebookEntry } from './CodebookEntry.tsx';
import { carryTag } from './drag.ts';
import { articlesWithBelow, slotLetters, type TagNode, tagTree, visibleNodes } from './tag-tree.ts';

/** Every tag with what it means and where it sits, and the entry of the chosen one to change it. */
export function Codebook() {
  const services = useServices();
  const { workspace, commands } = services;
  const tags = useLive((reader) => reader.tags(), []);
  const counts = useLive(readTagCounts, []);
  const chosen = useWorkspace((state) => state.codebookTag);
  if (tags === undefined) return null;
  const nodes = visibleNodes(tagTree(tags));
  const letters = slotLetters(tags);
  const shown = nodes.find((node) => node.tag.id === chosen) ?? nodes[0];
  const create = (parent?: TagId): void =>
    perform(services, async () => {
      const tag = await commands.createTag({ name: freeName(tags, parent), ...(parent === undefined ? {} : { parent }) });
      workspace.set({ codebookTag: tag.id });
    });

  return (
    <section className={styles.view} aria-label="Codebook">
      <header className={styles.bar}>
        <h1>Codebook</h1>
        <span>{plural(tags.length, 'tag')}</span>
        <Button tone="ghost" icon="plus" onClick={() => create()}>
          New tag
        </Button>
      </header>
      {shown === undefined ? (
        <EmptyState title="No tags yet." actions={<Button onClick={() => create()}>Make the first tag</Button>}>
          A tag is your code for what an article or a comment says. Make them here, or while reading with <Kbd keys="t" />.
        </EmptyState>
      ) : (
        <div className={styles.columns}>
          <div className={styles.tags}>
            <table>
              <thead>
                <tr>
                  <th scope="col">Tag</th>
                  <th scope="col" className={styles.key}>
                    Key
                  </th>
                  <th scope="col" className={styles.wide}>
                    In a line
                  </th>
                  <th scope="col" className={styles.number}>
                    Comments
                  </th>
                  <th scope="col" className={styles.number}>
                    Articles
                  </th>
                  <th scope="col" className={styles.number}>
                    Spans
                  </th>
                </tr>
              </thead>
              <tbody>
                {nodes.map((node) => (
                  <TagRow key={node.tag.id} node={node} count={counts?.get(node.tag.id)} letter={letters.get(node.tag.id)} on={node === shown} />
                ))}
              </tbody>
            </table>
            <p className={styles.hint}>
              A number counts what is below a tag too, and a record once. Renaming, merging, recolouring and deleting keep every other tagging and can be undone
              with <Kbd keys="mod+z" />.
            </p>
          </div>
          <aside className={styles.entry} aria-label={`Entry of ${shown.tag.name}`}>
            <CodebookEntry
              key={shown.tag.id}
              node={shown}
              tags={tags}
              count={counts?.get(shown.tag.id)}
              letter={letters.get(shown.tag.id)}
              onNewBelow={() => create(shown.tag.id)}
            />
          </aside>
        </div>
      )}
    </section>
  );
}

interface TagRowProps {
  readonly node: TagNode;
  readonly count: TagCount | undefined;
  readonly letter: string | undefined;
  readonly on: boolean;
}

function TagRow({ node, count, letter, on }: TagRowProps) {
  const { workspace } = useServices();
  const { tag, depth, path } = node;
  return (
    <tr className={on ? styles.on : undefined} draggable onDragStart={(event) => carryTag(event.dataTransfer, tag)}>
      <td>
        <span className={cx(styles.name, depth === 0 && styles.top, depth > 0 && styles[`d${Math.min(depth, 4)}`])}>
          <TagShape slot={tag.slot} letter={letter} />
          <button type="button" aria-pressed={on} title={path} onClick={() => workspace.set({ codebookTag: tag.id })}>
            {tag.name}
          </button>
        </span>
      </td>
      <td className={styles.key}>{tag.key !== undefined && <Kbd keys={String(tag.key)} />}</td>
      <td className={cx(styles.line, styles.wide)} title={tag.description}>
        {tag.description?.split('\n')[0]}
      </td>
      <NumberCell n={count?.commentsWithBelow ?? 0} words={`comments tagged ${path}`} onOpen={() => showQuery(workspace, tagQuery(path), 'comments')} />
      <NumberCell n={articlesWithBelow(count)} words={`articles tagged ${path}`} onOpen={() => showQuery(workspace, tagQuery(path), 'articles')} />
      <NumberCell n={count?.spans ?? 0} words={`spans tagged ${path} itself`} onOpen={() => showQuery(workspace, tagQuery(path), 'articles')} />
    </tr>
  );
}

function NumberCell({ n, words, onOpen }: { readonly n: number; readonly words: string; readonly onOpen: () => void }) {
  return (
    <td className={styles.number}>
      {n === 0 ? <span className={styles.none}>–</span> : <Count n={n} label={`${n} ${words}, open the list`} onOpen={onOpen} />}
    </td>
  );
}
