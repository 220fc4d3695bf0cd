import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, memo, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { FileOutcome } from '../../../../corpus/records.ts';
import { useServices } from '../../state/context.tsx';
import { Count } from '../../ui/Count.tsx';
import { CoverageBar, coverageWords } from '../../ui/CoverageBar.tsx';
import { cx } from '../../ui/cx.ts';
import { plural } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { showQuery, sourceQuery } from '../filtering/show.ts';
import { showInLedger } from '../ledger/show.ts';
import type { LabelledEvidence } from '../reading/evidence.ts';
import { OutcomeDetails } from './OutcomeDetails.tsx';
import styles from './OutcomeTable.module.css';
import { shownName, steppedRow, type TableLine, tableLines } from './outcome-details.ts';
import { outcomeWords } from './report.ts';

/** Heights of a row and of the head, in px; as in the style sheet. */
const ROW = 30;
const HEAD = 28;

/** Height of details before they are measured, in px. */
const DETAILS = 170;
/** Below this width of the window the layouts have no column; as in the style sheet. */
const NARROW = '(max-width: 1480px)';

interface OutcomeTableProps {
  readonly outcomes: readonly FileOutcome[];
  /** The report the table is in scrolls, not the table. */
  readonly scroller: RefObject<HTMLElement | null>;
  /** Shows a place of a source. */
  readonly onShow: (evidence: LabelledEvidence) => void;
}

/** Every file of an import and what it came to; a row opens to its details. Only the rows on screen exist. */
export function OutcomeTable({ outcomes, scroller, onShow }: OutcomeTableProps) {
  const id = useId();
  const table = useRef<HTMLTableElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string>();
  const columns = useMedia(NARROW) ? 7 : 8;
  const lines = useMemo(() => tableLines(outcomes, open), [outcomes, open]);
  const activeAt = useMemo(() => (active === undefined ? -1 : outcomes.findIndex(({ path }) => path === active)), [outcomes, active]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'details' ? DETAILS : ROW),
    getItemKey: (index) => {
      const line = lines[index];
      return line ? `${line.kind}${line.at}` : index;
    },
    overscan: 12,
    scrollMargin: (table.current?.offsetTop ?? 0) + HEAD,
  });
  const items = virtual.getVirtualItems();
  const margin = virtual.options.scrollMargin;
  const above = (items[0]?.start ?? margin) - margin;
  const below = virtual.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin);

  const scrollTo = (at: number, kind: TableLine['kind'] = 'file'): void => {
    const line = lines.findIndex((other) => other.at === at && other.kind === kind);
    if (line >= 0) virtual.scrollToIndex(line, { align: 'auto' });
  };
  const turn = (path: string, to: boolean): void => {
    if (open.has(path) === to) return;
    const next = new Set(open);
    if (to) next.add(path);
    else next.delete(path);
    setOpen(next);
  };
  const goTo = (path: string): void => {
    const at = outcomes.findIndex((outcome) => outcome.path === path);
    if (at < 0) return;
    setActive(path);
    turn(path, true);
    scrollTo(at);
    table.current?.focus({ preventScroll: true });
  };
  // details that open below the edge are brought into view, once they are there
  const opened = useRef(open);
  useEffect(() => {
    const before = opened.current;
    opened.current = open;
    if (active === undefined || !open.has(active) || before.has(active)) return;
    const line = lines.findIndex(({ kind, at }) => kind === 'details' && outcomes[at]?.path === active);
    if (line >= 0) virtual.scrollToIndex(line, { align: 'auto' });
  }, [open, active, lines, outcomes, virtual]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const current = outcomes[activeAt];
    const inside = event.target !== table.current;
    if (event.key === 'ArrowLeft' && current) {
      turn(current.path, false);
      table.current?.focus({ preventScroll: true });
    } else if (inside) return;
    else if ((event.key === 'ArrowRight' || event.key === 'Enter' || event.key === ' ') && current)
      turn(current.path, event.key === 'ArrowRight' || !open.has(current.path));
    else {
      const next = steppedRow(outcomes.length, activeAt < 0 ? undefined : activeAt, event.key);
      const path = next === undefined ? undefined : outcomes[next]?.path;
      if (next === undefined || path === undefined) return;
      setActive(path);
      scrollTo(next);
    }
    event.preventDefault();
  };
  const onClick = (event: MouseEvent, path: string): void => {
    setActive(path);
    const onControl = event.target instanceof Element && event.target.closest('button') !== null;
    if (!onControl && getSelection()?.isCollapsed !== false) turn(path, !open.has(path));
  };

  const activeShown = items.some(({ index }) => lines[index]?.kind === 'file' && lines[index]?.at === activeAt);
  return (
    <table
      ref={table}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows open and close, which a table’s cannot say
      role="treegrid"
      className={styles.table}
      aria-label="Files of this import"
      aria-rowcount={lines.length + 1}
      aria-activedescendant={activeShown ? `${id}-${activeAt}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
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
          const line = lines[item.index];
          const outcome = line && outcomes[line.at];
          if (line === undefined || outcome === undefined) return null;
          if (line.kind === 'details')
            return (
              <tr key={item.key} ref={virtual.measureElement} data-index={item.index} aria-rowindex={item.index + 2} aria-level={2} className={styles.below}>
                <td colSpan={columns}>
                  <OutcomeDetails outcome={outcome} outcomes={outcomes} onShow={onShow} onGoTo={goTo} />
                </td>
              </tr>
            );
          const isOpen = open.has(outcome.path);
          return (
            <tr
              key={item.key}
              id={`${id}-${line.at}`}
              aria-rowindex={item.index + 2}
              aria-level={1}
              aria-expanded={isOpen}
              className={cx(styles.row, isOpen && styles.unfolded, line.at === activeAt && styles.on)}
              onClick={(event) => onClick(event, outcome.path)}
            >
              <OutcomeCells outcome={outcome} isOpen={isOpen} />
            </tr>
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

/** The cells of a file; those on screen already are not made again while the table scrolls or another row is chosen. */
const OutcomeCells = memo(function OutcomeCells({ outcome, isOpen }: { readonly outcome: FileOutcome; readonly isOpen: boolean }) {
  const words = outcomeWords(outcome);
  const look = outcome.error?.title ?? outcome.warnings.map((warning) => warning.message).join(' ');
  return (
    <>
      <td title={outcome.path}>
        <span className={styles.cell}>
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} small />
          <span className={styles.name}>
            <bdi>{shownName(outcome)}</bdi>
          </span>
        </span>
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
});
