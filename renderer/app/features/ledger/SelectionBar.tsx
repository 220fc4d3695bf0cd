import type { Correction, Source } from '../../../../corpus/records.ts';
import { useServices, useWorkspace } from '../../state/context.tsx';
import { runCommand } from '../../state/keyboard.ts';
import { Button } from '../../ui/Button.tsx';
import { CoverageKey } from '../../ui/CoverageBar.tsx';
import { formatBytes, formatNumber } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import text from '../../ui/text.module.css';
import { BLOCK_NAMES } from '../reading/block-names.ts';
import { commands } from './commands.ts';
import { CLASSES, classesIn, correctionsOn, KINDS, whoSays } from './correcting.ts';
import styles from './SelectionBar.module.css';

interface SelectionBarProps {
  readonly source: Source;
  readonly corrections: readonly Correction[];
}

/** The selected text of a source: what it is, who says so, and what the analyst can say it is. */
export function SelectionBar({ source, corrections }: SelectionBarProps) {
  const services = useServices();
  const { workspace } = services;
  const shared = useWorkspace((state) => state.ledgerSelection);
  const kind = useWorkspace((state) => state.ledgerKind ?? 'paragraph');
  const bytes = shared?.source === source.id ? shared.bytes : undefined;
  const run = (id: string): void => {
    const command = commands.find((each) => each.id === id);
    if (command) void runCommand(command, services);
  };
  const classes = bytes === undefined ? [] : classesIn(source.ledger, bytes);
  const own = bytes === undefined ? [] : correctionsOn(corrections, bytes);
  return (
    <section className={styles.bar} aria-label="Selected text">
      <p id="ledger-hint" className={bytes === undefined ? styles.hint : text.hidden}>
        Click a run to select it, or drag over text; from the keyboard <Kbd keys="enter" /> takes the run at the caret, Shift and the arrows any text.
      </p>
      <div className={styles.head}>
        <p className={bytes === undefined ? text.hidden : styles.what} aria-live="polite">
          {bytes !== undefined && (
            <>
              <b>
                Bytes {formatNumber(bytes[0])}–{formatNumber(bytes[1])}
              </b>
              , {formatBytes(bytes[1] - bytes[0])}: {whoSays(source, corrections, bytes)}.
            </>
          )}
        </p>
        {own.length > 0 && (
          <Button small icon="undo-2" onClick={() => run('ledger-take-back')}>
            {own.length === 1 ? 'Take back' : `Take back all ${formatNumber(own.length)}`} <Kbd keys="x" />
          </Button>
        )}
        {(classes.includes('article') || classes.includes('comment')) && (
          <Button small icon="external-link" onClick={() => run('ledger-open')}>
            Open in the reader <Kbd keys="o" />
          </Button>
        )}
      </div>
      {bytes !== undefined && (
        <div className={styles.acts}>
          <span>It is</span>
          {CLASSES.map((name) => (
            <span key={name} className={styles.act}>
              <Button small disabled={classes.length === 0} onClick={() => run(`ledger-${name}`)}>
                <CoverageKey name={name} />
                {name} <Kbd keys={name[0] ?? ''} />
              </Button>
              {name === 'article' && (
                <select
                  className={styles.kind}
                  aria-label="Kind of block"
                  value={kind}
                  onChange={(event) => workspace.set({ ledgerKind: KINDS.find((each) => each === event.target.value) })}
                >
                  {KINDS.map((each) => (
                    <option key={each} value={each}>
                      {BLOCK_NAMES[each]}
                    </option>
                  ))}
                </select>
              )}
            </span>
          ))}
        </div>
      )}
    </section>
  );
}
