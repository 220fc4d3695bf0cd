import type { ImportTotals } from '../../corpus/records.ts';

export const NO_TOTALS: ImportTotals = { files: 0, articles: 0, merged: 0, comments: 0, known: 0, failed: 0, bytes: 0 };

export function addTotals(a: ImportTotals, b: ImportTotals): ImportTotals {
  const waiting = (a.waiting ?? 0) + (b.waiting ?? 0);
  return {
    files: a.files + b.files,
    articles: a.articles + b.articles,
    merged: (a.merged ?? 0) + (b.merged ?? 0),
    comments: a.comments + b.comments,
    known: a.known + b.known,
    failed: a.failed + b.failed,
    ...(waiting > 0 && { waiting }),
    bytes: a.bytes + b.bytes,
  };
}
