import { type ClipboardEvent, type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { type Completion, completions, knownFieldAt } from '../../../../corpus/query/completions.ts';
import { readLink } from '../../../../corpus/query/link.ts';
import { parseQuery } from '../../../../corpus/query/parser.ts';
import type { QueryError } from '../../../../corpus/query/query.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { readTags, readTotals } from '../../state/reads.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Count } from '../../ui/Count.tsx';
import { formatNumber, plural } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { keyText } from '../../ui/keys.ts';
import { Popover } from '../../ui/Popover.tsx';
import { perform, say } from '../tagging/actions.ts';
import styles from './FilterBox.module.css';
import { FILTER_BOX } from './focus.ts';
import { aroundWrong, queryPieces } from './highlight.ts';
import { forgetQueries, queryHistory, rememberQuery } from './history.ts';
import { useKnownValues } from './known-values.ts';
import { QueryProblem } from './QueryProblem.tsx';
import { SaveFilter } from './SaveFilter.tsx';
import { SuggestionList } from './SuggestionList.tsx';
import { linkToShown, listFor, showSearch } from './show.ts';

type Suggestion = Pick<Completion, 'label' | 'insert' | 'from' | 'to'> & Partial<Pick<Completion, 'kind' | 'detail'>>;

/** What the list under the box shows: nothing, what could be typed, or earlier queries. */
type Offer = 'none' | 'completions' | 'history';

function errorIn(query: string): QueryError | undefined {
  const parsed = parseQuery(query);
  return parsed.ok ? undefined : parsed.error;
}

