/** Numbers and dates as the analyst's system writes them. */
import type { StatedTime } from '../../../corpus/records.ts';

const numbers = new Intl.NumberFormat();
const signed = new Intl.NumberFormat(undefined, { signDisplay: 'exceptZero' });
const percents = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });
const finePercents = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const days = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const daysUtc = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const moments = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

/** `1204` → “1,204”. */
export function formatNumber(n: number): string {
  return numbers.format(n);
}

/** `26` → “+26”, `-8` → “−8”, with a true minus sign. */
export function formatRating(n: number): string {
  return signed.format(n).replace('-', '−');
}

/** A share of 1 as a percentage; small ones keep one digit, so that “0%” means nothing at all. */
export function formatShare(share: number): string {
  return share > 0 && share < 0.01 ? finePercents.format(Math.max(share, 0.001)) : percents.format(share);
}

/** Bytes as people read them: “312 B”, “15 kB”, “4.1 MB”. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${formatNumber(bytes)} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 'B';
  for (const next of units) {
    if (value < 1000) break;
    value /= 1000;
    unit = next;
  }
  return `${new Intl.NumberFormat(undefined, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${unit}`;
}

/** Day of a time a page states, as the page's own calendar has it; the page's words where the day is not known. */
export function formatStatedDay(time: StatedTime): string {
  const day = time.at?.match(/^\d{4}-\d{2}-\d{2}/)?.[0];
  return day === undefined ? time.text : daysUtc.format(new Date(`${day}T00:00:00Z`));
}

/** Day of a moment of ours (ISO 8601, UTC), in local time. */
export function formatDay(at: string): string {
  return days.format(new Date(at));
}

/** Day and time of a moment of ours (ISO 8601, UTC), in local time. */
export function formatMoment(at: string): string {
  return moments.format(new Date(at));
}

/** `plural(1, 'comment')` → “1 comment”, `plural(20, 'comment')` → “20 comments”. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${formatNumber(n)} ${n === 1 ? one : many}`;
}

/** `cut('Comment is free', 9)` → “Comment…”: the end is cut, at a space where one is near. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length);
  const space = head.lastIndexOf(' ');
  return `${head.slice(0, space > length * 0.6 ? space : length).trimEnd()}…`;
}

/** A file's name, cut at the front, where names of one folder are alike. */
export function cutFront(name: string, length: number): string {
  return name.length <= length ? name : `…${name.slice(name.length - length + 1)}`;
}
