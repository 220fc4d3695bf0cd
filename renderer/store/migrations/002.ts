import type { Migration } from './migration.ts';

/** Tables (CSV, JSON) are read by what their columns mean. That is remembered by the table's shape, so that the next file like it needs no questions. */
export const migration002: Migration = {
  version: 2,
  stores: { mappings: 'shape' },
};
