import { RowHeights } from './row-heights.ts';

/**
 * How high a list may be in px. Chromium draws nothing below 33,554,432, and moves by whole px only as far as a float32 counts them. Of a higher list the
 * scrollbar stands for more than it is high.
 */
export const CEILING = 15_000_000;
/** A move of the scrollbar by more views than this is no rolling but a pull at the bar: the list goes where the bar says. */
const PULL = 3;

export type Align = 'auto' | 'start' | 'center';

/** A row and where its top stands below the top of the view; negative where it begins above. */
export interface Anchor {
  readonly index: number;
  readonly screen: number;
}

/**
 * Where a list has been scrolled to. `offset` is what has gone by above the view, the head included, as if there were no ceiling; `scroll` what the scrollbar
 * says. Near where it is, the list moves as the bar does, by `shift` elsewhere than the bar says; `settled` brings the two together. All in px.
 */
export class ListPlace {
  heights: RowHeights;
  head = 0;
  /** Room below the last row. */
  foot = 0;
  view = 0;
  scroll = 0;
  offset = 0;

  constructor(count: number, estimate: number) {
    this.heights = new RowHeights(count, estimate);
  }

  /** How far what is drawn stands above where it would with the bar and the list in step. */
  get shift(): number {
    return this.offset - this.scroll;
  }

  /** How high the head, all rows and the room below them are. */
  get whole(): number {
    return this.head + this.heights.total + this.foot;
  }

  /** The height the scrollbar goes over. */
  get drawn(): number {
    return Math.min(this.whole, CEILING);
  }

  get lastOffset(): number {
    return Math.max(0, this.whole - this.view);
  }

  get lastScroll(): number {
    return Math.max(0, this.drawn - this.view);
  }

  /** The bar has been moved, by whatever. */
  scrolled(to: number): void {
    const by = to - this.scroll;
    if (by === 0) return;
    this.scroll = to;
    const moved = this.offset + by;
    if (Math.abs(by) > PULL * this.view) this.offset = this.#offsetOf(to);
    // whoever brings the bar to its end means the end of the list, though the two may be a little apart
    else if (to <= 0 && moved <= this.view) this.offset = 0;
    else if (to >= this.lastScroll && moved >= this.lastOffset - this.view) this.offset = this.lastOffset;
    else this.offset = this.#held(moved);
  }

  /** Whether what the bar says and where the list is have come so far apart that the bar is in the way: it is at its end, and the list is not. */
  get stuck(): boolean {
    return (this.scroll <= 0 && this.offset > 0) || (this.scroll >= this.lastScroll && this.offset < this.lastOffset);
  }

  /** Where the bar should stand for where the list is. */
  get settled(): number {
    const { lastOffset, lastScroll } = this;
    if (lastOffset === lastScroll) return this.offset;
    return lastOffset === 0 ? 0 : (this.offset / lastOffset) * lastScroll;
  }

  /** The rows in view, half-open. */
  shown(): readonly [from: number, to: number] {
    const { count } = this.heights;
    const top = this.offset - this.head;
    if (count === 0 || this.view === 0 || top + this.view <= 0) return [0, 0];
    const from = this.heights.at(Math.max(0, top));
    let to = from;
    for (let y = this.heights.top(from); to < count && y < top + this.view; to++) y += this.heights.height(to);
    return [from, to];
  }

  /** Where a row begins, below the top of the view. */
  screenOf(index: number): number {
    return this.head + this.heights.top(index) - this.offset;
  }

  /** The row that is to stay where it is: `held` where it is in view, else the first in view; undefined where only the head is. */
  anchor(held?: number): Anchor | undefined {
    const [from, to] = this.shown();
    if (from === to) return undefined;
    const index = held !== undefined && held >= from && held < to ? held : from;
    return { index, screen: this.screenOf(index) };
  }

  /** Brings a row back to where it stood. */
  keep({ index, screen }: Anchor): void {
    this.offset = this.#held(this.head + this.heights.top(index) - screen);
  }

  /** Whether all of a row is in view, or as much of it as fits. */
  isWholly(index: number): boolean {
    const top = this.screenOf(index);
    return top >= -0.5 && (top + this.heights.height(index) <= this.view + 0.5 || top < 0.5);
  }

  /** Brings a row into view: to its top, its middle, or the nearest edge; `auto` leaves one that is in view where it is. */
  aim(index: number, align: Align): void {
    const top = this.head + this.heights.top(index);
    const height = this.heights.height(index);
    if (align === 'auto' && this.isWholly(index)) return;
    // one higher than the view begins at its top
    const below = align === 'auto' && top > this.offset && height < this.view;
    const to = align === 'center' ? top - (this.view - height) / 2 : below ? top + height - this.view : top;
    this.offset = this.#held(to);
  }

  /** Once heights, head or view are others: no further than the end. */
  hold(): void {
    this.offset = this.#held(this.offset);
  }

  #held(offset: number): number {
    return Math.max(0, Math.min(offset, this.lastOffset));
  }

  #offsetOf(scroll: number): number {
    const { lastOffset, lastScroll } = this;
    if (lastScroll === 0) return 0;
    return this.#held(lastOffset === lastScroll ? scroll : (scroll / lastScroll) * lastOffset);
  }
}
