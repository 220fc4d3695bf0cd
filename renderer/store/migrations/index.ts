import { migration001 } from './001.ts';
import { migration002 } from './002.ts';
import { migration003 } from './003.ts';
import { migration004 } from './004.ts';
import { migration005 } from './005.ts';
import { migration006 } from './006.ts';
import type { Migration } from './migration.ts';

/** Every version of the database, oldest first; a new one is a file beside these and a line here. */
export const MIGRATIONS: readonly Migration[] = [migration001, migration002, migration003, migration004, migration005, migration006];
