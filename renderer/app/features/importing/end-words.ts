import type { ImportProgress } from '../../../../preload/contract/app-api.ts';
import { formatNumber, plural } from '../../ui/format.ts';

/** What an import came to, in a line. */
export function endWords({ state, totals, reason }: Pick<ImportProgress, 'state' | 'totals' | 'reason'>): string {
  const came = `${plural(totals.articles, 'article')} and ${plural(totals.comments, 'comment')} are in`;
  const { merged = 0, waiting = 0 } = totals;
  const rest = [
    merged > 0 ? `${plural(merged, 'capture')} joined ${merged === 1 ? 'its article' : 'articles that were there'}` : '',
    totals.known > 0 ? `${formatNumber(totals.known)} known already` : '',
    totals.failed > 0 ? `${plural(totals.failed, 'file')} did not go in` : '',
    waiting > 0 ? `${plural(waiting, 'table')} not read before you say what ${waiting === 1 ? 'its' : 'their'} columns mean, in the report under Imports` : '',
  ]
    .filter((words) => words !== '')
    .join(', ');
  const end = rest === '' ? `${came}.` : `${came}; ${rest}.`;
  if (state === 'cancelled') return `Cancelled. ${end}`;
  if (state === 'failed' || state === 'interrupted') return `The import stopped. ${reason ?? ''} ${end}`.replace(/\s+/gu, ' ');
  return end;
}
