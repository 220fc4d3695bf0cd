import { useEffect, useRef, useState } from 'react';
import { COVERAGE_CLASSES } from '../../../../corpus/coverage.ts';
import { useLive, useServices } from '../../state/context.tsx';
import { CoverageBar, CoverageKey } from '../../ui/CoverageBar.tsx';
import { cx } from '../../ui/cx.ts';
import { formatBytes, formatNumber, formatShare, plural } from '../../ui/format.ts';
import { OxfordRule } from '../../ui/OxfordRule.tsx';
import styles from './LedgerHead.module.css';
import { type LedgerTotals, readLedgerTotals, shareOf } from './ledger.ts';

/** What became of the bytes of all sources. */
export function LedgerHead() {
  const totals = useTotals();
  return (
    <header className={styles.head} aria-busy={totals === undefined}>
      <OxfordRule />
      <div className={styles.title}>
        <h1>Ledger</h1>
        {totals && (
          <span className={styles.when}>
            {plural(totals.sources, 'source')}
            {totals.withoutBytes > 0 && `; ${formatNumber(totals.withoutBytes)} of them came by an export, without their bytes, and do not count`}
          </span>
        )}
      </div>
      {totals && (
        <>
          <CoverageBar coverage={totals.coverage} height={12} />
          <dl className={styles.totals}>
            {COVERAGE_CLASSES.map((name) => (
              <div key={name}>
                <dt>
                  {name === 'blank' ? <i className={styles.blank} aria-hidden="true" /> : <CoverageKey name={name} />}
                  {name}
                </dt>
                <dd className={cx(styles.bytes, name === 'unparsed' && totals.coverage.unparsed > 0 && styles.warn)}>{formatBytes(totals.coverage[name])}</dd>
                <dd className={styles.share} title={`${formatNumber(totals.coverage[name])} bytes`}>
                  {formatShare(shareOf(totals.coverage, name))} of all bytes
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </header>
  );
}

/** Milliseconds the library must have been quiet before its bytes are counted again: a count goes through all of its sources. */
const QUIET = 500;

/** Counted when the view opens, and again once an import has come to rest. A failure is thrown at render, for the pane's error boundary. */
function useTotals(): LedgerTotals | undefined {
  const { reader } = useServices();
  const sources = useLive(async (live) => (await live.totals()).sources, []);
  const counted = useRef(false);
  const [totals, setTotals] = useState<LedgerTotals>();
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  useEffect(() => {
    if (sources === undefined) return undefined;
    let current = true;
    const count = (): void => {
      counted.current = true;
      readLedgerTotals(reader).then(
        (next) => current && setTotals(next),
        (error: unknown) => current && setFailure({ error }),
      );
    };
    const timer = setTimeout(count, counted.current ? QUIET : 0);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [reader, sources]);
  if (failure) throw failure.error;
  return totals;
}
