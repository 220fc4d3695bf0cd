import { type Align, type Anchor, ListPlace } from './list-place.ts';
import { RowHeights } from './row-heights.ts';

export type Key = string | number;

/** The list as it is rendered now. */
export interface ListNow {
  readonly count: number;
  readonly keyOf: (index: number) => Key;
  readonly indexOf?: ((key: Key) => number) | undefined;
  readonly subject?: string | undefined;
  readonly held?: number | undefined;
}

/** Milliseconds without a move of the scrollbar after which nobody is scrolling. */
const STILL = 150;
/** A row that has moved further than this in a list without `indexOf` is not found again. */
const NEARBY = 2_000;
/** Heights that are kept for a list that becomes another. */
const KEPT_HEIGHTS = 20_000;
/** Rows out of view that may be missing before they are made. */
const SPARE = 2;

/** Scrolls a list: the elements to a `ListPlace`. Lists of another length or order, rows of another height and a moved scrollbar all come in here. */
export class ListScroll {
  readonly #place: ListPlace;
  #now: ListNow = { count: 0, keyOf: (index) => index };
  /** What is drawn: rows, half-open, and with how many out of view. */
  #drawn: readonly [from: number, to: number] = [0, 0];
  #overscan = 0;
  /** A row to bring into view, until all that is drawn with it has been measured. */
  #aim: { readonly index: number; readonly align: Align } | undefined;
  /** The held row, where it has been wholly in view. */
  #holding: number | undefined;
  readonly #heightOf = new Map<Key, number>();
  readonly #rows = new Set<HTMLElement>();
  /** Rows whose height has not been taken since they, or their place in the list, are new. */
  readonly #unmeasured = new Set<HTMLElement>();
  #outer: HTMLElement | undefined;
  #inner: HTMLElement | undefined;
  #head: HTMLElement | undefined;
  #width = 0;
  #lastMove = Number.NEGATIVE_INFINITY;
  #stillness: ReturnType<typeof setTimeout> | undefined;
  /** Rows in view, half-open, as last told, and who is told. */
  #inView: readonly [from: number, to: number] = [0, 0];
  #onInView: ((from: number, to: number) => void) | undefined;
  readonly #observer: ResizeObserver;

  /** `renew` renders the list again: at once where rows in view are missing. */
  constructor(
    estimate: number,
    readonly renew: (now: boolean) => void,
  ) {
    this.#place = new ListPlace(0, estimate);
    this.#observer = new ResizeObserver(() => this.#resized());
  }

  /** Told at each render what is listed. Of a list that has become another, a row in view stays where it was. */
  list(now: ListNow): void {
    const place = this.#place;
    const before = this.#now;
    this.#now = now;
    const [from, to] = place.shown();
    const same = now.count === before.count && this.#isSame(before, from, to);
    if (before.subject !== now.subject) {
      this.#reset();
      place.offset = 0;
      this.#aim = undefined;
    } else if (!same) {
      const anchor = this.#found(before, from, to);
      this.#reset(anchor?.index);
      if (anchor) place.keep(anchor);
      else place.hold();
    }
    if (this.#holding !== now.held) this.#holding = undefined;
  }

  /** Whether the rows in view are the same as before, at the same places. */
  #isSame(before: ListNow, from: number, to: number): boolean {
    for (let index = from; index < to; index++) if (before.keyOf(index) !== this.#now.keyOf(index)) return false;
    return true;
  }

  /** A row that was in view, the held one first, where it is now. */
  #found(before: ListNow, from: number, to: number): Anchor | undefined {
    const held = before.held !== undefined && before.held >= from && before.held < to ? [before.held] : [];
    for (const was of [...held, ...Array.from({ length: to - from }, (_, place) => from + place)]) {
      const index = this.#indexOf(before.keyOf(was), was);
      if (index >= 0) return { index, screen: this.#place.screenOf(was) };
    }
    return undefined;
  }

  #indexOf(key: Key, near: number): number {
    const { count, keyOf, indexOf } = this.#now;
    if (near < count && keyOf(near) === key) return near;
    if (indexOf !== undefined) return indexOf(key);
    for (let by = 1; by <= NEARBY; by++) {
      if (near + by < count && keyOf(near + by) === key) return near + by;
      if (near - by >= 0 && near - by < count && keyOf(near - by) === key) return near - by;
    }
    return -1;
  }

