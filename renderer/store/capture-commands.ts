import { CuttingsError } from '../../corpus/errors.ts';
import type { LibraryCommands } from './commands.ts';
import type { LibraryDatabase } from './database.ts';
import type { History } from './history.ts';
import { partingOf } from './partings.ts';
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
          others.map((other) => partingOf(capture, other, now())),
        );
        return { label: `not the same article as ${quoted(article.title)}`, value: undefined };
      }, 'partings');
    },
  };
}
