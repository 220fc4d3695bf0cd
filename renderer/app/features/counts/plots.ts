/** The plots of the counts, drawn by Observable Plot. This module is loaded when a plot is first shown, and not before. */
import { axisFy, axisX, axisY, plot, rect, rectX, rectY, ruleX, ruleY, text as textMark } from '@observablehq/plot';
import type { Keyword, Keywords, TagTimeline, TimeBar, TimeStep } from '../../../search/client.ts';
import { cut, formatNumber, plural } from '../../ui/format.ts';
import { formatRate, formatScore, keywordWords, perTenThousand } from './keywords.ts';
import type { Palette } from './palette.ts';
import { barWords, dayOf, spanWords } from './time-words.ts';

export interface PlotFrame {
  /** In px. */
  readonly width: number;
  readonly palette: Palette;
  /** Each bar is a link that can be focused; without, as for a file, bars are only drawn. */
  readonly linked: boolean;
  readonly document: Document;
}

/** A link in a plot says by this attribute which of its bars it is. */
export const MARK = 'data-mark';

const DAY = 86_400_000;
const WIDEST_LABEL = 22;

const ends = ({ from, to }: Pick<TimeBar, 'from' | 'to'>): { readonly x1: Date; readonly x2: Date } => ({
  x1: dayOf(from),
  x2: new Date(dayOf(to).getTime() + DAY),
});

/** How dates stand along the time. */
function tickWords(step: TimeStep): (date: Date) => string {
  const format = new Intl.DateTimeFormat(undefined, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(step === 'year' ? {} : { month: 'short' }),
    ...(step === 'day' || step === 'week' ? { day: 'numeric' } : {}),
  });
  return (date) => format.format(date);
}

/** What lies over a bar or a row and opens it: a link of its own, named by its words. */
const OPENING = { fill: 'transparent', href: ({ index }: { readonly index: number }) => `#${index}`, title: 'words' } as const;

/** Bars of what was found before those of the whole library. */
export function timelinePlot(bars: readonly TimeBar[], step: TimeStep, kind: 'articles' | 'comments', frame: PlotFrame): SVGSVGElement {
  const { width, palette, linked, document } = frame;
  const rows = bars.map((bar, index) => ({ ...ends(bar), all: bar.all[kind], found: bar.found[kind], index, words: barWords(bar, step) }));
  const most = Math.max(1, ...rows.map(({ all }) => all));
  const inset = insetOf(width, bars.length);
  const svg = plot({
    document,
    width,
    height: 220,
    marginLeft: 56,
    marginRight: 32,
    x: { type: 'utc' },
    y: { domain: [0, most], nice: true },
    marks: [
      axisY({ label: null, ticks: 4, tickFormat: (n: number) => (Number.isInteger(n) ? formatNumber(n) : ''), tickSize: 0, color: palette.quiet }),
      axisX({ label: null, ticks: Math.max(1, Math.min(bars.length, Math.floor(width / 110))), tickFormat: tickWords(step), color: palette.quiet }),
      rectY(rows, { x1: 'x1', x2: 'x2', y: 'all', fill: palette.all, ...inset }),
      rectY(rows, { x1: 'x1', x2: 'x2', y: 'found', fill: palette.found, ...inset }),
      ruleY([0], { stroke: palette.ink }),
      ...(linked
        ? [
            rectY(rows, {
              x1: 'x1',
              x2: 'x2',
              y1: 0,
              y2: most,
              ...OPENING,
            }),
          ]
        : []),
    ],
  });
  return finished(
    svg,
    frame,
    rows.map(({ words }) => words),
    `${kind === 'comments' ? 'Comments' : 'Articles'} found, by ${step}`,
  );
}

export interface TagSeries {
  readonly name: string;
  readonly colour: string;
  readonly counts: readonly number[];
}

