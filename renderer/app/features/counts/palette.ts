/** The colours of plots: the theme's tokens on screen, what they come to in a file. */
import type { TagSlot } from '../../../../corpus/records.ts';

export interface Palette {
  readonly page: string;
  readonly ink: string;
  readonly quiet: string;
  readonly rule: string;
  readonly all: string;
  readonly found: string;
  /** Of what is rarer than elsewhere. */
  readonly under: string;
  readonly font: string;
  tag(slot: TagSlot): string;
}

const TOKENS = {
  page: '--page',
  ink: '--ink',
  quiet: '--ink-3',
  rule: '--rule',
  all: '--accent-line',
  found: '--accent',
  under: '--bad',
  font: '--font-desk',
} as const;

function paletteOf(value: (token: string) => string): Palette {
  return {
    page: value(TOKENS.page),
    ink: value(TOKENS.ink),
    quiet: value(TOKENS.quiet),
    rule: value(TOKENS.rule),
    all: value(TOKENS.all),
    found: value(TOKENS.found),
    under: value(TOKENS.under),
    font: value(TOKENS.font),
    tag: (slot) => value(`--tag-${slot}`),
  };
}

/** Follows the theme. */
export const SCREEN: Palette = paletteOf((token) => `var(${token})`);

/** As the theme is now. */
export function resolvedPalette(style: Pick<CSSStyleDeclaration, 'getPropertyValue'> = getComputedStyle(document.documentElement)): Palette {
  return paletteOf((token) => style.getPropertyValue(token).trim());
}
