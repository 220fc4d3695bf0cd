import { COVERAGE_CLASSES } from '../../../../corpus/coverage.ts';
import { useServices } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { CoverageBar, CoverageKey } from '../../ui/CoverageBar.tsx';
import { cx } from '../../ui/cx.ts';
import { formatBytes, formatNumber, formatShare, plural } from '../../ui/format.ts';
import { OxfordRule } from '../../ui/OxfordRule.tsx';
import styles from './LedgerHead.module.css';
import { readLedgerTotals, shareOf } from './ledger.ts';
import { useCounted } from './use-counted.ts';

/** What became of the bytes of all sources. */
export function LedgerHead() {
  const { workspace } = useServices();
  const totals = useCounted(readLedgerTotals, []);
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
        {totals && (
          <span className={styles.anew}>
            {totals.older > 0 && `${plural(totals.older, 'source was', 'sources were')} read by an older parser`}
            <Button small icon="history" onClick={() => workspace.set({ dialog: { kind: 'anew' } })}>
              Read anew…
            </Button>
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