/** A row of bars for each tag, all to the same measure. */
export function tagPlot(bars: TagTimeline['bars'], step: TimeStep, tags: readonly TagSeries[], frame: PlotFrame): SVGSVGElement {
  const { width, palette, linked, document } = frame;
  const rows = tags.flatMap(({ name, colour, counts }, tag) =>
    bars.flatMap((bar, at) => {
      const n = counts[at] ?? 0;
      const words = `${name}, ${spanWords(bar.from, bar.to, step)}: ${plural(n, 'time')}`;
      return n === 0 ? [] : [{ ...ends(bar), tag, n, colour, index: tag * bars.length + at, words }];
    }),
  );
  const most = Math.max(1, ...rows.map(({ n }) => n));
  const inset = insetOf(width, bars.length);
  const [first, last] = [bars[0], bars.at(-1)];
  const svg = plot({
    document,
    width,
    height: 34 + tags.length * 44,
    marginLeft: 150,
    marginRight: 44,
    marginTop: 4,
    x: { type: 'utc', ...(first && last ? { domain: [ends(first).x1, ends(last).x2] } : {}) },
    y: { domain: [0, most], axis: null },
    fy: { domain: tags.map((_, tag) => tag), padding: 0.18 },
    marks: [
      axisFy({ anchor: 'left', label: null, tickSize: 0, color: palette.ink, tickFormat: (tag: number) => cut(tags[tag]?.name ?? '', WIDEST_LABEL) }),
      axisX({
        label: null,
        anchor: 'bottom',
        ticks: Math.max(1, Math.min(bars.length, Math.floor((width - 190) / 110))),
        tickFormat: tickWords(step),
        color: palette.quiet,
      }),
      ruleY(
        tags.map((_, tag) => ({ tag })),
        { fy: 'tag', y: 0, stroke: palette.rule },
      ),
      rectY(rows, { fy: 'tag', x1: 'x1', x2: 'x2', y: 'n', fill: 'colour', ...inset }),
      textMark(
        tags.map(({ counts }, tag) => ({ tag, sum: formatNumber(counts.reduce((a, b) => a + b, 0)) })),
        { fy: 'tag', text: 'sum', frameAnchor: 'right', dx: 40, textAnchor: 'end', fill: palette.quiet },
      ),
      ...(linked
        ? [
            rectY(rows, {
              fy: 'tag',
              x1: 'x1',
              x2: 'x2',
              y1: 0,
              y2: most,
              ...OPENING,
            }),
          ]
        : []),
    ],
  });
  const words = new Map(rows.map((row) => [row.index, row.words]));
  return finished(svg, frame, words, `Tags on what was found, by ${step}`);
}

/** px of a row with a word. */
const ROW = 22;
/** px above them for what the numbers are. */
const HEADS = 24;
/** px beside the bars for words, and for numbers. */
const WORD_SIDE = 150;
const NUMBER_SIDE = 240;

/**
 * A bar for each word: how far it differs from the rest of the library (the size of G²) or, where nothing is compared, how often it comes; both rates stand
 * beside it. The whole row is the link.
 */
