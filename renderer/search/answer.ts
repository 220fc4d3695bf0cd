import { toFailure } from '../../corpus/errors.ts';
import type { LibraryReader, LibraryScan } from '../store/reader.ts';
import type { SearchReply, SearchRequest } from './protocol.ts';
import { scan } from './scan.ts';

/**
 * Answers requests as they come; only the newest is worth finishing. The library is opened with the first, and again with the next where
 * that failed.
 */
export function searchAnswerer(
  open: () => Promise<LibraryReader & LibraryScan>,
  reply: (answer: SearchReply) => void,
): (request: SearchRequest) => Promise<void> {
  let newest = 0;
  let opening: Promise<LibraryReader & LibraryScan> | undefined;
  return async ({ id, query, order }) => {
    newest = id;
    try {
      opening ??= open();
      const outcome = await scan(await opening, query, order, { abandoned: () => newest !== id });
      reply({ id, outcome });
    } catch (error) {
      const failure = toFailure(error);
      if (failure.kind !== 'superseded') opening = undefined;
      reply({ id, failure });
    }
  };
}
