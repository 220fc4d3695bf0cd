/** Rows of many words lie packed in the database, and nobody above it meets them so. Rows of before there was packing are read as they are, and packed when they are written again. */
import type { DBCore, DBCoreTable, Middleware } from 'dexie';
import { packCommentRow, packTextRow, unpackCommentRow, unpackTextRow } from './words-codec.ts';

/** How the rows of these tables are packed. */
const PACKED: ReadonlyMap<string, (table: DBCoreTable) => DBCoreTable> = new Map([
  ['commentRows', (table) => packing(table, packCommentRow, unpackCommentRow)],
  ['articleTexts', (table) => packing(table, packTextRow, unpackTextRow)],
]);

export const packedRows: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'packedRows',
  create: (core) => ({
    ...core,
    table(name) {
      const table = core.table(name);
      return PACKED.get(name)?.(table) ?? table;
    },
  }),
};

function packing<R extends object, P extends object>(table: DBCoreTable, pack: (row: R) => P, unpack: (row: P) => R): DBCoreTable {
  const read = (row: R | P | undefined): R | undefined => (row !== undefined && isPacked<R, P>(row) ? unpack(row) : row);
  return {
    ...table,
    mutate: (request) => table.mutate('values' in request ? { ...request, values: request.values.map((row) => pack(row)) } : request),
    // promises as Dexie gives them, which know their transaction
    get: (request) => table.get(request).then(read),
    getMany: (request) => table.getMany(request).then((rows) => rows.map(read)),
    query: (request) =>
      request.values === true ? table.query(request).then((response) => ({ ...response, result: response.result.map(read) })) : table.query(request),
    openCursor(request) {
      if (request.values === true) throw new Error(`rows of ${table.name} are packed: they are read by their keys, not one after the other`);
      return table.openCursor(request);
    },
  };
}

function isPacked<R extends object, P extends object>(row: R | P): row is P {
  return 'packed' in row;
}
