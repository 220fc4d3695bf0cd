/** The part of the bench that runs in a page of the real app, on its real database engine and with its real search worker; evaluated there by `page-code.ts`. */

export { referenceTotals } from './reference.ts';
export { facetTimes, indexed, openSearch, pageTimes, searchTimes, totals } from './searching.ts';
export { fillIndexed, fillLibrary, fillOnce, importLayouts, rawLayouts } from './storing.ts';
