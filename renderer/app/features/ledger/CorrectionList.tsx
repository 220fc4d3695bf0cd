import type { Correction, Source } from '../../../../corpus/records.ts';
import { useServices } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { CoverageKey } from '../../ui/CoverageBar.tsx';
import { formatNumber } from '../../ui/format.ts';
import text from '../../ui/text.module.css';
import type { SourceLines } from '../reading/source-lines.ts';
import styles from './CorrectionList.module.css';
import { classWords } from './correcting.ts';
import { firstWords } from './ledger.ts';
import { proposeCorrections } from './propose.ts';

interface CorrectionListProps {
  readonly source: Source;
  readonly lines: SourceLines;
  readonly corrections: readonly Correction[];
}

/** What the analyst said of this source, against the parser; each can be shown and taken back. */
export function CorrectionList({ source, lines, corrections }: CorrectionListProps) {
  const { workspace } = useServices();
  if (corrections.length === 0) return null;
  return (
    <section className={styles.corrections} aria-label="Your corrections">
      <h3 className={text.cap}>Your corrections</h3>
      <ul>
        {corrections.map((correction) => {
          const words = firstWords(lines, correction.bytes, 60);
          return (
            <li key={correction.bytes.join('-')}>
              <button type="button" className={styles.show} onClick={() => workspace.set({ ledgerSelection: { source: source.id, bytes: correction.bytes } })}>
                <span className={styles.byte}>{formatNumber(correction.bytes[0])}</span>
                <CoverageKey name={correction.class} />
                <span>{classWords(correction)}</span>
                <span className={`${styles.words} ${text.ellipsis}`}>{words}</span>
              </button>
              <Button
                small
                tone="ghost"
                icon="undo-2"
                aria-label={`Take back: ${classWords(correction)}, ${words}`}
                onClick={() =>
                  proposeCorrections(
                    workspace,
                    source.id,
                    corrections.filter((other) => other !== correction),
                  )
                }
              >
                Take back
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
