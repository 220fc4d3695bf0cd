import { feedLayout } from '../html/feed.ts';
import { bbc2010s } from './bbc-2010s/index.ts';
import { xmlFile } from './data-files.ts';
import { generic } from './generic/index.ts';
import type { Fit, Layout, PageText } from './layout.ts';
import { csvFile, jsonFile } from './tables.ts';
import { webPage } from './web-page.ts';

/** All layouts, by id. A new family of pages is one more entry here. */
export const LAYOUTS = {
  feed: feedLayout,
  'web-page': webPage,
  xml: xmlFile,
  json: jsonFile,
  csv: csvFile,
  'bbc-2010s': bbc2010s,
  generic,
} as const satisfies Record<string, Layout>;

/** The layout that fits a page best, and why. The first of equals wins; the generic layout reads what none of them fits better. */
export function chooseLayout(page: PageText, layouts: readonly Layout[]): { readonly layout: Layout; readonly fit: Fit } {
  let best: { layout: Layout; fit: Fit } = { layout: generic, fit: generic.detect(page) };
  for (const layout of layouts) {
    const fit = layout.detect(page);
    if (fit.score > best.fit.score) best = { layout, fit };
    // nothing fits better than for certain, and looking at a large page costs time
    if (best.fit.score >= 1) break;
  }
  return best;
}
