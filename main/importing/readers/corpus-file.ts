/**
 * Our own tagged JSON (`cuttings-corpus`, version 1), read back: each of its sources is a member, with its articles, comments, tags and notes, and
 * without its bytes. The whole file is checked before any of it goes in. What version 1 does not know is passed over.
 */
import { createHash } from 'node:crypto';
import { derivedOf, type Marks, type MarkTag } from '../../../corpus/exchange/marks.ts';
import { FORMAT_NAME, FORMAT_VERSION, taggedJson } from '../../../corpus/exchange/tagged-json.ts';
import type { ParsedSource } from '../../../corpus/layouts/layout.ts';
import type { ArticleId, Block, Correction, Parting, SourceId, Span, StatedTime, TagSlot, TargetId, Warning } from '../../../corpus/records.ts';
import { ContainerError, type Member } from './container.ts';
import { type CorpusFile, file } from './corpus-file-shape.ts';

const HEAD = new RegExp(`^\\ufeff?\\s*\\{\\s*"format"\\s*:\\s*"${FORMAT_NAME}"`);

export function isCorpusFile(head: Uint8Array): boolean {
  return HEAD.test(new TextDecoder().decode(head.subarray(0, 200)));
}

type Marked = Pick<CorpusFile['comments'][number], 'tags' | 'notes' | 'spans'>;

/** Zod says `undefined` where our records say “missing”; what is undefined is left out, at every depth. */
function present<T>(value: unknown): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** The sources of an export. Throws `ContainerError` where it is damaged or of a newer version: then nothing of it goes in. */
export function* readCorpusFile(bytes: Uint8Array): Generator<Member, void, undefined> {
  const content = new TextDecoder().decode(bytes);
  const found = checked(content);
  const tags = found.tags.map((one) => present<MarkTag>({ path: one.path, slot: one.slot as TagSlot, key: one.key, description: one.description }));
  const numbers = new Map(found.tags.map((one, i) => [one.id, i]));
  const comments = groupedBy(found.comments, (one) => one.article);
  const places = new Map(found.sources.map((one, at) => [one.id, at]));
  const lastOf = ({ captures }: FileArticle): SourceId | undefined =>
    captures.map((one) => one.source).sort((a, b) => (places.get(b) ?? 0) - (places.get(a) ?? 0))[0];
  const pages = groupedBy(
    found.articles.flatMap((row) => pagesOf(row, comments.get(row.id) ?? [])),
    (page) => page.article.capture.source,
  );
  // what sits on an article comes with the last of its captures: only then is it whole
  const articles = groupedBy(found.articles, (row) => lastOf(row) ?? '');
  const parted = groupedBy(found.articles.flatMap(partingsOf), (parting) => parting.source);
  yield { kind: 'expected', count: found.sources.length };
  // the whole codebook, also what is on nothing
  yield { kind: 'marks', marks: { tags, taggings: [], notes: [] } };
  for (const { corrections, ...one } of found.sources) {
    const own = articles.get(one.id) ?? [];
    const parsed = present<ParsedSource>({ ...one, ledger: [], pages: pages.get(one.id) ?? [] });
    const targets: (readonly [TargetId, Marked])[] = own.flatMap((row) => [
      [row.id, row] as const,
      ...(comments.get(row.id) ?? []).map((reply) => [reply.id, reply] as const),
    ]);
    const partings = (parted.get(one.id) ?? []).map(({ captures }) => captures);
    yield {
      kind: 'read',
      place: one.name,
      name: one.name,
      parsed,
      marks: {
        ...marksOf(targets, tags, numbers),
        ...(partings.length > 0 && { partings }),
        ...(corrections && { corrections: { source: one.id, corrections: present<Correction[]>(corrections) } }),
      },
    };
  }
  for (const warning of sealWarnings(content, found.manifest.sha256)) yield { kind: 'warning', warning };
}

function groupedBy<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

