/** Where tags and notes belong once sources have been read anew: their records may have other ids, other words, or be gone. */
import { reanchor } from './anchors.ts';
import { CuttingsError } from './errors.ts';
import type { Reading } from './layouts/layout.ts';
import { closestOf } from './matching.ts';
import { type MergedArticle, mergeReadings, targetNow } from './merge.ts';
import type { ArticleId, Comment, Note, Tagging, TargetId } from './records.ts';
import { articleOf, isComment, taggingId } from './targets.ts';

/** One source's former readings and the new ones in their place. */
export interface Replaced {
  readonly before: readonly Reading[];
  readonly after: readonly Reading[];
}

/** Where marks of a target are now. */
export interface Home {
  readonly target: TargetId;
  /** The words of their record, where that is gone and they are on its article instead. */
  readonly lost?: string;
}

/** What became of the captures and comments of sources read anew: the new id by the former one; a comment that is gone has none. */
export function followRecords({ before, after }: Replaced): ReadonlyMap<TargetId, TargetId> {
  const found = new Map<TargetId, TargetId>(capturesNow(before, after));
  const old = before.flatMap(({ comments }) => comments).map(placed);
  const now = after.flatMap(({ comments }) => comments).map(placed);
  const byKey = new Map(now.map((one) => [keyOf(one), one]));
  const moved = old.filter((record) => !byKey.has(keyOf(record)));
  for (const record of old) if (byKey.has(keyOf(record))) found.set(record.id, record.id);
  const closest = closestOf(moved, now);
  for (const [at, record] of moved.entries()) {
    const home = closest[at];
    if (home) found.set(record.id, home.id);
  }
  return found;
}

const placed = ({ id, text, evidence }: Comment) => ({ id, text, bytes: evidence.bytes });
const keyOf = ({ id, text, bytes }: ReturnType<typeof placed>): string => `${id} ${bytes.join('-')} ${text}`;

/** The capture that each former one is now: the one with its id, else that which stands on most of its records, else the only one there is. */
function capturesNow(before: readonly Reading[], after: readonly Reading[]): [ArticleId, ArticleId][] {
  const ids = new Set(after.map(({ article }) => article.id));
  const moved = before.filter(({ article }) => !ids.has(article.id));
  const old = moved.flatMap(recordsOf);
  const closest = closestOf(old, after.flatMap(recordsOf));
  const shares = new Map<ArticleId, Map<ArticleId, number>>();
  for (const [at, { capture, bytes }] of old.entries()) {
    const other = closest[at];
    if (other === undefined) continue;
    const share = shares.get(capture) ?? new Map<ArticleId, number>();
    shares.set(capture, share.set(other.capture, (share.get(other.capture) ?? 0) + bytes[1] - bytes[0]));
  }
  return before.flatMap(({ article: { id } }): [ArticleId, ArticleId][] => {
    if (ids.has(id)) return [[id, id]];
    const [most] = [...(shares.get(id) ?? [])].sort((a, b) => b[1] - a[1]);
    const now = most?.[0] ?? (after.length === 1 ? after[0]?.article.id : undefined);
    return now === undefined ? [] : [[id, now]];
  });
}

function recordsOf({ article, blocks, comments }: Reading) {
  return [...blocks, ...comments].map(({ text, evidence }) => ({ capture: article.id, text, bytes: evidence.bytes }));
}

/**
 * Says where the marks of a target go. `former`: the readings of each article as it was; `now`: the articles they became. Undefined where neither its record
 * nor its article has become anything.
 */
export function homesAfter(
  former: readonly (readonly Reading[])[],
  replaced: readonly Replaced[],
  now: readonly MergedArticle[],
): (target: TargetId) => Home | undefined {
  const byCapture = new Map(former.flatMap((readings) => readings.flatMap((reading) => idsOf(reading).map((id) => [id, readings] as const))));
  const exchanged = new Set(replaced.flatMap(({ before }) => before.map(({ article }) => article.id)));
  const followed = new Map(replaced.flatMap((one) => [...followRecords(one)]));
  // what an article was made of is put together again only where there are marks to place
  const makings = new Map<readonly Reading[], ReadonlyMap<TargetId, readonly TargetId[]>>();
  const madeOf = (target: TargetId, readings: readonly Reading[]): readonly TargetId[] => {
    const known = makings.get(readings) ?? inverted(readings);
    makings.set(readings, known);
    return [target, ...(known.get(target) ?? []).filter((one) => one !== target)];
  };
  const placeOf = (record: TargetId): TargetId | undefined => {
    const id = exchanged.has(articleOf(record)) ? followed.get(record) : record;
    return id === undefined ? undefined : targetNow(id, now);
  };
  return (target) => {
    const readings = byCapture.get(articleOf(target));
    if (readings === undefined) return undefined;
    const records = madeOf(target, readings);
    for (const record of records) {
      const place = placeOf(record);
      if (place !== undefined) return { target: place };
    }
    const named = isComment(target) ? targetNow(target, now) : undefined;
    if (named !== undefined) return { target: named };
    const captures = [...records.map(articleOf), ...readings.flatMap(idsOf)];
    const article = captures.map(placeOf).find((place) => place !== undefined);
    if (article === undefined) return undefined;
    if (!isComment(target)) return { target: article };
    const ids = new Set<string>(records);
    const lost = readings.flatMap(({ comments }) => comments).find(({ id }) => ids.has(id))?.text;
    return { target: article, lost: lost ?? '' };
  };
}

