import { CuttingsError } from '../../corpus/errors.ts';
import type { ArticleId, Parting } from '../../corpus/records.ts';
import type { LibraryCommands } from './commands.ts';
import type { LibraryDatabase } from './database.ts';
import type { History } from './history.ts';
import { quoted } from './words.ts';

/** Commands on what an article is made of. */
export function captureCommands(history: History, db: LibraryDatabase, now: () => string): Pick<LibraryCommands, 'partCapture'> {
  return {
    async partCapture(capture) {
      const article = await db.articles.where('captureIds').equals(capture).first();
      if (article === undefined) throw new CuttingsError('no-target', `There is no capture “${capture}”.`);
      const others = article.captureIds.filter((id) => id !== capture);
      await history.run(async (edit) => {
        await edit.put(
          'partings',
          others.map((other) => parting(capture, other, now())),
        );
        return { label: `not the same article as ${quoted(article.title)}`, value: undefined };
      }, true);
    },
  };
}

function parting(one: ArticleId, other: ArticleId, at: string): Parting {
  const captures: Parting['captures'] = one < other ? [one, other] : [other, one];
  return { id: captures.join(' '), captures, at };
}
