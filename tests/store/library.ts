/** Made-up sources and a library to put them in, for tests of the store and the search. */
import 'fake-indexeddb/auto';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { ParsedSource } from '../../corpus/layouts/layout.ts';
import type { ArticleId, Block, Comment, CommentId, ImportId, SourceId } from '../../corpus/records.ts';
import { type Library, openLibrary } from '../../renderer/store/open.ts';
import type { WriteItem } from '../../renderer/store/writer.ts';

export const IMPORT: ImportId = 'i1';
export const NOW = '2024-05-01T12:00:00.000Z';

export interface MadeComment {
  readonly number?: number;
  readonly key?: string;
  readonly author?: string;
  readonly own: string;
  readonly quotes?: readonly string[];
  /** Numbers of the comments it answers. */
  readonly answers?: readonly number[];
}

export interface MadeSource {
  readonly headline?: string;
  readonly paragraphs?: readonly string[];
  readonly comments?: readonly MadeComment[];
  readonly name?: string;
  readonly identity?: string;
  readonly published?: string;
  readonly updated?: string;
  readonly unparsed?: number;
}

/** The id of the article that `item(n, …)` makes. */
export function articleId(n: number): ArticleId {
  return `a${n.toString(16).padStart(16, '0')}`;
}

export function commentId(n: number, key: number | string): CommentId {
  return `c${articleId(n).slice(1)}.${key}`;
}

export function sourceId(n: number): SourceId {
  return `sha256:${n.toString(16).padStart(64, '0')}`;
}

/** The `n`th made-up file, read and parsed. */
export function item(n: number, made: MadeSource = {}): Extract<WriteItem, { readonly parsed: ParsedSource }> {
  const { headline = `Harbour story ${n}`, paragraphs = ['The harbour was quiet.'], comments = [], name = `page-${n}.txt`, unparsed = 0 } = made;
  const source = sourceId(n);
  const evidence = { source, bytes: [0, 1] as const };
  const block = (kind: Block['kind'], text: string): Block => ({ kind, text, evidence });
  const bytes = new TextEncoder().encode(`${headline}\n${paragraphs.join('\n')}`);
  return {
    path: `/corpus/${name}`,
    name,
    bytes: bytes.length,
    packed: new Uint8Array(gzipSync(bytes)),
    parsed: {
      id: source,
      name,
      bytes: bytes.length,
      encoding: 'utf-8',
      layout: 'made-up',
      layoutReason: 'made for a test',
      parser: '1',
      coverage: { article: bytes.length - unparsed, comment: 0, furniture: 0, unparsed, blank: 0 },
      ledger: [{ bytes: [0, bytes.length], class: 'article' }],
      warnings: [],
      pages: [
        {
          article: {
            id: articleId(n),
            identity: made.identity ?? `head:${headline}`,
            headline,
            title: headline,
            ...(made.published ? { published: { text: made.published, at: made.published } } : {}),
            ...(made.updated ? { updated: { text: made.updated, at: made.updated } } : {}),
            layout: 'made-up',
            capture: { source },
            commentCount: { captured: comments.length, gaps: [] },
            words: 4,
          },
          blocks: [block('headline', headline), ...paragraphs.map((text) => block('paragraph', text))],
          comments: comments.map((comment, position): Comment => madeComment(n, comment, position)),
        },
      ],
    },
  };
}

function madeComment(n: number, made: MadeComment, position: number): Comment {
  const quotes = made.quotes ?? [];
  const text = [...quotes, made.own].join('\n');
  return {
    id: commentId(n, made.key ?? made.number ?? `x${position}`),
    article: articleId(n),
    ...(made.number === undefined ? {} : { number: made.number }),
    position,
    author: made.author ?? 'Gull',
    text,
    own: made.own,
    quotes: quotes.map((quote) => ({ text: quote, chars: [0, [...quote].length] })),
    replyTo: (made.answers ?? []).map((number) => ({ number, comment: commentId(n, number), method: 'number', confidence: 0.8 })),
    evidence: { source: sourceId(n), bytes: [0, 1] },
  };
}

let names = 0;

/** A library of its own for the running test, empty or with sources of an import that is still running. */
export async function libraryWith(sources: readonly MadeSource[] = [], now: () => string = () => NOW): Promise<Library & { readonly name: string }> {
  names += 1;
  const name = `test-${names}`;
  const library = await openLibrary({ name, now });
  onTestFinished(() => library.close());
  if (sources.length > 0) {
    await library.writer.beginImport({ id: IMPORT, names: ['corpus'], roots: ['/corpus'], startedAt: NOW });
    await library.writer.writeBatch({ importId: IMPORT, seq: 0, items: sources.map((source, index) => item(index + 1, source)) });
  }
  return { ...library, name };
}

/** What is noted for the search index: it grows with what was done, whatever the library is like afterwards. */
const INDEX_TABLES = ['indexChanges', 'indexManifest', 'markChanges'];

/** Every row of every table that holds the library itself, for “the same database”. */
export async function dump(name: string): Promise<Record<string, unknown[]>> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const tables: Record<string, unknown[]> = {};
  const transaction = db.transaction([...db.objectStoreNames]);
  for (const table of [...db.objectStoreNames].filter((name) => !INDEX_TABLES.includes(name))) {
    tables[table] = await new Promise((resolve, reject) => {
      const request = transaction.objectStore(table).getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }
  db.close();
  return tables;
}
