/**
 * The records of the tagged JSON as they are written: keys in the format's order, absent fields left out. `JSON.stringify` keeps the
 * order in which keys are set here and drops those that are `undefined`.
 */

import type { Reading } from '../layouts/layout.ts';
import { tagPath, tagsById } from '../query/tag-paths.ts';
import type { Article, Block, Comment, Note, Quote, Sighting, StatedTime, Tag, Tagging, TagId } from '../records.ts';
import type { ExportedArticle, ExportedComment, ExportedSource } from './format.ts';
import { compareNotes, comparePaths, compareSpans, compareText } from './order.ts';
import { TAG_INKS } from './tag-inks.ts';

/** The codebook of one export: tags in path order, numbered in it. */
export interface ExportedCodebook {
  readonly records: readonly object[];
  /** The number a tag has in this export, from 1: its exported id is `t` and the number. */
  readonly numbers: ReadonlyMap<TagId, number>;
}

/** Numbers the tags by path, because the library's own ids are random and would make every export different. */
export function codebook(tags: readonly Tag[]): ExportedCodebook {
  const byId = tagsById(tags);
  const sorted = tags.map((tag) => ({ tag, path: tagPath(tag, byId) })).sort((a, b) => comparePaths(a.path, b.path) || compareText(a.tag.id, b.tag.id));
  return {
    numbers: new Map(sorted.map(({ tag }, i) => [tag.id, i + 1])),
    records: sorted.map(({ tag, path }, i) => ({
      id: `t${i + 1}`,
      path,
      colour: TAG_INKS[tag.slot],
      slot: tag.slot,
      key: tag.key,
      description: tag.description,
    })),
  };
}

export function sourceRecord(source: ExportedSource): object {
  const { article, comment, furniture, unparsed, blank } = source.coverage;
  return {
    id: source.id,
    name: source.name,
    container: source.container && {
      name: source.container.name,
      member: source.container.member,
      containerId: source.container.containerId,
    },
    context: source.context && { url: source.context.url, capturedAt: source.context.capturedAt, contentType: source.context.contentType },
    bytes: source.bytes,
    encoding: source.encoding,
    layout: source.layout,
    layoutReason: source.layoutReason,
    parser: source.parser,
    coverage: { article, comment, furniture, unparsed, blank },
    warnings: source.warnings.length === 0 ? undefined : source.warnings.map(({ kind, message, bytes }) => ({ kind, message, bytes })),
    corrections: source.corrections?.map(({ bytes, class: kind, kind: block }) => ({ bytes, class: kind, kind: block })),
  };
}

export function articleRecord(row: ExportedArticle, numbers: ReadonlyMap<TagId, number>): object {
  const { article, text, context, taggings, notes } = row;
  return {
    id: article.id,
    context: context ? true : undefined,
    ...statedFields(article),
    captures: article.captures.map(captureRecord),
    commentCount: countRecord(article),
    changes: article.changes && { edited: article.changes.edited, comments: article.changes.comments, vanished: article.changes.vanished },
    blocks: text.blocks.map(blockRecord),
    readings: row.readings.length === 0 ? undefined : row.readings.map(readingRecord),
    partedFrom: row.partedFrom.length === 0 ? undefined : [...row.partedFrom].sort(compareText),
    ...annotations(taggings, notes, numbers),
  };
}

/** What one capture of an article with several says. */
function readingRecord({ article, blocks, comments }: Reading): object {
  return {
    id: article.id,
    ...statedFields(article),
    commentCount: countRecord(article),
    blocks: blocks.map(blockRecord),
    comments: comments.map(statedComment),
  };
}

function countRecord({ commentCount: { captured, stated, gaps } }: Pick<Article, 'commentCount'>): object {
  return { captured, stated, gaps };
}

/** What the page says of the article. */
function statedFields(article: Reading['article'] | Article): object {
  return {
    headline: article.headline,
    title: article.titleMade ? article.title : undefined,
    publisher: article.publisher,
    published: article.published?.at,
    publishedText: article.published?.text,
    updated: article.updated?.at,
    updatedText: article.updated?.text,
    byline: article.byline,
    url: article.url,
    language: article.language,
    layout: article.layout,
  };
}

