import { resolve } from 'node:path';

/** Real pages, where the machine has some: in the folder named by `CUTTINGS_SHARED`, else in `../shared` beside the project. Tests that need them are skipped elsewhere. */
export const SHARED_PAGES = resolve(process.env.CUTTINGS_SHARED ?? resolve(import.meta.dirname, '../../../shared'), 'pages');
