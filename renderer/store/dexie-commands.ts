import { anewCommands } from './anew-commands.ts';
import { captureCommands } from './capture-commands.ts';
import type { LibraryCommands } from './commands.ts';
import type { LibraryDatabase } from './database.ts';
import { filterCommands } from './filter-commands.ts';
import { History } from './history.ts';
import { mappingCommands } from './mapping-commands.ts';
import { noteCommands } from './note-commands.ts';
import { tagCommands } from './tag-commands.ts';
import { taggingCommands } from './tagging-commands.ts';

/** The analyst's commands over the Dexie database, with a history of their own. `now` gives ISO 8601, UTC. */
export function dexieCommands(db: LibraryDatabase, now: () => string): LibraryCommands {
  const history = new History(db);
  return {
    ...tagCommands(history, now),
    ...taggingCommands(history, now),
    ...noteCommands(history, now),
    ...filterCommands(history, now),
    ...captureCommands(history, db, now),
    ...mappingCommands(history),
    ...anewCommands(history, db),
    undo: () => history.step('undo'),
    redo: () => history.step('redo'),
    history: () => history.state(),
    onHistory: (listener) => history.onChange(listener),
  };
}
