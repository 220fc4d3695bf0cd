import type { FoundComment } from '../../layouts/page-builder.ts';
import { isJsonLd, type JsonObject, jsonLdObjects, typeOf, wordsOf } from '../json-ld.ts';
import { timeOf } from '../metadata.ts';
import { elementsOf, squash } from '../nodes.ts';
import { runsOf } from '../runs.ts';
import { parsePage } from '../tree.ts';
import type { WebPage } from './family.ts';
import type { FoundThread } from './index.ts';
import { answersOf } from './parents.ts';

/** A comment as JSON-LD gives it, before its place in the source is known. */
interface Stated {
  readonly value: JsonObject;
  readonly text: string;
  readonly parent?: JsonObject | undefined;
}

/** Comments that a page gives in JSON-LD (`"comment": [{"@type": "Comment", "text": …}]`). The range of each is that of its words, between the quotes of the string. */
export function structuredComments(page: WebPage): FoundThread | undefined {
  const comments: FoundComment[] = [];
  for (const element of elementsOf(page.root)) {
    if (!isJsonLd(element)) continue;
    for (const script of element.children)
      if (script.kind === 'text' && script.from >= 0) comments.push(...commentsIn(page.source.slice(script.from, script.to), script.from, page, comments));
  }
  if (comments.length === 0) return undefined;
  return { comments, items: [], reason: `${comments.length === 1 ? 'one comment' : `${comments.length} comments`} given as data (JSON-LD)` };
}

function commentsIn(script: string, offset: number, page: WebPage, before: readonly FoundComment[]): FoundComment[] {
  const objects = jsonLdObjects(script);
  const stated = objects.flatMap((value): Stated[] => {
    const text = typeof value.text === 'string' ? value.text : undefined;
    return /(?:^| )(?:User)?Comments?(?: |$)/.test(typeOf(value)) && text !== undefined && text.trim() !== ''
      ? [{ value, text, parent: parentOf(value, objects) }]
      : [];
  });
  if (stated.length === 0) return [];
  const places = placesOf(script, new Set(stated.map(({ text }) => text)));
  const found: { comment: FoundComment; value: JsonObject; parent: JsonObject | undefined }[] = [];
  const met = new Set(before.map(({ text, author, posted }) => keyOf(text, author, posted)));
  for (const { value, text, parent } of stated) {
    const place = places.get(text)?.shift();
    if (!place) continue;
    const [from, to] = [place[0] + offset, place[1] + offset];
    // a script amid a paragraph lies in the paragraph's range
    if (page.runs.some((run) => run.from < to && from < run.to)) continue;
    const [said, author, posted] = [plainText(text), wordsOf(value.author ?? value.creator), postedOf(value)];
    // some pages give the same comments twice
    const key = keyOf(said, author, posted);
    if (said === '' || met.has(key)) continue;
    met.add(key);
    found.push({ comment: { from, to, text: said, author, posted, rating: ratingOf(value) }, value, parent });
  }
  found.sort((a, b) => a.comment.from - b.comment.from);
  const positions = new Map(found.map(({ value }, position) => [value, position] as const));
  return found.map(({ comment, parent }) => {
    const position = parent ? positions.get(parent) : undefined;
    const answered = position === undefined ? undefined : found[position]?.comment;
    return answered && position !== undefined ? { ...comment, answers: answersOf(answered, before.length + position) } : comment;
  });
}

const keyOf = (text: string, author: string | undefined, posted: FoundComment['posted']): string => JSON.stringify([text, author, posted?.text]);

/** The comment that holds this one in its `comment`, or that its `parentItem` names. */
function parentOf(value: JsonObject, objects: readonly JsonObject[]): JsonObject | undefined {
  const named = wordsOf(typeof value.parentItem === 'object' && value.parentItem !== null && '@id' in value.parentItem ? value.parentItem['@id'] : undefined);
  return objects.find(
    (other) =>
      other !== value &&
      ((named !== undefined && (other['@id'] === named || other.url === named)) || (/Comment/.test(typeOf(other)) && [other.comment].flat().includes(value))),
  );
}

function postedOf(value: JsonObject): FoundComment['posted'] {
  return timeOf(wordsOf(value.dateCreated ?? value.datePublished ?? value.commentTime));
}

function ratingOf({ upvoteCount }: JsonObject): number | undefined {
  const count = typeof upvoteCount === 'string' ? Number(upvoteCount.trim() || Number.NaN) : upvoteCount;
  return typeof count === 'number' && Number.isSafeInteger(count) ? count : undefined;
}

/** Where strings of a script stand, without their quotes, in its order. */
function placesOf(script: string, texts: ReadonlySet<string>): Map<string, (readonly [from: number, to: number])[]> {
  const places = new Map<string, (readonly [number, number])[]>();
  for (const { 0: string, index } of script.matchAll(/"(?:[^"\\]|\\.)*"/g)) {
    const text = JSON.parse(string) as string;
    if (!texts.has(text)) continue;
    const known = places.get(text) ?? [];
    known.push([index + 1, index + string.length - 1]);
    places.set(text, known);
  }
  return places;
}

/** Text that can hold markup, as a page would show it. */
function plainText(text: string): string {
  if (!/<\w|&#?\w+;/.test(text)) return text.replace(/[ \t]+/g, ' ').trim();
  const runs = runsOf(parsePage(text), text);
  return runs.length === 0 ? squash(text) : runs.map((run) => run.text).join('\n\n');
}
