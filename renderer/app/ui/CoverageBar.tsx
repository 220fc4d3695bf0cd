import type { CoverageTotals } from '../../../corpus/records.ts';
import styles from './CoverageBar.module.css';
import { cx } from './cx.ts';
import { formatShare } from './format.ts';

const CLASSES = ['article', 'comment', 'furniture', 'unparsed'] as const;

/** “article 59%, comments 30%, …”: the classes that have bytes. Blank bytes count for nothing. */
export function coverageWords(coverage: CoverageTotals): string {
  const all = CLASSES.reduce((sum, name) => sum + coverage[name], 0);
  if (all === 0) return 'coverage: empty';
  return `coverage: ${CLASSES.filter((name) => coverage[name] > 0)
    .map((name) => `${name === 'comment' ? 'comments' : name} ${formatShare(coverage[name] / all)}`)
    .join(', ')}`;
}

/** What became of a source's bytes, by class. An SVG, so that the widths need no inline style. */
export function CoverageBar({ coverage, height = 8 }: { readonly coverage: CoverageTotals; readonly height?: 4 | 8 | 12 }) {
  const all = CLASSES.reduce((sum, name) => sum + coverage[name], 0);
  let x = 0;
  return (
    <svg className={cx(styles.bar, styles[`h${height}`])} viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label={coverageWords(coverage)}>
      {CLASSES.map((name) => {
        if (all === 0 || coverage[name] === 0) return null;
        // the smallest run stays visible
        const width = Math.max(6, (coverage[name] / all) * 1000);
        const from = x;
        x += width;
        return <rect key={name} className={styles[name]} x={from} width={Math.max(4, width - 3)} y={0} height={10} />;
      })}
    </svg>
  );
}

/** The small square that stands for a class in legends and along lines. */
export function CoverageKey({ name }: { readonly name: (typeof CLASSES)[number] }) {
  return <i className={cx(styles.key, styles[`key-${name}`])} aria-hidden="true" />;
}
