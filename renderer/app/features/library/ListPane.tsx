import { type KeyboardEvent, type MouseEvent, memo, type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react';
import type { ArticleId, CommentId, Tag, TagId, TargetId } from '../../../../corpus/records.ts';
import type { IdList } from '../../../search/client.ts';
import { useLive, useMarkedQuery, useServices, useWorkspace } from '../../state/context.tsx';
import { markAll } from '../../state/marking.ts';
import { firstRowsShown, reached } from '../../state/milestones.ts';
import { readTags, readTotals } from '../../state/reads.ts';
import { focusOn, listed, range, rowToward, toggled } from '../../state/targets.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Count } from '../../ui/Count.tsx';
import { cx } from '../../ui/cx.ts';
import { ErrorBlock } from '../../ui/ErrorBlock.tsx';
import { formatNumber } from '../../ui/format.ts';
import pane from '../../ui/pane.module.css';
import text from '../../ui/text.module.css';
import { pageOf, VirtualList, type VirtualListHandle } from '../../ui/VirtualList.tsx';
import { codeFromHere } from '../coding/queue.ts';
import { asksForWords } from '../reading/hits.ts';
import { ArticleRow } from './ArticleRow.tsx';
import { CommentRow } from './CommentRow.tsx';
import { show } from './commands.ts';
import styles from './ListPane.module.css';
import { NothingFound } from './NothingFound.tsx';
import { type ArticleRowData, readArticleRows, readArticleRowsWithTexts, readCommentRows, useRows } from './rows.ts';
import { SortMenu } from './SortMenu.tsx';
import { ViewTabs } from './ViewTabs.tsx';

const NO_IDS: readonly never[] = [];

/** The list beside the reader: articles, or comments as rows. */
export const ListPane = memo(function ListPane() {
  const services = useServices();
  const view = useWorkspace((state) => state.view);
  const result = useWorkspace((state) => state.result);
  const query = useWorkspace((state) => state.query);
  const selected = useWorkspace((state) => state.selected.size);
  const failure = useWorkspace((state) => state.searchFailure);
  const totals = useLive(readTotals, []);
  const tagList = useLive(readTags, []);
  const tags = useMemo(() => new Map<TagId, Tag>((tagList ?? []).map((tag) => [tag.id, tag])), [tagList]);
  const comments = view === 'comments';
  const articles = result?.articles ?? services.opening?.ids ?? NO_IDS;
  const ids = comments ? (result?.comments ?? NO_IDS) : articles;
  const none = result !== undefined && ids.length === 0;
  useEffect(() => {
    if (none) firstRowsShown();
  }, [none]);
  const all = (comments ? totals?.comments : totals?.articles) ?? 0;
  const kind = comments ? 'comments' : 'articles';
  return (
    <section className={cx(pane.pane, styles.pane)} aria-label={comments ? 'Comments' : 'Articles'}>
      <header className={pane.head}>
        <ViewTabs />
      </header>
      {failure && (
        <ErrorBlock
          title="The search could not be run."
          actions={
            <Button small onClick={() => services.workspace.set({ searchFailure: undefined })}>
              Try again
            </Button>
          }
        >
          {failure.message} {result && 'The last result stays below.'}
        </ErrorBlock>
      )}
      {result && ids.length === 0 ? (
        <div className={styles.nothing}>
          <NothingFound kind={kind} />
        </div>
      ) : comments ? (
        <CommentList ids={result?.comments ?? NO_IDS} tags={tags} />
      ) : (
        <ArticleList ids={articles} ahead={result === undefined ? services.opening?.rows : undefined} tags={tags} query={query} />
      )}
      <footer className={styles.foot}>
        {result && (
          <span className={text.ellipsis}>
            <Count n={ids.length} label={`${formatNumber(ids.length)} ${kind} found: mark them all`} onOpen={() => void markAll(services.workspace)} /> of{' '}
            <Count n={all} label={`All ${formatNumber(all)} ${kind}`} onOpen={() => show(services, comments ? 'comments' : 'articles', '')} /> {kind}
          </span>
        )}
        <span className={text.grow} />
        {selected > 0 && <span className={styles.selected}>{formatNumber(selected)} selected</span>}
        {ids.length > 0 && <IconButton small icon="keycap" label="Code comment by comment (c)" onClick={() => void codeFromHere(services)} />}
        <SortMenu />
      </footer>
    </section>
  );
});

interface ListProps<Id> {
  readonly ids: IdList<Id>;
  readonly tags: ReadonlyMap<TagId, Tag>;
  readonly query: string;
}

interface ArticleListProps extends ListProps<ArticleId> {
  /** Rows that are known before any is read. */
  readonly ahead: ReadonlyMap<TargetId, ArticleRowData> | undefined;
}

function ArticleList({ ids, ahead, tags, query }: ArticleListProps) {
  const marked = useMarkedQuery();
  const { rows, onShown } = useRows(ids, asksForWords(query) ? readArticleRowsWithTexts : readArticleRows, ahead);
  const shown = rows.size > 0;
  useEffect(() => {
    if (!shown) return;
    reached('cuttings:first-list');
    firstRowsShown();
  }, [shown]);
  return (
    <Rows
      ids={ids}
      label="Articles"
      estimate={84}
      onShown={onShown}
      row={(id) => {
        const row = rows.get(id);
        return row && <ArticleRow row={row} tags={tags} query={marked} />;
      }}
    />
  );
}

function CommentList({ ids, tags }: Omit<ListProps<CommentId>, 'query'>) {
  const marked = useMarkedQuery();
  const { rows, onShown } = useRows(ids, readCommentRows);
  const shown = rows.size > 0;
  useEffect(() => {
    if (shown) firstRowsShown();
  }, [shown]);
  return (
    <Rows
      ids={ids}
      label="Comments"
      estimate={98}
      onShown={onShown}
      row={(id) => {
        const row = rows.get(id);
        return row && <CommentRow row={row} tags={tags} query={marked} />;
      }}
    />
  );
}

interface RowsProps<Id> {
  readonly ids: IdList<Id>;
  readonly label: string;
  readonly estimate: number;
  readonly onShown: (from: number, to: number) => void;
  readonly row: (id: Id) => ReactNode;
}

/** A listbox: one row has the keyboard, any number are marked. */
function Rows<Id extends TargetId>({ ids, label, estimate, onShown, row }: RowsProps<Id>) {
  const { workspace } = useServices();
  const focused = useWorkspace((state) => state.focused);
  const selected = useWorkspace((state) => state.selected);
  const handle = useRef<VirtualListHandle>(null);
  const anchor = useRef<TargetId>(undefined);
  const at = useMemo(() => (focused === undefined ? -1 : (ids as IdList<TargetId>).indexOf(focused)), [ids, focused]);

  const keyOf = useCallback((index: number) => ids.at(index) ?? index, [ids]);

  const indexOf = useCallback((key: string | number) => (ids as IdList<string | number>).indexOf(key), [ids]);
  const result = useWorkspace((state) => state.result);
  const order = useWorkspace((state) => state.order);
  // the order of a result is the one that was asked for when it came
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new order counts once its result is here
  const subject = useMemo(() => `${order} ${result?.query ?? ''}`, [result]);

  // only a move of the keyboard scrolls; a list that changes under it stays where it is
  const indexNow = useRef(at);
  indexNow.current = at;
  useEffect(() => {
    if (focused !== undefined && indexNow.current >= 0) handle.current?.scrollTo(indexNow.current);
  }, [focused]);

  const extend = (id: TargetId): void => {
    anchor.current ??= workspace.get().focused ?? id;
    workspace.set({ selected: new Set(range(listed(workspace.get()), anchor.current, id)) });
    focusOn(workspace, id);
  };

  const onClick = (event: MouseEvent, id: Id): void => {
    if (event.shiftKey) {
      extend(id);
      return;
    }
    anchor.current = id;
    if (event.ctrlKey || event.metaKey) {
      const { selected: marked, focused: current } = workspace.get();
      // the row the keyboard was on counts as marked once a second one is
      const base = marked.size === 0 && current !== undefined && current !== id ? new Set([current]) : marked;
      workspace.set({ selected: toggled(base, id) });
    } else workspace.set({ selected: new Set() });
    focusOn(workspace, id);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const list = listed(workspace.get());
    const page = pageOf(handle.current?.element);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -1, End: 1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      const next = event.key === 'Home' ? list.at(0) : event.key === 'End' ? list.at(-1) : rowToward(workspace.get(), by);
      if (next === undefined) return;
      if (event.shiftKey) {
        extend(next);
        return;
      }
      anchor.current = next;
      focusOn(workspace, next);
    } else if (event.key === ' ') {
      event.preventDefault();
      const { focused: id, selected: marked } = workspace.get();
      if (id !== undefined) workspace.set({ selected: toggled(marked, id) });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      document.querySelector<HTMLElement>('[data-reader-scroll]')?.focus();
    }
  };

  return (
    <VirtualList
      handle={handle}
      role="listbox"
      aria-label={label}
      aria-multiselectable="true"
      aria-activedescendant={at >= 0 ? `row-${focused}` : undefined}
      tabIndex={0}
      className={styles.list}
      count={ids.length}
      held={at >= 0 ? at : undefined}
      estimate={() => estimate}
      keyOf={keyOf}
      indexOf={indexOf}
      subject={subject}
      onShown={onShown}
      onKeyDown={onKeyDown}
      rowProps={(index) => {
        const id = ids.at(index);
        if (id === undefined) return {};
        return {
          id: `row-${id}`,
          role: 'option',
          'aria-selected': selected.has(id) || (selected.size === 0 && id === focused),
          'aria-setsize': ids.length,
          'aria-posinset': index + 1,
          className: cx(styles.row, id === focused && styles.focused, selected.has(id) && styles.marked),
          onClick: (event) => onClick(event, id),
          'data-id': id,
        };
      }}
      row={(index) => {
        const id = ids.at(index);
        return id === undefined ? null : (row(id) ?? <div style={{ height: estimate }} />);
      }}
    />
  );
}
