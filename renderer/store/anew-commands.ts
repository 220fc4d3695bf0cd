import type { LibraryCommands } from './commands.ts';
import type { LibraryDatabase } from './database.ts';
import type { History } from './history.ts';
import { inParts } from './parts.ts';
import { replaceSources } from './read-anew.ts';
import { quoted } from './words.ts';

/** Commands on what sources read as. */
export function anewCommands(history: History, db: LibraryDatabase): Pick<LibraryCommands, 'noteParser' | 'readAnew'> {
  return {
    async noteParser(sources, parser) {
      await inParts(sources, (part) => db.sources.where('id').anyOf(part).modify({ parser }));
    },
    async readAnew(sources, undoable = sources.length === 1) {
      const [first] = sources;
      if (first === undefined) return;
      await history.anew(async (tables) => {
        const images = await replaceSources(tables, sources);
        const label = `${first.corrections === undefined ? 'reading anew of' : 'correction of'} ${quoted(first.parsed.name)}`;
        return undoable && images ? { label, images } : undefined;
      });
    },
  };
}
