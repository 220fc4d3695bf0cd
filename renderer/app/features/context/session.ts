/** Asking for words in context, and keeping the rows on screen until the new ones are there. */
import { CuttingsError } from '../../../../corpus/errors.ts';
import type { ConcordanceRequest } from '../../../search/client.ts';
import type { Services } from '../../state/services.ts';
import { focusRow } from './moving.ts';
import { RowPages } from './row-pages.ts';

/** Rows that are there when a list is first shown. */
const FIRST = 60;

const same = (a: ConcordanceRequest, b: ConcordanceRequest): boolean => a.query === b.query && a.order === b.order && a.words === b.words && a.sort === b.sort;

/**
 * Asks and shows the answer, unless `current` says by then that it is no longer wanted. The row of the keyboard stays where the same was
 * asked before, as after a change of the library. Throws what the search throws, and `CuttingsError` kind `query` for one that cannot be read.
 */
export async function openConcordance(
  { search, workspace }: Pick<Services, 'search' | 'workspace'>,
  request: ConcordanceRequest,
  current: () => boolean,
): Promise<void> {
  const answer = await search.concordance(request);
  if (!current()) return;
  if (!answer.ok) throw new CuttingsError('query', answer.error.message);
  const rows = new RowPages(answer.value);
  const { context, contextRow } = workspace.get();
  const at = context !== undefined && same(context.request, request) ? (contextRow ?? 0) : 0;
  // with their rows at once: a list that is empty for a moment would flicker after every tag
  await rows.load(Math.max(0, at - FIRST / 2), at + FIRST);
  if (!current()) return;
  workspace.set({ context: { request, rows } });
  await focusRow(workspace, at);
}
