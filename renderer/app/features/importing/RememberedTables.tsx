import { useState } from 'react';
import type { LibraryReader } from '../../../store/reader.ts';
import { useLive, useServices } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { formatDay } from '../../ui/format.ts';
import { perform } from '../tagging/actions.ts';
import { meaningsInWords } from './mapping-draft.ts';
import styles from './RememberedTables.module.css';

type Remembered = Awaited<ReturnType<LibraryReader['mappings']>>[number];

/** Tables whose columns somebody has explained, and a way to be asked again. */
export function RememberedTables() {
  const services = useServices();
  const rows = useLive((reader) => reader.mappings(), []);
  // a message at the foot could not be reached from a dialog: what was forgotten last is taken back here
  const [forgotten, setForgotten] = useState<Remembered>();
  const forget = (row: Remembered): void =>
    perform(services, async () => {
      await services.commands.forgetMapping(row.shape);
      setForgotten(row);
    });
  const takeBack = (): void =>
    perform(services, async () => {
      await services.commands.undo();
      setForgotten(undefined);
    });
  if (rows === undefined) return null;
  return (
    <div>
      {rows.length === 0 ? (
        <p className={styles.none}>None. When a table’s columns cannot be guessed, Cuttings asks, and the answer stands here.</p>
      ) : (
        <ul className={styles.list} aria-label="Remembered tables">
          {rows.map((row) => (
            <li key={row.shape}>
              <div className={styles.words}>
                <b>Each row {row.mapping.kind === 'comments' ? 'a comment' : 'an article'}</b> <small>said {formatDay(row.at)}</small>
                <p>{meaningsInWords(row.mapping)}</p>
              </div>
              <Button small aria-label={`Forget ${meaningsInWords(row.mapping)}`} onClick={() => forget(row)}>
                Forget
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div role="status">
        {forgotten && (
          <p className={styles.forgotten}>
            Forgotten: the next such table asks again, unless its columns can be guessed.
            <Button small tone="ghost" onClick={takeBack}>
              Take it back
            </Button>
          </p>
        )}
      </div>
    </div>
  );
}