function checked(content: string): CorpusFile {
  let value: unknown;
  try {
    value = JSON.parse(content.replace(/^\ufeff/, ''));
  } catch (error) {
    throw broken(`it is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (typeof version === 'number' && version > FORMAT_VERSION) {
    throw new ContainerError({
      kind: 'unsupported',
      title: 'From a newer version',
      message: `This is an export of a newer version of Cuttings (its format is ${version}, this version knows ${FORMAT_VERSION}). Import it with that version.`,
    });
  }
  const read = file.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw broken(`${issue?.path.join('.') ?? 'the file'}: ${issue?.message ?? 'not as it should be'}`);
  }
  const lost = wrongReference(read.data);
  if (lost !== undefined) throw broken(lost);
  return read.data;
}

/** A record that names one that is not there. */
function wrongReference({ tags, sources, articles, comments }: CorpusFile): string | undefined {
  const known = { tags: new Set(tags.map((one) => one.id)), sources: new Set(sources.map((one) => one.id)), articles: new Set(articles.map((one) => one.id)) };
  const ids = new Set<string>();
  for (const { id } of [...sources, ...articles, ...comments]) {
    if (ids.has(id)) return `${id} is there twice`;
    ids.add(id);
  }
  for (const one of articles) for (const capture of one.captures) if (!known.sources.has(capture.source)) return `${one.id} is of a source that is not there`;
  for (const one of comments) {
    if (!known.articles.has(one.article)) return `${one.id} is of an article that is not there`;
    const wrong = wrongComment(one, one.article, known.sources);
    if (wrong !== undefined) return wrong;
  }
  for (const { id, captures, readings = [] } of articles) {
    for (const reading of readings) {
      if (!captures.some((capture) => capture.id === reading.id)) return `${id} has no capture ${reading.id}`;
      for (const one of reading.comments) {
        const wrong = wrongComment(one, reading.id, known.sources);
        if (wrong !== undefined) return wrong;
      }
    }
  }
  for (const one of [...articles, ...comments]) {
    for (const id of [...one.tags, ...one.spans.flatMap((span) => span.tags)]) if (!known.tags.has(id)) return `${one.id} has a tag that is not there`;
  }
  return undefined;
}

function wrongComment(one: FileReading['comments'][number], article: ArticleId, sources: ReadonlySet<SourceId>): string | undefined {
  for (const source of [one.vanishedFrom, ...(one.sightings ?? []).map((seen) => seen.evidence.source)])
    if (source !== undefined && !sources.has(source)) return `${one.id} was seen in a source that is not there`;
  return one.article === article && one.id.startsWith(`c${article.slice(1)}.`) ? undefined : `${one.id} is no comment of ${article}`;
}

function broken(why: string): ContainerError {
  return new ContainerError({
    kind: 'damaged',
    title: 'Damaged export',
    message: `This is an export of Cuttings (tagged JSON), and it is damaged, so nothing of it was imported (${why.slice(0, 200)}). Export it again.`,
  });
}

type FileArticle = CorpusFile['articles'][number];

type FileReading = NonNullable<FileArticle['readings']>[number];
type Page = ParsedSource['pages'][number];

/** The pages an article is put together from: what each of its captures says, or the article as it is where that is not told. */
function pagesOf(row: FileArticle, comments: CorpusFile['comments']): Page[] {
  const byId = new Map(row.captures.map((capture) => [capture.id, capture]));
  const told = (row.readings ?? []).flatMap((reading) => {
    const capture = byId.get(reading.id);
    return capture === undefined ? [] : [{ reading, capture }];
  });
  if (told.length > 1) return told.map(({ reading, capture }) => pageOf(reading, { capture }, reading.comments));
  return [
    pageOf(
      row,
      { capture: row.captures[0], captures: row.captures },
      comments.map(({ tags: _t, notes: _n, spans: _s, ...stated }) => stated),
    ),
  ];
}

function pageOf(row: FileArticle | FileReading, captures: object, comments: FileReading['comments']): Page {
  const { id, headline, publisher, published, publishedText, updated, updatedText, byline, url, language, layout, commentCount, blocks, title } = row;
  const light = { id, headline, publisher, byline, url, language, layout, commentCount, ...('changes' in row && { changes: row.changes }) };
  const times = { published: timeOf(publishedText, published), updated: timeOf(updatedText, updated) };
  const plainBlocks = present<Block[]>(blocks);
  const { opening, ...derived } = derivedOf(present({ ...light, ...times }), plainBlocks);
  const shown = headline ?? title ?? opening ?? id;
  return present<Page>({
    article: { ...light, ...times, ...derived, title: shown, titleMade: headline === undefined ? true : undefined, ...captures },
    blocks: plainBlocks,
    comments,
  });
}

/** Pairs of captures that are not of one article, by the source of one of them. */
function partingsOf({ captures, partedFrom = [] }: FileArticle): { readonly source: SourceId; readonly captures: Parting['captures'] }[] {
  return captures.flatMap(({ id, source }) => partedFrom.flatMap((other) => (id === undefined ? [] : [{ source, captures: [id, other] as const }])));
}

function timeOf(text: string | undefined, at: string | undefined): StatedTime | undefined {
  return text === undefined ? undefined : { text, ...(at !== undefined && { at }) };
}

/** What sits on some targets, with only the tags that do, and their parents. */
function marksOf(targets: readonly (readonly [TargetId, Marked])[], codebook: readonly MarkTag[], numbers: ReadonlyMap<string, number>): Marks {
  const used = new Set<string>();
  const tagged: { target: TargetId; path: string; span?: Span }[] = [];
  const pathOf = (id: string): string => JSON.stringify(codebook[numbers.get(id) ?? -1]?.path ?? []);
  const notes: Marks['notes'][number][] = [];
  for (const [target, marked] of targets) {
    for (const id of marked.tags) tagged.push({ target, path: pathOf(id) });
    for (const { tags, ...span } of marked.spans) for (const id of tags) tagged.push({ target, path: pathOf(id), span: present<Span>(span) });
    for (const note of marked.notes) notes.push({ target, ...note });
  }
  for (const { path } of tagged) {
    const names: string[] = JSON.parse(path);
    for (let depth = 1; depth <= names.length; depth++) used.add(JSON.stringify(names.slice(0, depth)));
  }
  const tags = codebook.filter((one) => used.has(JSON.stringify(one.path)));
  const places = new Map(tags.map((one, i) => [JSON.stringify(one.path), i]));
  return { tags, taggings: tagged.flatMap(({ path, ...on }) => (places.has(path) ? [{ ...on, tag: places.get(path) ?? 0 }] : [])), notes };
}

/** Whether the body is what the manifest's checksum is of; a file that was written anew by another program cannot be told from one that was changed. */
function sealWarnings(content: string, sha256: string): readonly Warning[] {
  const body = content.slice(Math.max(0, content.indexOf('\n"tags":[') + 1));
  const actual = createHash('sha256')
    .update(`${taggedJson.canonicalStart}${taggedJson.canonical(body)}`)
    .digest('hex');
  return actual === sha256 ? [] : [{ kind: 'changed', message: 'The file was changed after it was exported: its checksum differs. It was imported as it is.' }];
}
