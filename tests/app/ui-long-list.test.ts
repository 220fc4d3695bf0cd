import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CEILING, ListPlace } from '../../renderer/app/ui/list-place.ts';
import { RowHeights } from '../../renderer/app/ui/row-heights.ts';

describe('heights of rows', () => {
  it('are told as if every row had been added up', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000 }),
        fc.array(fc.tuple(fc.nat(1_999), fc.integer({ min: 0, max: 400 })), { maxLength: 60 }),
        fc.array(fc.nat(2_000), { maxLength: 20 }),
        (count, measured, asked) => {
          const heights = new RowHeights(count, 30);
          const plain = Array.from({ length: count }, () => 30);
          for (const [row, height] of measured) {
            if (row >= count) continue;
            expect(heights.set(row, height)).toBe(plain[row] !== height);
            plain[row] = height;
          }
          const tops = [0];
          for (const height of plain) tops.push((tops.at(-1) ?? 0) + height);
          expect(heights.total).toBeCloseTo(tops.at(-1) ?? 0, 6);
          for (const index of asked) {
            if (index > count) continue;
            expect(heights.top(index)).toBeCloseTo(tops[index] ?? 0, 6);
            if (index === count || plain[index] === 0) continue;
            expect(heights.height(index)).toBe(plain[index]);
            const middle = (tops[index] ?? 0) + (plain[index] ?? 0) / 2;
            expect(heights.at(middle)).toBe(index);
          }
          const first = plain.findIndex((height) => height > 0);
          expect(heights.at(0)).toBe(first === -1 ? count - 1 : first);
          expect(heights.at(-5)).toBe(heights.at(0));
          expect(heights.at(1e9)).toBe(count - 1);
        },
      ),
      // a first row without height: a place above the list is in the first row that has one
      { examples: [[2, [[0, 0]], []]] },
    );
  });

  it('are nowhere where there are no rows', () => {
    expect(new RowHeights(0, 30).at(10)).toBe(-1);
    expect(new RowHeights(0, 30).total).toBe(0);
  });

  it('cost nothing for rows that nobody has seen', () => {
    const started = performance.now();
    const heights = new RowHeights(1_200_000, 84);
    for (let row = 0; row < 1_200_000; row += 1_001) heights.set(row, 120);
    expect(heights.at(heights.top(1_199_999) + 1)).toBe(1_199_999);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

function placed(count: number, view = 600, estimate = 84): ListPlace {
  const place = new ListPlace(count, estimate);
  place.view = view;
  return place;
}

describe('a list with a scrollbar that says all', () => {
  it('goes where the bar goes', () => {
    const place = placed(1_000);
    place.scrolled(500);
    expect(place.offset).toBe(500);
    expect(place.shown()).toEqual([5, 14]);
    place.scrolled(80_000);
    expect(place.offset).toBe(80_000);
    expect(place.settled).toBe(80_000);
    expect(place.stuck).toBe(false);
  });

  it('keeps a row where it is when rows above it are other than was thought, and the bar comes after', () => {
    const place = placed(1_000);
    place.scrolled(8_000);
    const anchor = place.anchor();
    if (anchor === undefined) throw new Error('rows are in view');
    place.heights.set(3, 284);
    place.keep(anchor);
    expect(place.screenOf(anchor.index)).toBe(anchor.screen);
    expect(place.shift).toBe(200);
    expect(place.settled).toBe(8_200);
    // at the end of the bar, the end of the list
    place.scrolled(place.lastScroll);
    expect(place.offset).toBe(place.lastOffset);
  });

  it('holds on to the row that is held where it is in view, and to the first in view where it is not', () => {
    const place = placed(1_000);
    place.scrolled(8_000);
    expect(place.anchor(97)?.index).toBe(97);
    expect(place.anchor(3)).toEqual({ index: 95, screen: 95 * 84 - 8_000 });
    place.head = 20_000;
    expect(place.anchor(3)).toBeUndefined();
  });

  it('brings rows into view at the nearest edge, the top or the middle', () => {
    const place = placed(1_000);
    place.aim(500, 'start');
    expect(place.screenOf(500)).toBe(0);
    place.aim(501, 'auto');
    expect(place.screenOf(500)).toBe(0);
    place.aim(510, 'auto');
    expect(place.screenOf(510)).toBe(600 - 84);
    place.aim(499, 'auto');
    expect(place.screenOf(499)).toBe(0);
    place.aim(700, 'center');
    expect(place.screenOf(700)).toBe((600 - 84) / 2);
    place.aim(999, 'start');
    expect(place.offset).toBe(place.lastOffset);
    place.heights.set(20, 2_000);
    place.aim(20, 'auto');
    expect(place.screenOf(20)).toBe(0);
  });
});

describe('a list that is higher than can be drawn', () => {
  it('has a bar that says where in the whole it is', () => {
    const place = placed(1_200_000);
    expect(place.whole).toBe(1_200_000 * 84);
    expect(place.drawn).toBe(CEILING);
    place.scrolled(place.lastScroll);
    expect(place.shown()[1]).toBe(1_200_000);
    place.scrolled(place.lastScroll / 2);
    expect(place.shown()[0]).toBeCloseTo(600_000, -1);
    expect(place.settled).toBeCloseTo(place.scroll, 3);
  });

  it('rolls px by px, never passes an end before the bar does, and comes to every row', () => {
    fc.assert(
      fc.property(fc.nat(1_199_999), fc.array(fc.integer({ min: -900, max: 900 }), { maxLength: 40 }), (index, rolls) => {
        const place = placed(1_200_000);
        place.aim(index, 'start');
        place.scroll = place.settled;
        expect(place.shown()[0]).toBeLessThanOrEqual(index);
        expect(place.shown()[1]).toBeGreaterThan(index);
        for (const by of rolls) {
          const before = place.offset;
          const to = Math.max(0, Math.min(place.scroll + by, place.lastScroll));
          const wanted = before + (to - place.scroll);
          place.scrolled(to);
          expect(place.offset).toBeGreaterThanOrEqual(0);
          expect(place.offset).toBeLessThanOrEqual(place.lastOffset);
          // exactly so far, but for the last view at either end
          if (to > 0 && to < place.lastScroll && wanted >= 0 && wanted <= place.lastOffset) expect(place.offset).toBeCloseTo(wanted, 3);
          if (place.stuck) place.scroll = place.settled;
          expect(place.stuck).toBe(false);
        }
      }),
    );
  });
});
