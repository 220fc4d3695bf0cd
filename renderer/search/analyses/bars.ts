/** The calendar of timelines: which bar a day lies in, and what a bar is called. Days are yyyymmdd with zeros for what is not stated, as `Columns.day` has them. */
import { assertNever } from '../../../corpus/assert.ts';
import type { TimeBar, TimeStep } from '../client.ts';

export type BarFrame = Pick<TimeBar, 'from' | 'to' | 'condition'>;

/** Bars without holes. */
export interface Bars {
  readonly step: TimeStep;
  readonly frames: readonly BarFrame[];
  /** The bar a day lies in; -1 where it is stated less exactly than the step, or lies in none of them. */
  indexOf(day: number): number;
}

/** More are of no use to anybody; a coarser step is taken then. */
const MOST_BARS = 20_000;

const COARSER: Readonly<Record<TimeStep, TimeStep | undefined>> = { day: 'week', week: 'month', month: 'year', year: undefined };

/** Whether a day is stated as exactly as a step needs it. */
export function isExact(day: number, step: TimeStep): boolean {
  if (step === 'year') return day !== 0;
  if (step === 'month') return day % 10_000 >= 100;
  return day % 100 !== 0;
}

/** The bars from that of the day `first` to that of `last`, both exact enough for `step`; of a coarser step where there were more than 20,000. */
export function barsBetween(step: TimeStep, first: number, last: number): Bars {
  const coarser = COARSER[step];
  const [from, to] = [ordinal(first, step), ordinal(last, step)];
  if (to - from >= MOST_BARS && coarser !== undefined) return barsBetween(coarser, first, last);
  return {
    step,
    frames: Array.from({ length: to - from + 1 }, (_, index) => frameOf(from + index, step)),
    indexOf(day) {
      if (!isExact(day, step)) return -1;
      const at = ordinal(day, step);
      return at < from || at > to ? -1 : at - from;
    },
  };
}

/** No bars: nothing is dated. */
export function noBars(step: TimeStep): Bars {
  return { step, frames: [], indexOf: () => -1 };
}

const DAY = 86_400_000;
/** 1 January 1970 was a Thursday: day 4 of its week is a Monday. */
const MONDAY = 3;

/** Steps since some beginning. */
function ordinal(day: number, step: TimeStep): number {
  const year = Math.floor(day / 10_000);
  const month = Math.floor(day / 100) % 100;
  switch (step) {
    case 'year':
      return year;
    case 'month':
      return year * 12 + month - 1;
    case 'week':
      return Math.floor((daysSince1970(year, month, day % 100) + MONDAY) / 7);
    case 'day':
      return daysSince1970(year, month, day % 100);
    default:
      return assertNever(step, 'step');
  }
}

/** Not `Date.UTC`, which takes years below 100 for those of the last century. */
function daysSince1970(year: number, month: number, day: number): number {
  return Math.round(new Date(0).setUTCFullYear(year, month - 1, day) / DAY);
}

function frameOf(at: number, step: TimeStep): BarFrame {
  switch (step) {
    case 'year': {
      const year = padded(at, 4);
      return { from: `${year}-01-01`, to: `${year}-12-31`, condition: `date:${year}` };
    }
    case 'month': {
      const [year, month] = [Math.floor(at / 12), at % 12];
      const name = `${padded(year, 4)}-${padded(month + 1, 2)}`;
      const days = new Date(new Date(0).setUTCFullYear(year, month + 1, 0)).getUTCDate();
      return { from: `${name}-01`, to: `${name}-${padded(days, 2)}`, condition: `date:${name}` };
    }
    case 'week': {
      const monday = at * 7 - MONDAY;
      const [from, to] = [dayName(monday), dayName(monday + 6)];
      return { from, to, condition: `date:${from}..${to}` };
    }
    case 'day': {
      const day = dayName(at);
      return { from: day, to: day, condition: `date:${day}` };
    }
    default:
      return assertNever(step, 'step');
  }
}

function dayName(days: number): string {
  const date = new Date(days * DAY);
  return `${padded(date.getUTCFullYear(), 4)}-${padded(date.getUTCMonth() + 1, 2)}-${padded(date.getUTCDate(), 2)}`;
}

const padded = (value: number, digits: number): string => String(value).padStart(digits, '0');