export function keywordPlot(
  shown: readonly Keyword[],
  { of, foundWords, allWords }: Pick<Keywords, 'of' | 'foundWords' | 'allWords'>,
  compared: boolean,
  frame: PlotFrame,
): SVGSVGElement {
  const { width, palette, linked, document } = frame;
  const rows = shown.map((row, index) => {
    const size = compared ? Math.abs(row.likelihood) : row.found;
    const score = compared ? formatScore(row.likelihood) : formatNumber(row.found);
    const here = formatRate(perTenThousand(row.found, foundWords));
    const rate = compared ? `${here} to ${formatRate(perTenThousand(row.all, allWords))}` : here;
    return { index, from: index, to: index + 1, size, score, rate, word: cut(row.words, WIDEST_LABEL), under: row.likelihood < 0, words: keywordWords(row) };
  });
  const most = Math.max(1e-9, ...rows.map(({ size }) => size));
  const heads = [
    { text: compared ? 'G²' : 'times', dx: NUMBER_SIDE - 175 },
    { text: compared ? 'in 10,000: found to all' : 'in 10,000 words', dx: NUMBER_SIDE - 8 },
  ];
  const middle = ({ index }: { readonly index: number }): number => index + 0.5;
  const svg = plot({
    document,
    width,
    height: HEADS + rows.length * ROW,
    marginLeft: WORD_SIDE,
    marginRight: NUMBER_SIDE,
    marginTop: HEADS,
    marginBottom: 0,
    x: { domain: [0, most], axis: null },
    y: { domain: [0, Math.max(1, rows.length)], reverse: true, axis: null },
    marks: [
      ...heads.map(({ text, dx }) => textMark([text], { frameAnchor: 'top-right', dx, dy: -15, textAnchor: 'end', fill: palette.quiet })),
      rectX(rows, {
        x1: 0,
        x2: 'size',
        y1: 'from',
        y2: 'to',
        insetTop: 4,
        insetBottom: 4,
        fill: ({ under }: { readonly under: boolean }) => (under ? palette.under : palette.found),
      }),
      ruleX([0], { stroke: palette.rule }),
      textMark(rows, { y: middle, text: 'word', frameAnchor: 'left', dx: -8, textAnchor: 'end', fill: palette.ink, fontSize: 13 }),
      textMark(rows, { y: middle, text: 'score', frameAnchor: 'right', dx: NUMBER_SIDE - 175, textAnchor: 'end', fill: palette.ink }),
      textMark(rows, { y: middle, text: 'rate', frameAnchor: 'right', dx: NUMBER_SIDE - 8, textAnchor: 'end', fill: palette.quiet }),
      ...(linked
        ? [
            rect(rows, {
              y1: 'from',
              y2: 'to',
              insetLeft: -WORD_SIDE,
              insetRight: -NUMBER_SIDE,
              ...OPENING,
            }),
          ]
        : []),
    ],
  });
  return finished(
    svg,
    frame,
    rows.map(({ words }) => words),
    compared
      ? `${of === 'pairs' ? 'Pairs of words' : 'Words'} compared with the rest of the library`
      : `Most frequent ${of === 'pairs' ? 'pairs of words' : 'words'}`,
  );
}

/** Bars part where there is room for it. */
function insetOf(width: number, bars: number): { readonly insetLeft: number; readonly insetRight: number } {
  const each = bars === 0 ? width : width / bars;
  return { insetLeft: 0, insetRight: each > 8 ? 1.5 : each > 3 ? 0.5 : 0 };
}

/** What Plot leaves open: our type, names for screen readers, one stop of the Tab key for all bars, and no style element, which the policy forbids. */
function finished(
  drawn: Element,
  { linked, palette, document }: PlotFrame,
  words: readonly string[] | ReadonlyMap<number, string>,
  name: string,
): SVGSVGElement {
  for (const style of drawn.querySelectorAll('style')) style.remove();
  drawn.setAttribute('font-family', palette.font);
  drawn.setAttribute('font-size', '11');
  drawn.setAttribute('role', linked ? 'group' : 'img');
  drawn.setAttribute('aria-label', name);
  // Plot names its groups for itself (“rect”, “x-axis tick”); read out, that is noise
  for (const group of drawn.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
  const links = [...drawn.querySelectorAll('a')];
  for (const [place, link] of links.entries()) {
    const mark = Number((link.getAttribute('href') ?? link.getAttribute('xlink:href') ?? '').slice(1));
    link.setAttribute(MARK, String(mark));
    link.setAttribute('aria-label', (words instanceof Map ? words.get(mark) : (words as readonly string[])[mark]) ?? name);
    link.setAttribute('tabindex', place === 0 ? '0' : '-1');
  }
  if (!linked) {
    const title = document.createElementNS('http://www.w3.org/2000/svg', 'title');
    title.textContent = name;
    drawn.prepend(title);
  }
  return drawn as SVGSVGElement;
}

/** A drawn plot as a file that needs nothing beside it, on the page's ground. */
export function svgFile(svg: SVGSVGElement, { palette, document }: Pick<PlotFrame, 'palette' | 'document'>): string {
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of [
    ['width', '100%'],
    ['height', '100%'],
    ['fill', palette.page],
  ] as const)
    ground.setAttribute(name, value);
  svg.querySelector('title')?.after(ground);
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('color', palette.ink);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg.outerHTML}\n`;
}
