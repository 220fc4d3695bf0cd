/** Keeps the result in step with the query, the order and the library. */

import { CuttingsError, toFailure } from '../../../corpus/errors.ts';
import type { ListOrder, SearchResult } from '../../search/client.ts';
import type { LibraryReader } from '../../store/reader.ts';
import { readTaggedTargets, readTotals } from './reads.ts';
import type { Services } from './services.ts';
import { focusOn, type Gap, gapOf, listed } from './targets.ts';

/** How long the search waits for the next key, and for further changes of the library, in milliseconds: about a frame, so that keys that come at once are one query. */
export const TYPING_PAUSE = 20;
export const CHANGE_PAUSE = 150;
/** How long after an answer that lacks what is not indexed yet the question is asked again, in milliseconds. */
export const INDEXING_PAUSE = 1_000;
/** How long after an answer its long lists are put in order to their end, unless something else is searched for, in milliseconds. */
export const ORDER_PAUSE = 100;
/** After a search for changes of others it rests so many times as long as it ran, but no longer than this, in milliseconds: an import needs the machine too. */
const REST = 3;
export const LONGEST_REST = 2_000;

/** The query of a window that opens. */
const EVERYTHING = '';

/**
 * Runs the search when the draft, the order or the library changes, until the returned function is called.
 * An error in the query keeps the last good result; the focused row and the marked rows outlive every run.
 */
