import { type MouseEvent, useMemo } from 'react';
import type { ByteRange, Source } from '../../../../corpus/records.ts';
import { coverageWords } from '../../ui/CoverageBar.tsx';
import styles from './SourceMap.module.css';
import { COLUMNS, columnsOf } from './source-columns.ts';

interface SourceMapProps {
  readonly source: Source;
  readonly lit: ByteRange;
  readonly onShow: (byte: number) => void;
}

/** The whole source from its first byte to its last, by class, with a frame around the lit range. A click shows that place. */
export function SourceMap({ source, lit, onShow }: SourceMapProps) {
  const columns = useMemo(() => columnsOf(source.ledger, source.bytes), [source]);
  const from = (lit[0] / source.bytes) * COLUMNS;
  const width = Math.max(4, ((lit[1] - lit[0]) / source.bytes) * COLUMNS);
  const onClick = (event: MouseEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    onShow(Math.round(((event.clientX - box.left) / box.width) * source.bytes));
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the lines below scroll by keyboard; the map is a shortcut for the pointer
    <svg
      className={styles.map}
      viewBox={`0 0 ${COLUMNS} 18`}
      preserveAspectRatio="none"
      role="img"
      aria-label={coverageWords(source.coverage)}
      onClick={onClick}
    >
      <defs>
        <pattern id="unparsed-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className={styles.gap} />
          <rect width="3.5" height="6" className={styles.hatch} />
        </pattern>
      </defs>
      <rect className={styles.blank} x={0} y={3} width={COLUMNS} height={12} />
      {columns.map((column) => (
        <rect key={`${column.x}${column.class}`} className={styles[column.class]} x={column.x} y={3} width={column.width} height={12} />
      ))}
      {lit[1] > lit[0] && <rect className={styles.frame} x={from} y={1} width={width} height={16} vectorEffect="non-scaling-stroke" />}
    </svg>
  );
}
