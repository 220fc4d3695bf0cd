import { type KeyboardEvent, type MouseEvent, useEffect, useLayoutEffect, useState } from 'react';
import text from '../../ui/text.module.css';
import { useWidth } from '../../ui/use-width.ts';
import styles from './PlotFigure.module.css';
import { SCREEN } from './palette.ts';

type Plots = typeof import('./plots.ts');

export type Draw = (plots: Plots, frame: import('./plots.ts').PlotFrame) => SVGSVGElement;

interface PlotFigureProps {
  /** Another function for another plot. */
  readonly draw: Draw;
  /** Opens the list behind a bar. */
  readonly onOpen: (mark: number) => void;
}

/** A plot whose bars are links: one stop of the Tab key, then arrows. A library that cannot be loaded is thrown at render. */
export function PlotFigure({ draw, onOpen }: PlotFigureProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const [plots, setPlots] = useState<Plots>();
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  useEffect(() => {
    import('./plots.ts').then(setPlots, (error: unknown) => setFailure({ error }));
  }, []);
  useLayoutEffect(() => {
    const place = ref.current;
    if (plots === undefined || place === null || width === 0) return;
    const focused = document.activeElement instanceof SVGElement && place.contains(document.activeElement) ? document.activeElement.dataset.mark : undefined;
    place.replaceChildren(draw(plots, { width, palette: SCREEN, linked: true, document }));
    // what had the keyboard has it still when the plot is drawn anew
    if (focused !== undefined) place.querySelector<SVGElement>(`[data-mark="${focused}"]`)?.focus();
  }, [ref, plots, width, draw]);
  if (failure) throw failure.error;

  const linkOf = (target: EventTarget): SVGElement | null => (target instanceof Element ? target.closest<SVGElement>('a[data-mark]') : null);
  const onClick = (event: MouseEvent): void => {
    const link = linkOf(event.target);
    if (link === null) return;
    event.preventDefault();
    onOpen(Number(link.dataset.mark));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const link = linkOf(event.target);
    if (link === null) return;
    const links = [...(ref.current?.querySelectorAll<SVGElement>('a[data-mark]') ?? [])];
    const at = links.indexOf(link);
    const to = { ArrowLeft: at - 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowDown: at + 1, Home: 0, End: links.length - 1 }[event.key];
    const next = to === undefined ? undefined : links[to];
    if (next === undefined) return;
    event.preventDefault();
    link.setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
    next.focus();
  };
  return (
    <>
      {plots === undefined && <p className={text.muted}>Drawing…</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links within are what is clicked; Plot draws them outside of React */}
      <div ref={ref} className={styles.plot} onClick={onClick} onKeyDown={onKeyDown} />
    </>
  );
}
