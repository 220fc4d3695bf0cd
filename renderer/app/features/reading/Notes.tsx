import { linkPieces } from '../../../../corpus/query/link.ts';
import type { Note, TargetId } from '../../../../corpus/records.ts';
import { useServices } from '../../state/context.tsx';
import { formatDay } from '../../ui/format.ts';
import { LinkedText } from '../filtering/LinkedText.tsx';
import styles from './Notes.module.css';

/** The analyst's notes on a record; each opens for editing. */
export function Notes({ notes, target }: { readonly notes: readonly Note[]; readonly target: TargetId }) {
  const { workspace } = useServices();
  if (notes.length === 0) return null;
  return (
    <div className={styles.notes}>
      {notes.map((note) => {
        const edit = () => workspace.set({ dialog: { kind: 'note', target } });
        const by = `note, ${formatDay(note.at)}`;
        // a button can hold no links
        return linkPieces(note.text).some(({ search }) => search !== undefined) ? (
          <div key={note.id} className={styles.note}>
            <LinkedText text={note.text} />
            <button type="button" className={styles.by} title="Edit the notes" onClick={edit}>
              {by}
            </button>
          </div>
        ) : (
          <button key={note.id} type="button" className={styles.note} title="Edit the notes" onClick={edit}>
            {note.text}
            <span className={styles.by}>{by}</span>
          </button>
        );
      })}
    </div>
  );
}
