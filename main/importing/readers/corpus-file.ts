/**
 * Our own tagged JSON (`cuttings-corpus`, version 1), read back: each of its sources is a member, with its articles, comments, tags and notes, and
 * without its bytes. The whole file is checked before any of it goes in. What version 1 does not know is passed over.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { derivedOf, type Marks, type MarkTag } from '../../../corpus/exchange/marks.ts';
import { FORMAT_NAME, FORMAT_VERSION, taggedJson } from '../../../corpus/exchange/tagged-json.ts';
import type { ParsedSource } from '../../../corpus/layouts/layout.ts';
import type { ArticleId, Block, Comment, CommentId, Correction, SourceId, Span, StatedTime, TagSlot, TargetId, Warning } from '../../../corpus/records.ts';
import { ContainerError, type Member } from './container.ts';

const HEAD = new RegExp(`^\\ufeff?\\s*\\{\\s*"format"\\s*:\\s*"${FORMAT_NAME}"`);

export function isCorpusFile(head: Uint8Array): boolean {
  return HEAD.test(new TextDecoder().decode(head.subarray(0, 200)));
}

const id = <P extends string>(letter: P, pattern: RegExp) => z.templateLiteral([letter, z.string().regex(pattern)]);
const sourceId: z.ZodType<SourceId> = id('sha256:', /^[0-9a-f]{64}$/);
const articleId: z.ZodType<ArticleId> = id('a', /^[0-9a-f]{16}$/);
const commentId: z.ZodType<CommentId> = id('c', /^[0-9a-f]{16}\.[^|]{1,100}$/);
const range = z.tuple([z.number().int().min(0), z.number().int().min(0)]);
const evidence = z.object({ source: sourceId, bytes: range });
const text = z.string();
const words = z.string().min(1);
const tagId = z.string().regex(/^t\d+$/);
const count = z.number().int().min(0);
const time = z.object({ text, at: words.optional() });
const context = z.object({ url: words.optional(), capturedAt: words.optional(), contentType: words.optional() });
const container = z.object({ name: words, member: words, containerId: sourceId.optional() });

const marks = {
  tags: z.array(tagId).default([]),
  notes: z.array(z.object({ text: words, at: words })).default([]),
  spans: z.array(z.object({ block: count.optional(), chars: range, exact: text, prefix: text, suffix: text, tags: z.array(tagId) })).default([]),
};
const blockKind = z.enum(['headline', 'dateline', 'byline', 'standfirst', 'paragraph', 'crosshead', 'caption', 'pullquote', 'listitem', 'box']);
const source = z.object({
  id: sourceId,
  name: words,
  container: container.optional(),
  context: context.optional(),
  bytes: count,
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  layout: words,
  layoutReason: words,
  parser: words,
  coverage: z.object({ article: count, comment: count, furniture: count, unparsed: count, blank: count }),
  warnings: z.array(z.object({ kind: words, message: words, bytes: range.optional() })).default([]),
  corrections: z
    .array(z.object({ bytes: range, class: z.enum(['article', 'comment', 'furniture', 'unparsed']), kind: blockKind.optional() }))
    .min(1)
    .optional(),
});
const block = z.object({
  kind: blockKind,
  text,
  repaired: text.optional(),
  guessed: z.literal(true).optional(),
  box: count.optional(),
  attribution: text.optional(),
  evidence,
});
const article = z.object({
  id: articleId,
  headline: words.optional(),
  title: words.optional(),
  publisher: words.optional(),
  published: words.optional(),
  publishedText: words.optional(),
  updated: words.optional(),
  updatedText: words.optional(),
  byline: words.optional(),
  url: words.optional(),
  language: words.optional(),
  layout: words,
  captures: z
    .array(
      z.object({
        id: articleId.optional(),
        source: sourceId,
        commentPage: z.object({ current: count, of: count }).optional(),
        commentsClosed: z.literal(true).optional(),
        stated: time.optional(),
        comments: count.optional(),
        statedComments: count.optional(),
      }),
    )
    .min(1),
  commentCount: z.object({ captured: count, stated: count.optional(), gaps: z.array(range) }),
  changes: z.object({ edited: z.literal(true).optional(), comments: count, vanished: count }).optional(),
  blocks: z.array(block),
  ...marks,
});
const comment = z.object({
  id: commentId,
  article: articleId,
  number: count.optional(),
  position: count,
  author: words.optional(),
  posted: time.optional(),
  rating: z.number().optional(),
  editorsPick: z.literal(true).optional(),
  text,
  repaired: text.optional(),
  own: text,
  quotes: z.array(
    z.object({ text, chars: range, of: z.union([z.object({ comment: commentId, chars: range }), z.object({ block: count, chars: range })]).optional() }),
  ),
  replyTo: z.array(
    z.object({
      number: count.optional(),
      author: words.optional(),
      comment: commentId.optional(),
      method: z.enum(['number+author', 'number', 'author', 'quoted-text', 'markup', 'mention']),
      confidence: z.number().min(0).max(1),
      candidates: z.array(commentId).optional(),
      chars: range.optional(),
    }),
  ),
  evidence,
  sightings: z.array(z.object({ evidence, text: text.optional(), rating: z.number().optional() })).optional(),
  vanishedFrom: sourceId.optional(),
  ...marks,
});
const tag = z.object({
  id: tagId,
  path: z.array(words).min(1),
  slot: z.number().int().min(1).max(12),
  key: z.number().int().min(1).max(9).optional(),
  description: words.optional(),
});
const file = z.object({
  version: z.number().int().min(1),
  manifest: z.object({ sha256: z.string() }),
  tags: z.array(tag),
  sources: z.array(source),
  articles: z.array(article),
  comments: z.array(comment),
});
type CorpusFile = z.infer<typeof file>;
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
  const articles = groupedBy(found.articles, (one) => one.captures[0]?.source ?? '');
  yield { kind: 'expected', count: found.sources.length };
  // the whole codebook, also what is on nothing
  yield { kind: 'marks', marks: { tags, taggings: [], notes: [] } };
  for (const { corrections, ...one } of found.sources) {
    const own = articles.get(one.id) ?? [];
    const pages = own.map((row) => pageOf(row, comments.get(row.id) ?? []));
    const parsed = present<ParsedSource>({ ...one, ledger: [], pages });
    const targets: (readonly [TargetId, Marked])[] = own.flatMap((row) => [
      [row.id, row] as const,
      ...(comments.get(row.id) ?? []).map((reply) => [reply.id, reply] as const),
    ]);
    yield {
      kind: 'read',
      place: one.name,
      name: one.name,
      parsed,
      marks: { ...marksOf(targets, tags, numbers), ...(corrections && { corrections: { source: one.id, corrections: present<Correction[]>(corrections) } }) },
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
    for (const source of [one.vanishedFrom, ...(one.sightings ?? []).map((seen) => seen.evidence.source)])
      if (source !== undefined && !known.sources.has(source)) return `${one.id} was seen in a source that is not there`;
    if (!one.id.startsWith(`c${one.article.slice(1)}.`)) return `${one.id} is no comment of ${one.article}`;
  }
  for (const one of [...articles, ...comments]) {
    for (const id of [...one.tags, ...one.spans.flatMap((span) => span.tags)]) if (!known.tags.has(id)) return `${one.id} has a tag that is not there`;
  }
  return undefined;
}

function broken(why: string): ContainerError {
  return new ContainerError({
    kind: 'damaged',
    title: 'Damaged export',
    message: `This is an export of Cuttings (tagged JSON), and it is damaged, so nothing of it was imported (${why.slice(0, 200)}). Export it again.`,
  });
}

type FileArticle = CorpusFile['articles'][number];

function pageOf(row: FileArticle, comments: CorpusFile['comments']): ParsedSource['pages'][number] {
  const { published, publishedText, updated, updatedText, captures, blocks, title, tags: _tags, notes: _notes, spans: _spans, ...light } = row;
  const times = { published: timeOf(publishedText, published), updated: timeOf(updatedText, updated) };
  const plainBlocks = present<Block[]>(blocks);
  const { opening, ...derived } = derivedOf(present({ ...light, ...times }), plainBlocks);
  const shown = light.headline ?? title ?? opening ?? row.id;
  return present<ParsedSource['pages'][number]>({
    article: { ...light, ...times, ...derived, title: shown, titleMade: light.headline === undefined ? true : undefined, capture: captures[0], captures },
    blocks: plainBlocks,
    comments: comments.map(({ tags: _t, notes: _n, spans: _s, ...reply }): Comment => present<Comment>(reply)),
  });
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
