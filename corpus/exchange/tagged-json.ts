/**
 * The reference export: format `cuttings-corpus`, version 1, described for its readers in `docs/tagged-json.md` and by
 * `tagged-json.schema.json`. The file is one JSON object. Its head is two lines: format and version, then the manifest. Its body is the
 * arrays `tags`, `sources`, `articles` and `comments`, one record a line. Line ends are the only space in the body, so the body without
 * them, opened by a brace, is `JSON.stringify({ tags, sources, articles, comments })`: the canonical text that the manifest's SHA-256 is of.
 */
import type { ChosenArticle, ExportFormat, ExportPart, ExportPreview, ExportSeal, ExportSource, ExportSummary } from './format.ts';
import { compareComments } from './order.ts';
import { articleRecord, codebook, commentRecord, sourceRecord } from './tagged-json-records.ts';

export const FORMAT_NAME = 'cuttings-corpus';
export const FORMAT_VERSION = 1;

/** Parts are given once they hold this many UTF-16 units: large enough to be few, small enough to wait for a slow disk without piling up. */
const PART_LENGTH = 64 * 1024;
/** Records read at once. */
const ROWS_AT_ONCE = 20;
/** Articles whose records are measured to estimate a file's size. */
const SAMPLE = 12;

export const taggedJson: ExportFormat = {
  id: 'json',
  name: 'Tagged JSON',
  description: 'keeps everything, for scripts and for other copies of Cuttings',
  extension: 'json',
  write,
  head,
  canonicalStart: '{',
  canonical: (text) => text.replaceAll('\n', ''),
  preview,
};

async function* write(source: ExportSource): AsyncGenerator<ExportPart, ExportSummary, void> {
  const { selection } = source;
  const tags = codebook(await source.tags());
  const counts = { sources: 0, articles: 0, context: 0, comments: 0, taggings: 0, notes: 0 };
  const parsers = new Set<string>();
  const out = new Collector();

  out.open('tags');
  for (const record of tags.records) out.record(record);
  out.close();

  out.open('sources');
  for (const ids of inGroups(selection.sources, ROWS_AT_ONCE)) {
    for (const row of await source.sources(ids)) {
      out.record(sourceRecord(row));
      parsers.add(row.parser);
      counts.sources++;
    }
    if (out.full) yield { text: out.take(), done: counts.sources };
  }
  out.close();

  out.open('articles');
  for (const chosen of inGroups(selection.articles, ROWS_AT_ONCE)) {
    for (const row of await source.articles(chosen)) {
      out.record(articleRecord(row, tags.numbers));
      counts.articles++;
      if (row.context) counts.context++;
      counts.taggings += row.taggings.length;
      counts.notes += row.notes.length;
    }
    if (out.full) yield { text: out.take(), done: counts.sources + counts.articles };
  }
  out.close();

  out.open('comments');
  for (const { id, comments } of selection.articles) {
    if (comments === 0) continue;
    for (const row of sortedComments(await source.comments(id))) {
      out.record(commentRecord(row, tags.numbers));
      counts.comments++;
      counts.taggings += row.taggings.length;
      counts.notes += row.notes.length;
      if (out.full) yield { text: out.take(), done: counts.sources + counts.articles + counts.comments };
    }
  }
  out.end();
  yield { text: out.take(), done: counts.sources + counts.articles + counts.comments };

  return { filter: selection.filter, tags: tags.records.length, ...counts, parsers: [...parsers].sort() };
}

function head(summary: ExportSummary, seal: ExportSeal): string {
  const manifest = {
    app: seal.app,
    parser: summary.parsers.length === 0 ? undefined : summary.parsers.join(', '),
    filter: summary.filter,
    order: 'published',
    counts: {
      tags: summary.tags,
      sources: summary.sources,
      articles: summary.articles,
      context: summary.context,
      comments: summary.comments,
      taggings: summary.taggings,
      notes: summary.notes,
    },
    sha256: seal.sha256,
  };
  return `{"format":"${FORMAT_NAME}","version":${FORMAT_VERSION},\n"manifest":${line(manifest)},\n`;
}

/** The first comments, or articles where no comment is exported, and an estimate from articles spread over the whole selection. */
async function preview(source: ExportSource, count: number): Promise<ExportPreview> {
  const { selection } = source;
  const tags = codebook(await source.tags());
  const kind = selection.comments > 0 ? 'comments' : 'articles';
  const records: string[] = [];
  for (const chosen of selection.articles) {
    if (records.length >= count) break;
    if (kind === 'articles') records.push(...(await source.articles([chosen])).map((row) => line(articleRecord(row, tags.numbers))));
    else if (chosen.comments > 0) records.push(...sortedComments(await source.comments(chosen.id)).map((row) => line(commentRecord(row, tags.numbers))));
  }

  const articles = new Mean();
  const comments = new Mean();
  const sources = new Mean();
  for (const chosen of spread(selection.articles, SAMPLE)) {
    for (const row of await source.articles([chosen])) articles.add(line(articleRecord(row, tags.numbers)));
    if (chosen.comments > 0) for (const row of await source.comments(chosen.id)) comments.add(line(commentRecord(row, tags.numbers)));
  }
  if (comments.empty) for (const record of kind === 'comments' ? records : []) comments.add(record);
  for (const row of await source.sources(spread(selection.sources, SAMPLE))) sources.add(line(sourceRecord(row)));
  const tagBytes = tags.records.reduce<number>((sum, record) => sum + bytesOf(line(record)) + 2, 0);
  const frame = 600;
  return {
    records: records.slice(0, count),
    kind,
    bytes: Math.round(
      frame + tagBytes + sources.value * selection.sources.length + articles.value * selection.articles.length + comments.value * selection.comments,
    ),
  };
}

function sortedComments<T extends { readonly comment: Parameters<typeof compareComments>[0] }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => compareComments(a.comment, b.comment));
}

/** Compact JSON of one record. A lone surrogate, which no UTF-8 file can hold, becomes U+FFFD rather than an escape that other languages cannot write back. */
function line(record: object): string {
  const json = JSON.stringify(record);
  if (!/\\ud[89a-f]/.test(json)) return json;
  return JSON.stringify(record, (_key, value: unknown) => (typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : value));
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Collects records into the text of the body. */
class Collector {
  private parts: string[] = [];
  private length = 0;
  private first = true;

  get full(): boolean {
    return this.length >= PART_LENGTH;
  }

  open(name: string): void {
    this.push(`"${name}":[`);
    this.first = true;
  }

  record(record: object): void {
    this.push(`${this.first ? '' : ','}\n${line(record)}`);
    this.first = false;
  }

  close(): void {
    this.push(this.first ? '],\n' : '\n],\n');
  }

  /** Closes the last array and the file. */
  end(): void {
    this.push(this.first ? ']\n}\n' : '\n]\n}\n');
  }

  take(): string {
    const text = this.parts.join('');
    this.parts = [];
    this.length = 0;
    return text;
  }

  private push(text: string): void {
    this.parts.push(text);
    this.length += text.length;
  }
}

/** Mean bytes of a record with the comma and line end that follow it. */
class Mean {
  private bytes = 0;
  private count = 0;

  get empty(): boolean {
    return this.count === 0;
  }

  get value(): number {
    return this.count === 0 ? 0 : this.bytes / this.count;
  }

  add(record: string): void {
    this.bytes += bytesOf(record) + 2;
    this.count++;
  }
}

function* inGroups<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

/** At most `count` items, evenly spread. */
function spread<T extends ChosenArticle | string>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]).filter((item) => item !== undefined);
}
