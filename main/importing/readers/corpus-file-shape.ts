/** The shape of our own tagged JSON, as far as it is read back; what it does not name is passed over. */
import { z } from 'zod';
import type { ArticleId, CommentId, SourceId } from '../../../corpus/records.ts';

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
const stated = {
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
  commentCount: z.object({ captured: count, stated: count.optional(), gaps: z.array(range) }),
  blocks: z.array(block),
};
const statedComment = z.object({
  id: commentId,
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
});
const comment = statedComment.extend({ article: articleId, ...marks });
const reading = z.object({ id: articleId, ...stated, comments: z.array(statedComment.extend({ article: articleId })) });
const article = z.object({
  id: articleId,
  ...stated,
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
  changes: z.object({ edited: z.literal(true).optional(), comments: count, vanished: count }).optional(),
  readings: z.array(reading).optional(),
  partedFrom: z.array(articleId).optional(),
  ...marks,
});
const tag = z.object({
  id: tagId,
  path: z.array(words).min(1),
  slot: z.number().int().min(1).max(12),
  key: z.number().int().min(1).max(9).optional(),
  description: words.optional(),
});
/** The file. */
export const file = z.object({
  version: z.number().int().min(1),
  manifest: z.object({ sha256: z.string() }),
  tags: z.array(tag),
  sources: z.array(source),
  articles: z.array(article),
  comments: z.array(comment),
});
export type CorpusFile = z.infer<typeof file>;
