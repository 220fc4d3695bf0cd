import type { Migration } from './migration.ts';

/**
 * Comments and the texts of articles are packed from here on. Rows of before stay as they are and are read as they are: to write all of them again would
 * keep a large library waiting for minutes. The version says that an app of before cannot read what is written now.
 */
export const migration006: Migration = {
  version: 6,
  stores: {},
};
