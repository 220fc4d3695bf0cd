import { toFailure } from '../../corpus/errors.ts';
import type { LibraryReader, LibraryScan } from '../store/reader.ts';
import type { SearchReply, SearchRequest } from './protocol.ts';
import { scan } from './scan.ts';

/**
 * Answers requests as they come; only the newest is worth finishing. The library is opened with the first, unless it is being opened
 * already, and again with the next where that failed.
 */
export function searchAnswerer(
  open: () => Promise<LibraryReader & LibraryScan>,
  reply: (answer: SearchReply) => void,
  opening?: Promise<LibraryReader & LibraryScan>,
): (request: SearchRequest) => Promise<void> {
  let newest = 0;
  // the first request tells of a failure; until it comes nobody can hear of it
  opening?.catch(() => undefined);
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
