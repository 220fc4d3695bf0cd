/** How fast an import goes and how long it will take. Pure. */
import type { ImportProgress } from '../../../../preload/contract/app-api.ts';
import { plural } from '../../ui/format.ts';

export interface Pace {
  /** Files come to an outcome so far: new, known and failed. */
  readonly done: number;
  /** 0 to 1; absent while the walk is still counting. */
  readonly share?: number;
  /** Files a second; absent in the first half second, when it would only jump. */
  readonly rate?: number;
  /** Seconds; absent until there is a rate and a total. */
  readonly left?: number;
}

/** Milliseconds before a rate means something. */
const SETTLED = 500;

export function paceOf(progress: ImportProgress): Pace {
  const done = progress.totals.files;
  const counted = progress.state !== 'walking' && progress.planned > 0;
  const rate = progress.elapsed >= SETTLED && done > 0 ? done / (progress.elapsed / 1000) : undefined;
  return {
    done,
    ...(counted ? { share: Math.min(1, done / progress.planned) } : {}),
    ...(rate === undefined ? {} : { rate }),
    ...(rate === undefined || !counted ? {} : { left: Math.max(0, progress.planned - done) / rate }),
  };
}

/** “paused; 75 files left”; before the first file was read, how many were found. */
export function pausedWords({ planned, totals: { files } }: Pick<ImportProgress, 'planned' | 'totals'>): string {
  const amount = files === 0 ? planned : Math.max(0, planned - files);
  return `paused; ${plural(amount, 'file')} ${files === 0 ? 'found so far' : 'left'}`;
}

const number = new Intl.NumberFormat();

/** “212 files a second”, “3 files a minute” for slow ones. */
export function rateWords(rate: number): string {
  if (rate >= 1) return `${number.format(Math.round(rate))} files a second`;
  return `${number.format(Math.max(1, Math.round(rate * 60)))} files a minute`;
}

/** “about 32 s left”, “about 4 min left”, “about 2 h 10 min left”. */
export function leftWords(seconds: number): string {
  if (seconds < 1) return 'nearly done';
  if (seconds < 90) return `about ${Math.ceil(seconds)} s left`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `about ${minutes} min left`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return rest === 0 ? `about ${hours} h left` : `about ${hours} h ${rest} min left`;
}
