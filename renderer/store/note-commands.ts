import { CuttingsError } from '../../corpus/errors.ts';
import type { Note, NoteId } from '../../corpus/records.ts';
import { articleOf, isComment } from '../../corpus/targets.ts';
import type { LibraryCommands } from './commands.ts';
import type { Edit } from './edit.ts';
import type { History } from './history.ts';
import { newId } from './ids.ts';

type NoteCommands = Pick<LibraryCommands, 'addNote' | 'editNote' | 'deleteNote'>;

/** Commands on notes. An empty note throws `CuttingsError` kind `note-empty`, one that has gone kind `no-note`. */
export function noteCommands(history: History, now: () => string): NoteCommands {
  const existing = async (edit: Edit, id: NoteId): Promise<Note> => {
    const note = await edit.tables.notes.get(id);
    if (!note) throw new CuttingsError('no-note', 'This note is no longer in the library.');
    return note;
  };
  const where = (note: Note): string => (isComment(note.target) ? 'a comment' : 'an article');

  return {
    addNote: (target, text) =>
      history.run(async (edit) => {
        const note: Note = { id: newId('n'), target, article: articleOf(target), text: checkedText(text), at: now() };
        await edit.add('notes', [note]);
        return { label: `add a note to ${where(note)}`, value: note.id };
      }),

    editNote: (id, text) =>
      history.run(async (edit) => {
        const note = await existing(edit, id);
        const kept = checkedText(text);
        if (kept !== note.text) await edit.put('notes', [{ ...note, text: kept, at: now() }]);
        return { label: `edit the note on ${where(note)}`, value: undefined };
      }),

    deleteNote: (id) =>
      history.run(async (edit) => {
        const note = await existing(edit, id);
        await edit.remove('notes', [note]);
        return { label: `delete the note on ${where(note)}`, value: undefined };
      }),
  };
}

function checkedText(text: string): string {
  const kept = text.trim();
  if (kept === '') throw new CuttingsError('note-empty', 'A note needs words.');
  return kept;
}