/** The query: typed, completed, judged and answered as it grows. */
export function FilterBox() {
  const services = useServices();
  const { workspace } = services;
  const draft = useWorkspace((state) => state.draft);
  const error = useWorkspace((state) => state.queryError);
  const saving = useWorkspace((state) => state.dialog?.kind === 'save-filter');
  const tags = useLive(readTags, []) ?? [];
  const totals = useLive(readTotals, []);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const layers = useRef<HTMLDivElement>(null);
  const id = useId();
  const [focused, setFocused] = useState(false);
  const [offer, setOffer] = useState<Offer>('none');
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(-1);

  const known = useKnownValues(focused && offer === 'completions' && knownFieldAt(draft, caret) !== undefined);
  const suggestions: readonly Suggestion[] = useMemo(() => {
    if (offer === 'history') return queryHistory().map((query) => ({ label: query, insert: query, from: 0, to: draft.length }));
    return offer === 'completions' ? completions(draft, caret, tags, known) : [];
  }, [offer, draft, caret, tags, known]);
  const listed = focused && suggestions.length > 0;
  // the answer that found an error may be to an earlier draft
  const wrong = useMemo(() => (error === undefined ? undefined : errorIn(draft)), [error, draft]);

  const close = (): void => {
    setOffer('none');
    setActive(-1);
  };
  const type = (text: string, at: number): void => {
    workspace.set({ draft: text });
    setCaret(at);
    setActive(-1);
    setOffer(at > 0 && !/\s/u.test(text.charAt(at - 1)) ? 'completions' : 'none');
  };
  const choose = (index: number): void => {
    const suggestion = suggestions[index];
    if (suggestion === undefined) return;
    // a field asks for its value next; anything else is done with
    const goesOn = suggestion.kind === 'field';
    const text = `${draft.slice(0, suggestion.from)}${suggestion.insert}${draft.slice(suggestion.to)}`;
    const at = suggestion.from + suggestion.insert.length;
    workspace.set({ draft: text });
    setCaret(at);
    setActive(-1);
    setOffer(goesOn ? 'completions' : 'none');
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at));
  };
  const remember = (): void => {
    if (errorIn(draft) === undefined) rememberQuery(draft);
  };

  const showAnswer = (): void => {
    const { view, result, query } = workspace.get();
    // while comments are coded, or the answer is on its way, the list stays, as words in context and counts do; from elsewhere there must be one
    if (view === 'coding' || view === 'context' || view === 'counts' || draft.trim() === '') return;
    const list = listFor(view, query === draft ? result : undefined);
    if (list !== view) workspace.set({ view: list, selected: new Set() });
  };

  const onPaste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const search = readLink(event.clipboardData.getData('text'));
    if (search === undefined) return;
    event.preventDefault();
    close();
    showSearch(workspace, search);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (offer === 'none') {
        setCaret(event.currentTarget.selectionStart ?? 0);
        setOffer(draft === '' && queryHistory().length > 0 ? 'history' : 'completions');
      } else if (suggestions.length > 0) {
        setActive(active === -1 && step === -1 ? suggestions.length - 1 : (active + step + suggestions.length) % suggestions.length);
      }
    } else if (event.key === 'Tab' && listed && !event.shiftKey && offer === 'completions') {
      event.preventDefault();
      choose(Math.max(active, 0));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const linked = readLink(draft);
      if (listed && active >= 0) choose(active);
      else if (linked !== undefined) showSearch(workspace, linked);
      else {
        remember();
        close();
        event.currentTarget.blur();
        showAnswer();
      }
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (listed) close();
      else if (draft !== '') workspace.set({ draft: '' });
      else event.currentTarget.blur();
    }
  };

  const around = wrong && aroundWrong(draft, wrong.at);
  return (
    <search className={styles.box} ref={box}>
      <Icon name="search" />
      <div className={styles.text}>
        <div ref={layers} aria-hidden="true">
          <div className={styles.layer}>
            {queryPieces(draft).map((piece, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
              <span key={index} className={[styles[piece.kind], piece.negated ? styles.not : ''].join(' ')}>
                {piece.text}
              </span>
            ))}
          </div>
          {around && (
            <div className={styles.layer}>
              <span className={styles.hidden}>{around.before}</span>
              <span className={styles.wrong}>{around.wrong}</span>
            </div>
          )}
        </div>
        <input
          ref={input}
          id={FILTER_BOX}
          className={styles.input}
          role="combobox"
          aria-label="Search"
          aria-expanded={listed}
          aria-controls={`${id}-list`}
          aria-activedescendant={listed && active >= 0 ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          aria-invalid={wrong !== undefined}
          aria-describedby={wrong && (focused || listed) ? `${id}-wrong` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={totals?.sources === 0 ? 'Search will work here once there is something to find' : 'Words, "phrases", tag:…, is:untagged, in:comments'}
          value={draft}
          onChange={(event) => type(event.target.value, event.target.selectionStart ?? event.target.value.length)}
          onScroll={(event) => {
            if (layers.current) layers.current.style.transform = `translateX(${-event.currentTarget.scrollLeft}px)`;
          }}
          onFocus={() => setFocused(true)}
          onBlur={() => {
            setFocused(false);
            close();
            remember();
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
      </div>
      <ResultCounts />
      {draft !== '' && <IconButton small icon="x" label="Clear the search" onClick={() => workspace.set({ draft: '' })} />}
      <IconButton
        small
        icon="bookmark"
        label={`Save as filter (${keyText('mod+s')})`}
        disabled={draft.trim() === '' || wrong !== undefined}
        onClick={() => workspace.set({ dialog: { kind: 'save-filter' } })}
      />
      <IconButton
        small
        icon="link"
        label={`Copy link to this search (${keyText('mod+shift+l')})`}
        disabled={draft.trim() === '' || wrong !== undefined}
        onClick={() =>
          perform(services, async () => {
            await navigator.clipboard.writeText(linkToShown(workspace.get()));
            say(services, 'Copied the link to this search.');
          })
        }
      />
      <IconButton
        small
        icon="history"
        label="Earlier searches"
        disabled={queryHistory().length === 0}
        onClick={() => {
          input.current?.focus();
          setOffer('history');
        }}
      />
      <IconButton small icon="circle-question-mark" label="What can be searched for" onClick={() => workspace.set({ dialog: { kind: 'query-help' } })} />
      {saving && <SaveFilter anchor={box} />}
      {listed && (
        <Popover key="list" anchor={box} className={styles.pop}>
          <SuggestionList
            id={`${id}-list`}
            rowId={(index) => `${id}-${index}`}
            history={offer === 'history'}
            rows={suggestions}
            active={active}
            onChoose={choose}
            onForget={() => {
              forgetQueries();
              close();
            }}
          />
          {wrong && <QueryProblem id={`${id}-wrong`} error={wrong} />}
        </Popover>
      )}
      {focused && !listed && wrong && (
        <Popover key="wrong" anchor={box} role="status" className={styles.pop}>
          <QueryProblem id={`${id}-wrong`} error={wrong} />
        </Popover>
      )}
    </search>
  );
}

/** How much the query found; each number opens its list. */
function ResultCounts() {
  const { workspace } = useServices();
  const result = useWorkspace((state) => state.result);
  if (result === undefined || result.query.trim() === '') return null;
  const articles = result.articles.length;
  const comments = result.comments.length;
  // more may be found in what is not indexed yet
  const whole = result.unindexed === 0;
  const lacking = whole ? '' : ` so far, ${plural(result.unindexed, 'article')} not indexed yet`;
  const text = (count: number): string => `${whole ? '' : '≥ '}${formatNumber(count)}`;
  return (
    <span className={styles.counts}>
      <Count
        n={articles}
        text={text(articles)}
        label={`${plural(articles, 'article')} found${lacking}, open the list`}
        onOpen={() => workspace.set({ view: 'articles', selected: new Set() })}
      />{' '}
      {articles === 1 ? 'article' : 'articles'},{' '}
      <Count
        n={comments}
        text={text(comments)}
        label={`${plural(comments, 'comment')} found${lacking}, open the list`}
        onOpen={() => workspace.set({ view: 'comments', selected: new Set() })}
      />{' '}
      {comments === 1 ? 'comment' : 'comments'}
    </span>
  );
}