export function startSearching(services: Services): () => void {
  const { workspace, search, commands, live } = services;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let opener: ReturnType<typeof setTimeout> | undefined;
  let orderer: ReturnType<typeof setTimeout> | undefined;
  // when the planned search is due, and until when changes of others wait; by `performance.now()`
  let due = 0;
  let rested = 0;
  // a search that typing has superseded may still be ending while the next one runs
  let running = 0;
  let again: 'own' | 'others' | undefined;
  // a change was heard of that no answer is known to have seen
  let heard = true;
  let stopped = false;
  // the query that was asked last
  let asked = EVERYTHING;
  // the order the shown result has
  let shownOrder: ListOrder | undefined;
  // what the first search found, and what the library held when it was first looked at
  let opening: { readonly totals?: Awaited<ReturnType<LibraryReader['totals']>>; readonly result?: SearchResult } = {};

  const run = async (): Promise<void> => {
    timer = undefined;
    clearTimeout(orderer);
    const { draft, order } = workspace.get();
    running += 1;
    again = undefined;
    const asOf = heard ? 'now' : 'lately';
    heard = false;
    let answered = false;
    asked = draft;
    const began = performance.now();
    let lacking = false;
    try {
      const outcome = await search.search(draft, order, asOf);
      answered = true;
      if (stopped || workspace.get().draft !== draft || workspace.get().order !== order) return;
      if (outcome.ok) {
        lacking = outcome.result.unindexed > 0;
        workspace.set({
          gap: gapIn(outcome.result),
          query: draft,
          result: outcome.result,
          answered: outcome.result,
          queryError: undefined,
          searchFailure: undefined,
        });
        // in a task of its own: the list and the reader made together would keep the window from answering
        opener = setTimeout(openFirst);
        const { result } = outcome;
        const { whole } = result;
        if (whole) orderer = setTimeout(() => void takeWhole(result, whole), ORDER_PAUSE);
        if (draft === EVERYTHING && opening.result === undefined) {
          opening = { ...opening, result: outcome.result };
          compareOpening();
        }
      } else {
        workspace.set({ queryError: outcome.error, searchFailure: undefined });
      }
    } catch (error) {
      // a newer search took this one's place, and brings its own answer
      if (error instanceof CuttingsError && error.kind === 'superseded') return;
      if (!stopped) workspace.set({ searchFailure: toFailure(error) });
    } finally {
      heard ||= asOf === 'now' && !answered;
      running -= 1;
      const now = performance.now();
      rested = now + Math.min(LONGEST_REST, REST * (now - began));
      if (again && !stopped) planForChange(again === 'own');
      else if (lacking && !stopped) plan(Math.max(INDEXING_PAUSE, rested - now));
    }
  };

  /** The same in order to its end, where the list is still the one that is shown. */
  const takeWhole = async (shown: SearchResult, whole: () => Promise<SearchResult>): Promise<void> => {
    try {
      const result = await whole();
      if (!stopped && workspace.get().result === shown) workspace.set({ gap: gapIn(result), result });
    } catch (error) {
      if (error instanceof CuttingsError && error.kind === 'superseded') return;
      if (!stopped && workspace.get().result === shown) workspace.set({ searchFailure: toFailure(error) });
    }
  };

  /** The library only grows: other numbers are a change between the first search and the first look at the totals. Once only. */
  const compareOpening = (): void => {
    const { totals, result } = opening;
    if (totals && result && (totals.articles !== result.articles.length || totals.comments !== result.comments.length)) changed();
  };

  /** A row that a change took off the list leaves a place the keyboard goes on from; one that another query does not find leaves none. */
  const gapIn = (result: SearchResult): Gap | undefined => {
    const state = workspace.get();
    const same = state.query === state.draft && shownOrder === state.order;
    shownOrder = state.order;
    return same ? gapOf(listed(state), listed({ view: state.view, result }), state.focused, state.gap) : undefined;
  };

  const openFirst = (): void => {
    const state = workspace.get();
    const first = listed(state).at(0);
    if (state.open === undefined && first !== undefined) focusOn(workspace, first);
  };

  /** One search is planned at a time: the one that is due first. */
  const plan = (pause: number): void => {
    const at = performance.now() + pause;
    if (timer !== undefined && due <= at) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(() => void run(), pause);
  };

  const planForChange = (own: boolean): void => plan(own ? 0 : Math.max(CHANGE_PAUSE, rested - performance.now()));

  /** The library changes many times a second during an import: one run at a time, and one more after it. What the analyst changes waits for no rest. */
  const changed = (own = false): void => {
    heard = true;
    if (running > 0) again = own || again === 'own' ? 'own' : 'others';
    else planForChange(own);
  };

  let { draft, order, view, searchFailure } = workspace.get();
  const unwatch = workspace.subscribe(() => {
    const state = workspace.get();
    const asksAnew = state.draft !== draft || state.order !== order;
    // a failure that the analyst takes away is to be tried again
    const tries = searchFailure !== undefined && state.searchFailure === undefined && running === 0;
    searchFailure = state.searchFailure;
    if (tries && !asksAnew) plan(0);
    if (state.view !== view) {
      view = state.view;
      // what the other query found is not what this view lists: its own answer opens its first row
      if (!asksAnew) openFirst();
    }
    if (!asksAnew) return;
    draft = state.draft;
    order = state.order;
    clearTimeout(timer);
    timer = undefined;
    plan(TYPING_PAUSE);
  });

  const failed = (error: unknown): void => workspace.set({ searchFailure: toFailure(error) });
  /**
   * Hears of changes. The first answer is the state a search sees anyway that is asked after it; one asked before may have seen an older
   * state, and nobody tells of what changed in between.
   */
  const watch = <T>(read: (reader: LibraryReader) => Promise<T>, onFirst: (value: T) => void = () => undefined): (() => void) => {
    let first = true;
    return live(read).subscribe((value) => {
      if (!first || asked !== EVERYTHING) changed();
      else onFirst(value);
      first = false;
    }, failed);
  };
  // what a search depends on; of these, the one for everything depends on the totals alone
  const unlive = [
    watch(readTotals, (totals) => {
      opening = { ...opening, totals };
      compareOpening();
    }),
    watch((reader) => reader.tags()),
    watch(readTaggedTargets),
    commands.onHistory(() => changed(true)),
  ];
  void run();

  return () => {
    stopped = true;
    clearTimeout(timer);
    clearTimeout(opener);
    clearTimeout(orderer);
    unwatch();
    for (const stop of unlive) stop();
  };
}
