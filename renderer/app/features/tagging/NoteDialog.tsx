import { useRef, useState } from 'react';
import type { Note, NoteId, TargetId } from '../../../../corpus/records.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { articleOf, isComment } from '../../state/targets.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatMoment } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { LinkedText } from '../filtering/LinkedText.tsx';
import { perform, say } from './actions.ts';
import styles from './NoteDialog.module.css';

/** Writes a note on the record of the dialog, and edits those it has. */
export function NoteDialog() {
  const dialog = useWorkspace((state) => state.dialog);
  return dialog?.kind === 'note' ? <OpenNote key={dialog.target} target={dialog.target} /> : null;
}

function OpenNote({ target }: { readonly target: TargetId }) {
  const services = useServices();
  const { workspace, commands } = services;
  const notes = useLive((reader) => reader.notes([target]), [target]) ?? [];
  const about = useLive(
    async (reader) => {
      if (!isComment(target)) return (await reader.article(articleOf(target)))?.title;
      const comment = await reader.comment(target);
      return comment && `comment ${comment.number ?? ''}${comment.author === undefined ? '' : ` by ${comment.author}`}`;
    },
    [target],
  );
  const [text, setText] = useState('');
  const [editing, setEditing] = useState<NoteId>();
  const field = useRef<HTMLTextAreaElement>(null);
  const close = (): void => workspace.set({ dialog: undefined });

  const save = (): void => {
    const words = text.trim();
    if (words === '') return;
    perform(services, () => (editing === undefined ? commands.addNote(target, words) : commands.editNote(editing, words)));
    close();
  };
  const edit = (note: Note): void => {
    setEditing(note.id);
    setText(note.text);
    field.current?.focus();
  };
  const remove = (note: Note): void =>
    perform(services, async () => {
      await commands.deleteNote(note.id);
      if (editing === note.id) setEditing(undefined);
      say(services, 'Note deleted', { undo: true });
    });

  return (
    <Dialog
      title={editing === undefined ? 'Note' : 'Edit the note'}
      width="small"
      onClose={close}
      footer={
        <>
          <Kbd keys="mod+enter" />
          <span className={styles.grow} />
          <Button tone="ghost" onClick={close}>
            Cancel
          </Button>
          <Button tone="primary" disabled={text.trim() === ''} onClick={save}>
            {editing === undefined ? 'Add the note' : 'Save the note'}
          </Button>
        </>
      }
    >
      {about !== undefined && <p className={styles.to}>on {about}</p>}
      <textarea
        ref={field}
        autoFocus
        className={styles.text}
        aria-label="Text of the note"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
        }}
      />
      {notes.length > 0 && (
        <ul className={styles.older} aria-label="Notes on this record">
          {notes.map((note) => (
            <li key={note.id}>
              <p>
                <LinkedText text={note.text} />
                <small>{formatMoment(note.at)}</small>
              </p>
              <span className={styles.acts}>
                <IconButton small icon="pencil" label="Edit this note" onClick={() => edit(note)} />
                <IconButton small icon="trash-2" label="Delete this note" onClick={() => remove(note)} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
