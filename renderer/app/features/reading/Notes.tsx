import type { Note, TargetId } from '../../../../corpus/records.ts';
import { useServices } from '../../state/context.tsx';
import { formatDay } from '../../ui/format.ts';
import styles from './Notes.module.css';

/** The analyst's notes on a record; each opens for editing. */
export function Notes({ notes, target }: { readonly notes: readonly Note[]; readonly target: TargetId }) {
  const { workspace } = useServices();
  if (notes.length === 0) return null;
  return (
    <div className={styles.notes}>
      {notes.map((note) => (
        <button key={note.id} type="button" className={styles.note} title="Edit the notes" onClick={() => workspace.set({ dialog: { kind: 'note', target } })}>
          {note.text}
          <span className={styles.by}>note, {formatDay(note.at)}</span>
        </button>
      ))}
    </div>
  );
}
