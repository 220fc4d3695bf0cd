import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { Narrowing } from '../../../../corpus/query/narrowing.ts';
import { foldText } from '../../../../corpus/text/fold.ts';
import { cx } from '../../ui/cx.ts';
import { formatNumber, plural } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import styles from './FacetGroup.module.css';
import type { TagShapes } from './FacetPanel.tsx';
import { FacetRow } from './FacetRow.tsx';
import { alone, type Counted, clicked, firstValues, histogram, type ShownFacet } from './facets.ts';
import { Histogram } from './Histogram.tsx';

/** Values shown of a facet before the rest is asked for. */
const FIRST = 5;
/** Of longer lists, values can be looked for. */
const LONG = 12;

interface FacetGroupProps {
  readonly facet: ShownFacet;
  readonly counted: Counted;
  readonly folded: boolean;
  readonly shapes: TagShapes;
  /** Other words for values, by condition. */
  readonly labels: ReadonlyMap<string, string> | undefined;
  readonly onFold: () => void;
  readonly onNarrow: (condition: string, how: Narrowing) => void;
}

/** One facet: its values under a heading that folds them; one stop of the Tab key, arrows go from value to value. */
export function FacetGroup({ facet, counted, folded, shapes, labels, onFold, onNarrow }: FacetGroupProps) {
  const [open, setOpen] = useState(false);
  const [looked, setLooked] = useState('');
  const [stop, setStop] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const { title, values, more } = facet;
  const labelOf = (condition: string, label: string): string => labels?.get(condition) ?? label;
  const wanted = foldText(looked.trim());
  const shown = open ? values.filter((value) => foldText(labelOf(value.condition, value.label)).includes(wanted)) : firstValues(values, FIRST);
  const most = Math.max(1, ...values.map(({ count = 0 }) => count));
  const hidden = values.length - shown.length;
  const chosen = values.filter(({ standing }) => standing !== undefined).length;
  const bars = facet.name === 'month' ? histogram(values) : [];

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = Math.min(stop, shown.length - 1);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    const value = to === undefined ? undefined : list.current?.querySelectorAll<HTMLElement>('[data-value]')[to];
    if (to === undefined || value === undefined) return;
    event.preventDefault();
    setStop(to);
    value.focus();
  };

  return (
    <div className={styles.group}>
      <h3 className={styles.head}>
        <button type="button" id={id} aria-expanded={!folded} onClick={onFold}>
          <Icon small name={folded ? 'chevron-right' : 'chevron-down'} />
          {title}
          {folded && chosen > 0 && <span className={styles.dot}>{formatNumber(chosen)} chosen</span>}
          <span className={styles.many}>{formatNumber(values.length + more)}</span>
        </button>
      </h3>
      {!folded && (
        <>
          {bars.length > 0 && (
            <Histogram bars={bars} counted={counted} onChoose={(condition) => onNarrow(condition, alone(condition, values) ? 'drop' : 'only')} />
          )}
          {open && values.length > LONG && (
            <input
              type="search"
              className={styles.look}
              value={looked}
              placeholder="Look for a value"
              aria-label={`Look for a value of ${title}`}
              onChange={(event) => setLooked(event.target.value)}
            />
          )}
          <ul ref={list} aria-labelledby={id} className={cx(open && styles.long)} onKeyDown={onKeyDown}>
            {shown.map((value, index) => (
              <FacetRow
                key={value.condition}
                value={value}
                label={labelOf(value.condition, value.label)}
                most={most}
                counted={counted}
                shape={shapes.get(value.condition)}
                stop={index === Math.min(stop, shown.length - 1)}
                onFocus={() => setStop(index)}
                onNarrow={(how) => onNarrow(value.condition, clicked(value, values, how))}
              />
            ))}
          </ul>
          {open && shown.length === 0 && <p className={styles.none}>No value has this in its name.</p>}
          {open && more > 0 && <p className={styles.none}>{plural(more, 'rarer value')} not counted here.</p>}
          {(open || hidden > 0) && (
            <button
              type="button"
              className={styles.more}
              aria-expanded={open}
              onClick={() => {
                setOpen(!open);
                setLooked('');
                setStop(0);
              }}
            >
              {open ? 'fewer' : `${formatNumber(hidden + more)} more`}
            </button>
          )}
        </>
      )}
    </div>
  );
}
