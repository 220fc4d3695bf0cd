import { useState } from 'react';
import type { SourceChange } from '../../../../corpus/changes.ts';
import type { SourceId } from '../../../../corpus/records.ts';
import type { AnewReport } from '../../../anew/contract.ts';
import { CoverageBar } from '../../ui/CoverageBar.tsx';
import { cutFront, formatNumber } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import text from '../../ui/text.module.css';
import { VirtualList } from '../../ui/VirtualList.tsx';
import styles from './AnewReportView.module.css';
import { FailureList } from './FailureList.tsx';
import { SourceChangeView } from './SourceChangeView.tsx';
import { allMarks, changeWords, marksWords, reportWords } from './words.ts';

/** What reading anew would change: one source in full, several as a list that unfolds. */
export function AnewReportView({ report }: { readonly report: AnewReport }) {
  const { changes } = report;
  const [open, setOpen] = useState<ReadonlySet<SourceId>>(new Set());
  const [only] = changes;
  if (report.sources === 1 && only !== undefined) return <SourceChangeView change={only} />;
  const toggle = (id: SourceId): void => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  return (
    <>
      <p role="status">{reportWords(report)}</p>
      <FailureList failures={report.failed ?? []} />
      {changes.length > 0 && (
        <>
          <p className={styles.marks}>{marksWords(allMarks(changes))}</p>
          <VirtualList
            className={styles.list}
            role="list"
            aria-label="Sources that would change, most changed first"
            tabIndex={0}
            count={changes.length}
            estimate={() => 34}
            keyOf={(index) => changes[index]?.source ?? index}
            rowProps={(index) => ({ role: 'listitem', 'aria-setsize': changes.length, 'aria-posinset': index + 1, className: styles.row })}
            row={(index) => {
              const change = changes[index];
              return change && <Row change={change} open={open.has(change.source)} onToggle={() => toggle(change.source)} />;
            }}
          />
        </>
      )}
    </>
  );
}

function Row({ change, open, onToggle }: { readonly change: SourceChange; readonly open: boolean; readonly onToggle: () => void }) {
  return (
    <>
      <button type="button" className={styles.head} aria-expanded={open} onClick={onToggle}>
        <Icon name={open ? 'chevron-down' : 'chevron-right'} small />
        <span className={styles.name} title={change.name}>
          {cutFront(change.name, 40)}
        </span>
        <span className={text.ellipsis}>{changeWords(change)}</span>
        {change.marks.homeless > 0 && <span className={styles.homeless}>{formatNumber(change.marks.homeless)} homeless</span>}
        <span className={styles.bars}>
          <CoverageBar coverage={change.coverage.before} height={4} />
          <CoverageBar coverage={change.coverage.after} height={4} />
        </span>
      </button>
      {open && (
        <div className={styles.unfolded}>
          <SourceChangeView change={change} />
        </div>
      )}
    </>
  );
}
