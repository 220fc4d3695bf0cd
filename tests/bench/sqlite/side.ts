/// <reference path="./node-sqlite.d.ts" />
/**
 * SQLite beside the app: puts the same invented texts into an FTS5 index and asks it the same queries. Runs in a Node that has `node:sqlite` (see `run.ts`);
 * takes its task as JSON on standard input, gives what it measured as JSON.
 */
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { commentsOf, parsedSource, searchedTexts } from '../records.ts';

export interface SqliteTask {
  readonly file: string;
  readonly articles: number;
  readonly mean: number;
  /** In FTS5's language, by class. */
  readonly queries: Readonly<Record<string, readonly string[]>>;
  /** How many of each class are asked before, so that what is measured is warm. */
  readonly warm: number;
}

export interface SqliteNumbers {
  readonly version: string;
  /** Seconds to fill and to merge it; the making of the texts is not counted. */
  readonly build: number;
  readonly merge: number;
  readonly bytes: number;
  readonly textBytes: number;
  /** Milliseconds of each query that was not for warming. */
  readonly times: Readonly<Record<string, readonly number[]>>;
}

const ARTICLES_PER_TRANSACTION = 500;

function measure({ file, articles, mean, queries, warm }: SqliteTask): SqliteNumbers {
  const db = new DatabaseSync(file);
  // contentless, with positions; the 50 best by bm25 is what its rank is
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -262144; PRAGMA mmap_size = 2000000000;
    CREATE VIRTUAL TABLE documents USING fts5(words, content='', tokenize="unicode61 remove_diacritics 2")`);
  const add = db.prepare('INSERT INTO documents(rowid, words) VALUES (?, ?)');
  let row = 0;
  let textBytes = 0;
  let build = 0;
  for (let seed = 1; seed <= articles; ) {
    const texts: string[] = [];
    for (const end = Math.min(articles, seed + ARTICLES_PER_TRANSACTION - 1); seed <= end; seed++) {
      for (const document of searchedTexts(parsedSource(seed, commentsOf(seed, mean)))) texts.push(document.texts.join('\n'));
    }
    for (const one of texts) textBytes += Buffer.byteLength(one);
    build += seconds(() => {
      db.exec('BEGIN');
      for (const one of texts) add.run(++row, one);
      db.exec('COMMIT');
    });
  }
  const merge = seconds(() => db.exec("INSERT INTO documents(documents) VALUES ('optimize'); PRAGMA wal_checkpoint(TRUNCATE)"));
  const best = db.prepare('SELECT rowid FROM documents WHERE documents MATCH ? ORDER BY rank LIMIT 50');
  const count = db.prepare('SELECT count(*) AS total FROM documents WHERE documents MATCH ?');
  const times = Object.fromEntries(
    Object.entries(queries).map(([of, asked]) => {
      const each = asked.map((query) => seconds(() => [best.all(query), count.get(query)]) * 1000);
      return [of, each.slice(warm)];
    }),
  );
  const version = String(db.prepare('SELECT sqlite_version() AS version').get()?.['version']);
  db.close();
  return { version, build, merge, bytes: statSync(file).size, textBytes, times };
}

function seconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

process.stdout.write(JSON.stringify(measure(JSON.parse(await text(process.stdin)) as SqliteTask)));
