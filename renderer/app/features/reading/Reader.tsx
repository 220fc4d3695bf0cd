import { memo, useCallback, useEffect, useMemo, useRef } from 'react';
import type { ArticleId, Comment, Note, Tag, Tagging, TagId, TargetId } from '../../../../corpus/records.ts';
import { useLive, useMarkedQuery, useServices, useWorkspace } from '../../state/context.tsx';
import { readTags } from '../../state/reads.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { VirtualList, type VirtualListHandle } from '../../ui/VirtualList.tsx';
import { ArticleHead } from './ArticleHead.tsx';
import { BlockView } from './BlockView.tsx';
import { CommentCard } from './CommentCard.tsx';
import { CommentsHead } from './CommentsHead.tsx';
import { firstWithHit, hits } from './hits.ts';
import styles from './Reader.module.css';
import { shownBlock } from './RecordText.tsx';
import { setShownComments } from './shown-comments.ts';
import { stories } from './stories.ts';

const NONE: readonly never[] = [];

/** The open article and its comments. */
export const Reader = memo(function Reader() {
  const open = useWorkspace((state) => state.open);
  const searched = useWorkspace((state) => state.result !== undefined || state.searchFailure !== undefined);
  // the first answer opens its first row: until it has come there is nothing to choose
  if (open === undefined && !searched) return null;
  if (open === undefined) return <EmptyState title="Nothing is open.">Choose a row of the list; j and k move, Enter reads.</EmptyState>;
  // a new article starts at its top
  return <OpenArticle key={open} id={open} />;
});

function byTarget<T extends { readonly target: TargetId }>(records: readonly T[]): ReadonlyMap<TargetId, readonly T[]> {
  const groups = new Map<TargetId, T[]>();
  for (const record of records) {
    const group = groups.get(record.target);
    if (group) group.push(record);
    else groups.set(record.target, [record]);
  }
  return groups;
}

/** Whether none of it is in view. */
function isBelow(element: Element): boolean {
  const view = element.closest('[data-reader-scroll]');
  return view !== null && element.getBoundingClientRect().top >= view.getBoundingClientRect().bottom;
}

function OpenArticle({ id }: { readonly id: ArticleId }) {
  const { workspace } = useServices();
  const query = useMarkedQuery();
  const openComment = useWorkspace((state) => state.openComment);
  const openBlock = useWorkspace((state) => state.openBlock);
  const drawer = useWorkspace((state) => state.evidence !== undefined);
  const article = useLive(async (reader) => (await reader.article(id)) ?? null, [id]);
  const text = useLive(async (reader) => (await reader.articleText(id)) ?? null, [id]);
  const comments = useLive((reader) => reader.comments(id), [id]);
  const taggings = useLive((reader) => reader.taggingsOfArticle(id), [id]);
  const tagList = useLive(readTags, []);
  const ids = useMemo(() => (comments ?? NONE).map((comment) => comment.id), [comments]);
  const notes = useLive((reader) => reader.notes([id, ...ids]), [id, ids]);
  const sourceIds = useMemo(() => [...new Set(article?.captures.map(({ source }) => source))], [article]);
  const sources = useLive((reader) => reader.sources(sourceIds), [sourceIds]);
  // an earlier capture came in, and the article is called by it now
  useEffect(() => {
    if (article && article.id !== id) workspace.set({ open: article.id, openComment: undefined });
  }, [workspace, article, id]);

  const tags = useMemo(() => new Map<TagId, Tag>((tagList ?? []).map((tag) => [tag.id, tag])), [tagList]);
  const taggingsOf = useMemo(() => byTarget<Tagging>(taggings ?? NONE), [taggings]);
  const notesOf = useMemo(() => byTarget<Note>(notes ?? NONE), [notes]);
  const parents = useMemo(() => new Map<string, Comment>((comments ?? []).map((comment) => [comment.id, comment])), [comments]);
  const named = useMemo(() => (comments ?? NONE).some(({ author }) => author !== undefined), [comments]);
  const handle = useRef<VirtualListHandle>(null);

  const at = useMemo(() => (openComment === undefined ? -1 : (comments ?? NONE).findIndex((comment) => comment.id === openComment)), [comments, openComment]);
  const ready = article !== undefined && text !== undefined;
  useEffect(() => setShownComments(workspace, id, ids), [workspace, id, ids]);
  // a click must not move what was clicked; `auto` leaves a visible comment where it is. The drawer takes its place from the reader.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer makes the reader lower, which is what must be answered
  useEffect(() => {
    if (ready && at >= 0) handle.current?.scrollTo(at, 'auto');
  }, [ready, at, drawer]);

  // what was looked for is shown, where the beginning has none of it; once, and a query that is typed meanwhile moves nothing
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || !article || !text) return;
    begun.current = true;
    const { query, openComment, openBlock } = workspace.get();
    if (openComment !== undefined || openBlock !== undefined || hits(query, article.title).length > 0) return;
    const found = firstWithHit(
      query,
      text.blocks.map((block) => block.text),
    );
    const block = found === -1 ? null : shownBlock(id, found);
    if (block && isBelow(block)) handle.current?.reveal(block);
  }, [workspace, id, article, text]);

  // once, so that the article begins at its top when it is opened again
  useEffect(() => {
    if (!ready || openBlock === undefined) return;
    const block = shownBlock(id, openBlock);
    if (block) handle.current?.reveal(block);
    workspace.set({ openBlock: undefined });
  }, [workspace, ready, id, openBlock]);

  const onJump = useCallback((to: Comment) => workspace.set({ openComment: to.id }), [workspace]);

  if (!ready) return null;
  if (article === null || text === null) {
    return <EmptyState title="This article is no longer in the library.">It was taken out while it was open.</EmptyState>;
  }
  return (
    <VirtualList
      handle={handle}
      className={styles.scroll}
      tabIndex={0}
      role="region"
      aria-label={`Reader: ${article.title}`}
      data-reader-scroll=""
      count={ids.length}
      estimate={() => 110}
      keyOf={(index) => ids[index] ?? index}
      head={
        <>
          <div className={styles.article}>
            <ArticleHead
              article={article}
              text={text}
              sources={sources ?? NONE}
              taggings={taggingsOf.get(id) ?? NONE}
              tags={tags}
              notes={notesOf.get(id) ?? NONE}
              query={query}
            />
            {stories(text.blocks).map(({ block, index, items }) => (
              <BlockView key={index} article={id} block={block} index={index} items={items} taggings={taggingsOf.get(id) ?? NONE} tags={tags} query={query} />
            ))}
          </div>
          <CommentsHead article={article} comments={comments ?? NONE} />
        </>
      }
      row={(index) => {
        const comment = comments?.[index];
        return (
          comment && (
            <CommentCard
              comment={comment}
              parents={parents}
              taggings={taggingsOf.get(comment.id) ?? NONE}
              tags={tags}
              notes={notesOf.get(comment.id) ?? NONE}
              query={query}
              named={named}
              on={comment.id === openComment}
              onOpen={() => workspace.set({ openComment: comment.id })}
              onJump={onJump}
            />
          )
        );
      }}
    />
  );
}