function captureRecord({ id, source, commentPage, commentsClosed, stated, comments, statedComments }: Article['captures'][number]): object {
  return {
    id,
    source,
    commentPage: commentPage && { current: commentPage.current, of: commentPage.of },
    commentsClosed,
    stated: stated && timeRecord(stated),
    comments,
    statedComments,
  };
}

function blockRecord(block: Block): object {
  return {
    kind: block.kind,
    text: block.text,
    repaired: block.repaired,
    guessed: block.guessed,
    box: block.box,
    attribution: block.attribution,
    evidence: evidenceRecord(block.evidence),
  };
}

export function commentRecord({ comment, taggings, notes }: ExportedComment, numbers: ReadonlyMap<TagId, number>): object {
  return { ...statedComment(comment), ...annotations(taggings, notes, numbers) };
}

function statedComment(comment: Comment): object {
  return {
    id: comment.id,
    article: comment.article,
    number: comment.number,
    position: comment.position,
    author: comment.author,
    posted: comment.posted && timeRecord(comment.posted),
    rating: comment.rating,
    editorsPick: comment.editorsPick,
    text: comment.text,
    repaired: comment.repaired,
    own: comment.own,
    quotes: comment.quotes.map(({ text, chars, of }) => ({ text, chars, of: of && placeRecord(of) })),
    replyTo: comment.replyTo.map(({ number, author, comment: parent, method, confidence, candidates, chars }) => ({
      number,
      author,
      comment: parent,
      method,
      confidence: rounded(confidence),
      candidates,
      chars,
    })),
    evidence: evidenceRecord(comment.evidence),
    sightings: comment.sightings?.map(sightingRecord),
    vanishedFrom: comment.vanishedFrom,
  };
}

function sightingRecord({ evidence, text, rating }: Sighting): object {
  return { evidence: evidenceRecord(evidence), text, rating };
}

/** Where quoted words stand. */
function placeRecord(of: NonNullable<Quote['of']>): object {
  return 'comment' in of ? { comment: of.comment, chars: of.chars } : { block: of.block, chars: of.chars };
}

/** Three places: enough for a confidence, and a number that every language writes alike. */
function rounded(confidence: number): number {
  return Math.round(confidence * 1000) / 1000;
}

function timeRecord(time: StatedTime): object {
  return { text: time.text, at: time.at };
}

function evidenceRecord({ source, bytes }: Comment['evidence']): object {
  return { source, bytes };
}

function annotations(taggings: readonly Tagging[], notes: readonly Note[], numbers: ReadonlyMap<TagId, number>): object {
  return {
    tags: exportedTags(
      taggings.filter((tagging) => tagging.span === undefined),
      numbers,
    ),
    notes: [...notes].sort(compareNotes).map(({ text, at }) => ({ text, at })),
    spans: spanRecords(taggings, numbers),
  };
}

/** Exported ids in path order, each once. */
function exportedTags(taggings: readonly Tagging[], numbers: ReadonlyMap<TagId, number>): string[] {
  const found = new Set(
    taggings.map((tagging) => {
      const number = numbers.get(tagging.tag);
      if (number === undefined) throw new Error(`a tagging of ${tagging.target} names a tag that is not in the codebook`);
      return number;
    }),
  );
  return [...found].sort((a, b) => a - b).map((number) => `t${number}`);
}

/** One record a stretch of text, with every tag that sits on it. */
function spanRecords(taggings: readonly Tagging[], numbers: ReadonlyMap<TagId, number>): object[] {
  const byPlace = new Map<string, Tagging[]>();
  for (const tagging of taggings) {
    if (tagging.span === undefined) continue;
    const place = `${tagging.span.block ?? ''}:${tagging.span.chars[0]}-${tagging.span.chars[1]}`;
    const there = byPlace.get(place);
    if (there === undefined) byPlace.set(place, [tagging]);
    else there.push(tagging);
  }
  return [...byPlace.values()]
    .flatMap((there) => (there[0]?.span === undefined ? [] : [{ span: there[0].span, there }]))
    .sort((a, b) => compareSpans(a.span, b.span))
    .map(({ span, there }) => ({
      block: span.block,
      chars: span.chars,
      exact: span.exact,
      prefix: span.prefix,
      suffix: span.suffix,
      tags: exportedTags(there, numbers),
    }));
}
