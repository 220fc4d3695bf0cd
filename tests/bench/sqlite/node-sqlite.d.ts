/** What the bench uses of Node's own SQLite: the types of the Node the project is written for do not know it yet. */
declare module 'node:sqlite' {
  interface Statement {
    run(...values: readonly (string | number)[]): unknown;
    get(...values: readonly (string | number)[]): Record<string, unknown> | undefined;
    all(...values: readonly (string | number)[]): Record<string, unknown>[];
  }
  export class DatabaseSync {
    constructor(path: string);
    exec(statements: string): void;
    prepare(statement: string): Statement;
    close(): void;
  }
}