function idsOf({ article }: Reading): ArticleId[] {
  return [article.id, ...(article.captures ?? [article.capture]).flatMap(({ id }) => (id === undefined || id === article.id ? [] : [id]))];
}

/** What of its readings each target of an article was made of; the record whose words it shows comes first. */
function inverted(readings: readonly Reading[]): ReadonlyMap<TargetId, readonly TargetId[]> {
  const { comments, targets } = mergeReadings(readings);
  const shown = new Map(comments.map(({ id, text }) => [id as TargetId, text]));
  const words = new Map(readings.flatMap((reading) => reading.comments.map(({ id, text }) => [id as TargetId, text] as const)));
  const made = new Map<TargetId, TargetId[]>();
  for (const [record, target] of targets) {
    const records = made.get(target) ?? [];
    made.set(target, records);
    if (words.get(record) !== undefined && words.get(record) === shown.get(target)) records.unshift(record);
    else records.push(record);
  }
  return made;
}

/** Tags and notes where they belong now. */
export interface PlacedMarks {
  readonly taggings: readonly Tagging[];
  readonly notes: readonly Note[];
  /** Notes to be made, which say what marks sat on that have lost their words. */
  readonly said: readonly Omit<Note, 'id'>[];
  /** How many of the marks have lost their words or their record, and are on the whole. */
  readonly homeless: number;
}

/** Of a record that is gone, in the note that tells of it. */
const MOST_CHARACTERS = 500;

/**
 * Takes marks to where their words are now. A span whose words are gone leaves its tag on the whole record, a record that is gone leaves its marks on its
 * article, and a note says what they sat on. Throws `CuttingsError` kind `marks-lost` where marks have nowhere to go.
 */
export function placeMarks(
  taggings: readonly Tagging[],
  notes: readonly Note[],
  now: readonly MergedArticle[],
  homes: (target: TargetId) => Home | undefined,
): PlacedMarks {
  const texts = textsOf(now);
  const known = new Map<TargetId, Home>();
  const lost = new Map<TargetId, Omit<Note, 'id'>>();
  const said: Omit<Note, 'id'>[] = [];
  let homeless = 0;
  const homeOf = ({ target, at }: Tagging | Note): Home => {
    const home = known.get(target) ?? homes(target);
    if (home === undefined) throw new CuttingsError('marks-lost', 'It has tags or notes, and no article would be left that they could stay on.');
    known.set(target, home);
    if (home.lost !== undefined && !lost.has(target)) {
      const words = home.lost.length <= MOST_CHARACTERS ? home.lost : `${home.lost.slice(0, MOST_CHARACTERS).replace(/[\ud800-\udbff]$/, '')}…`;
      const text = `What sat on a comment that is not read any more was put on its article. The comment said: “${words}”`;
      lost.set(target, { target: home.target, article: articleOf(home.target), text, at });
    }
    return home;
  };
  const moved = new Map<string, Tagging>();
  for (const tagging of taggings) {
    const home = homeOf(tagging);
    const { target } = home;
    const { id: _id, span: before, ...rest } = tagging;
    const span = before && home.lost === undefined ? reanchor(before, texts.get(target) ?? []) : undefined;
    const id = taggingId(target, tagging.tag, span);
    if (!moved.has(id)) moved.set(id, { ...rest, id, target, article: articleOf(target), ...(span && { span }) });
    if (before !== undefined && span === undefined) {
      const text = `A tag sat on the words “${before.exact}”, which this version does not have; it is on the whole now.`;
      said.push({ target, article: articleOf(target), text, at: tagging.at });
    }
    if (home.lost !== undefined || (before !== undefined && span === undefined)) homeless++;
  }
  const noted = notes.map((note): Note => {
    const { target, lost: gone } = homeOf(note);
    if (gone !== undefined) homeless++;
    return { ...note, target, article: articleOf(target) };
  });
  return { taggings: [...moved.values()], notes: noted, said: [...lost.values(), ...said], homeless };
}

function textsOf(articles: readonly MergedArticle[]): ReadonlyMap<TargetId, readonly string[]> {
  return new Map(
    articles.flatMap(({ article, blocks, comments }): [TargetId, readonly string[]][] => [
      [article.id, blocks.map(({ text }) => text)],
      ...comments.map(({ id, text }): [TargetId, readonly string[]] => [id, [text]]),
    ]),
  );
}