  /** Heights of the new list, as far as they are known from the old one. Of a long list only around `near`. */
  #reset(near = 0): void {
    const { count, keyOf } = this.#now;
    const heights = new RowHeights(count, this.#place.heights.estimate);
    this.#place.heights = heights;
    if (this.#heightOf.size > 0) {
      for (let index = Math.max(0, near - NEARBY); index < Math.min(count, near + NEARBY); index++) {
        const known = this.#heightOf.get(keyOf(index));
        if (known !== undefined) heights.set(index, known);
      }
    }
    for (const row of this.#rows) this.#unmeasured.add(row);
  }

  /** The rows to draw, half-open. */
  range(overscan: number): readonly [from: number, to: number] {
    const [from, to] = this.#place.shown();
    this.#overscan = overscan;
    this.#drawn = [Math.max(0, from - overscan), Math.min(this.#now.count, to + overscan)];
    return this.#drawn;
  }

  scrollTo(index: number, align: Align): void {
    // rows that are not there yet are waited for
    this.#aim = { index, align };
    this.#aimed();
    this.#put();
    this.#drawAgain(false);
  }

  /** Brings what is drawn to the middle of the view; what is higher than the view to its top. */
  reveal(element: Element): void {
    const outer = this.#outer;
    if (outer === undefined) return;
    const place = this.#place;
    const { top, height } = element.getBoundingClientRect();
    this.#aim = undefined;
    place.offset += top - outer.getBoundingClientRect().top - Math.max(0, (place.view - height) / 2);
    place.hold();
    this.#put();
    this.#drawAgain(false);
  }

  #aimed(): void {
    if (this.#aim && this.#aim.index < this.#now.count) this.#place.aim(this.#aim.index, this.#aim.align);
  }

  attach(outer: HTMLElement): () => void {
    this.#outer = outer;
    const onScroll = (): void => this.#scrolled();
    outer.addEventListener('scroll', onScroll, { passive: true });
    this.#observer.observe(outer);
    return () => {
      outer.removeEventListener('scroll', onScroll);
      this.#observer.disconnect();
      clearTimeout(this.#stillness);
      this.#stillness = undefined;
      this.#outer = undefined;
    };
  }

  /** Tells which rows, half-open, are in view, now and whenever they are others. */
  watchView(listener: ((from: number, to: number) => void) | undefined): void {
    this.#onInView = listener;
    listener?.(...this.#inView);
  }

  #tell(): void {
    const [from, to] = this.#place.shown();
    if (from === this.#inView[0] && to === this.#inView[1]) return;
    this.#inView = [from, to];
    this.#onInView?.(from, to);
  }

  watchHead(element: HTMLElement | null): void {
    if (this.#head) this.#observer.unobserve(this.#head);
    this.#head = element ?? undefined;
    if (element) this.#observer.observe(element);
  }

  watchInner(element: HTMLElement | null): void {
    this.#inner = element ?? undefined;
  }

  watchRow(element: HTMLElement): () => void {
    this.#rows.add(element);
    this.#unmeasured.add(element);
    this.#observer.observe(element);
    return () => {
      this.#rows.delete(element);
      this.#unmeasured.delete(element);
      this.#observer.unobserve(element);
    };
  }

  /** After a render: measures what is new, puts all in its place, and renders again where that leaves rows out. */
  placed(): void {
    this.#measure(this.#unmeasured);
    this.#aimed();
    this.#put();
    if (!this.#drawAgain(false) && this.#now.count > 0) this.#aim = undefined;
    const { held } = this.#now;
    const [from, to] = this.#place.shown();
    this.#holding = held !== undefined && held >= from && held < to && this.#place.isWholly(held) ? held : undefined;
  }

  /** Takes heights: of the view, the head, and these rows. What is in view stays where it is. */
  #measure(rows: Iterable<HTMLElement>): void {
    const place = this.#place;
    const outer = this.#outer;
    if (outer === undefined) return;
    const anchor = place.anchor(this.#now.held);
    const atEnd = this.#aim === undefined && place.offset > 0 && place.offset >= place.lastOffset;
    let changed = false;
    // rows are as high as they are wide: what was measured at another width is worth nothing
    const width = outer.clientWidth;
    const measured = width === this.#width ? [...rows] : [...this.#rows];
    if (width !== this.#width) {
      if (this.#width > 0) {
        this.#heightOf.clear();
        place.heights = new RowHeights(this.#now.count, place.heights.estimate);
      }
      this.#width = width;
      place.foot = Number.parseFloat(getComputedStyle(outer).paddingBottom);
      changed = true;
    }
    place.view = outer.clientHeight;
    const head = this.#head?.offsetHeight ?? 0;
    if (head !== place.head) {
      place.head = head;
      changed = true;
    }
    if (this.#heightOf.size > KEPT_HEIGHTS) this.#heightOf.clear();
    for (const row of measured) {
      const index = Number(row.dataset.index);
      const { height } = row.getBoundingClientRect();
      this.#unmeasured.delete(row);
      // a pane that is not shown has no heights
      if (height === 0 || index >= this.#now.count) continue;
      this.#heightOf.set(this.#now.keyOf(index), height);
      if (place.heights.set(index, height)) changed = true;
    }
    if (!changed) return;
    if (anchor) place.keep(anchor);
    else place.hold();
    if (this.#aim) this.#aimed();
    else if (this.#holding !== undefined && this.#holding < this.#now.count) place.aim(this.#holding, 'auto');
    else if (atEnd) place.offset = place.lastOffset;
  }

  /** Puts what is drawn where it belongs, and the scrollbar in step with it unless somebody is moving it. */
  #put(): void {
    const place = this.#place;
    const outer = this.#outer;
    const inner = this.#inner;
    if (outer === undefined || inner === undefined) return;
    const height = `${Math.max(0, place.drawn - place.head - place.foot)}px`;
    const still = performance.now() - this.#lastMove > STILL;
    let look = still;
    if (inner.style.height !== height) {
      inner.style.height = height;
      look = true;
    }
    if (still || place.stuck) {
      const bar = place.settled;
      if (Math.abs(bar - place.scroll) > 0.5) {
        outer.scrollTop = bar;
        look = true;
      }
    }
    // what the bar says in the end: a list that has become shorter takes it along, and whole px are all it knows. To look is a layout, so who scrolls is spared it
    if (look) place.scroll = outer.scrollTop;
    if (still && place.lastOffset === place.lastScroll && Math.abs(place.shift) < 1) place.offset = place.scroll;
    const { shift } = place;
    const rows = inner.firstElementChild;
    if (rows instanceof HTMLElement) rows.style.transform = `translateY(${place.heights.top(this.#drawn[0]) - shift}px)`;
    if (this.#head) this.#head.style.transform = shift === 0 ? '' : `translateY(${-shift}px)`;
    this.#tell();
  }

  /** Renders again where rows are missing; gives whether it does. */
  #drawAgain(now: boolean): boolean {
    const [from, to] = this.#place.shown();
    const [first, end] = this.#drawn;
    const missing = from < first || to > end;
    const spare = Math.min(SPARE, this.#overscan);
    const soon = Math.max(0, from - spare) < first || Math.min(this.#now.count, to + spare) > end;
    if (missing || soon) this.renew(missing && now);
    return missing || soon;
  }

  #scrolled(): void {
    const outer = this.#outer;
    if (outer === undefined || outer.scrollTop === this.#place.scroll) return;
    this.#lastMove = performance.now();
    this.#aim = undefined;
    this.#holding = undefined;
    this.#place.scrolled(outer.scrollTop);
    if (!this.#drawAgain(true) || this.#place.stuck) this.#put();
    this.#stillness ??= setTimeout(this.#rested, STILL + 20);
  }

  /** Nobody may have scrolled for a while; one timer for all moves that follow each other. */
  readonly #rested = (): void => {
    const left = this.#lastMove + STILL + 20 - performance.now();
    this.#stillness = left > 1 ? setTimeout(this.#rested, left) : undefined;
    if (this.#stillness === undefined) this.placed();
  };

  #resized(): void {
    this.#measure(this.#rows);
    this.#put();
    this.#drawAgain(true);
  }
}
