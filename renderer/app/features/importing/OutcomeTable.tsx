import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useRef } from 'react';
import type { FileOutcome } from '../../../../corpus/records.ts';
import { useServices } from '../../state/context.tsx';
import { Count } from '../../ui/Count.tsx';
import { CoverageBar, coverageWords } from '../../ui/CoverageBar.tsx';
import { cx } from '../../ui/cx.ts';
import { plural } from '../../ui/format.ts';
import { showQuery, sourceQuery } from '../filtering/show.ts';
import { showInLedger } from '../ledger/show.ts';
import styles from './OutcomeTable.module.css';
import { outcomeWords } from './report.ts';

/** Heights of a row and of the head, in px; as in the style sheet. */
const ROW = 30;
const HEAD = 28;

interface OutcomeTableProps {
  readonly outcomes: readonly FileOutcome[];
  /** The report the table is in scrolls, not the table. */
  readonly scroller: RefObject<HTMLElement | null>;
}

/** Every file of an import and what it came to; only the rows on screen exist. */
export function OutcomeTable({ outcomes, scroller }: OutcomeTableProps) {
  const table = useRef<HTMLTableElement>(null);
  const virtual = useVirtualizer({
    count: outcomes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollMargin: (table.current?.offsetTop ?? 0) + HEAD,
  });
  const items = virtual.getVirtualItems();
  const margin = virtual.options.scrollMargin;
  const above = (items[0]?.start ?? margin) - margin;
  const below = virtual.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin);
  return (
    <table ref={table} className={styles.table} aria-label="Files of this import" aria-rowcount={outcomes.length + 1}>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" className={styles.file}>
            File
          </th>
          <th scope="col" className={styles.outcomes}>
            Outcome
          </th>
          <th scope="col" className={cx(styles.number, styles.right)}>
            Articles
          </th>
          <th scope="col" className={cx(styles.number, styles.right)}>
            Comments
          </th>
          <th scope="col" className={cx(styles.number, styles.right)}>
            Known
          </th>
          <th scope="col" className={styles.coverage}>
            Coverage
          </th>
          <th scope="col" className={cx(styles.layout, styles.wide)}>
            Layout, encoding
          </th>
          <th scope="col">To look at</th>
        </tr>
      </thead>
      <tbody>
        <Gap height={above} />
        {items.map((item) => {
          const outcome = outcomes[item.index];
          return (
            outcome && (
              <tr key={item.key} aria-rowindex={item.index + 2} className={styles.row}>
                <OutcomeCells outcome={outcome} />
              </tr>
            )
          );
        })}
        <Gap height={below} />
      </tbody>
    </table>
  );
}

/** Stands for the rows that are not on screen. */
function Gap({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr className={styles.gap}>
      <td style={{ height }} />
    </tr>
  );
}

interface AmountProps {
  readonly n: number;
  readonly kind: 'article' | 'comment';
  readonly outcome: FileOutcome;
  /** Those that other captures had shown already. */
  readonly known?: boolean;
}

/** How many a file holds; opens them. */
function Amount({ n, kind, outcome, known }: AmountProps) {
  const { workspace } = useServices();
  const { source } = outcome;
  if (n === 0 || source === undefined) return '–';
  return (
    <Count
      n={n}
      label={`${plural(n, kind)} of ${outcome.name}${known ? ', shown by other captures already' : ''}, open the list`}
      onOpen={() => showQuery(workspace, sourceQuery(source), `${kind}s`)}
    />
  );
}

/** What became of a file's bytes; opens it in the ledger. */
function Coverage({ outcome: { coverage, source, name } }: { readonly outcome: FileOutcome }) {
  const { workspace } = useServices();
  if (coverage === undefined) return null;
  if (source === undefined) return <CoverageBar coverage={coverage} />;
  const label = `Show ${name} in the ledger, ${coverageWords(coverage)}`;
  return (
    <button type="button" className={styles.open} aria-label={label} title={label} onClick={() => showInLedger(workspace, source)}>
      <CoverageBar coverage={coverage} />
    </button>
  );
}

function OutcomeCells({ outcome }: { readonly outcome: FileOutcome }) {
  const words = outcomeWords(outcome);
  const look = outcome.error?.title ?? outcome.warnings.map((warning) => warning.message).join(' ');
  return (
    <>
      <td className={styles.name} title={outcome.path}>
        <bdi>{outcome.name}</bdi>
      </td>
      <td>
        <span className={cx(styles.outcome, outcome.result === 'failed' && styles.failed)}>
          <i
            className={cx(styles.mark, outcome.result !== 'failed' && styles[outcome.result === 'new' && words !== 'new' ? 'guessed' : outcome.result])}
            aria-hidden="true"
          />
          {words}
        </span>
      </td>
      <td className={styles.right}>
        <Amount n={outcome.articles.length} kind="article" outcome={outcome} />
      </td>
      <td className={styles.right}>
        <Amount n={outcome.comments} kind="comment" outcome={outcome} />
      </td>
      <td className={styles.right}>
        <Amount n={outcome.knownComments ?? 0} kind="comment" outcome={outcome} known />
      </td>
      <td>
        <Coverage outcome={outcome} />
      </td>
      <td className={cx(styles.muted, styles.wide)} title={outcome.layoutReason}>
        {outcome.layout}
        {outcome.encoding !== undefined && `, ${outcome.encoding}`}
      </td>
      <td className={look === '' ? styles.muted : styles.look} title={look === '' ? undefined : look}>
        {look === '' ? 'nothing' : look}
      </td>
    </>
  );
}
