import type { StatedTime } from './records.ts';
import { findTime } from './text/times.ts';

/** A comment without a number as one capture shows it, with what it can be known by when its words were changed. */
export interface Rewordable {
  /** Folded. */
  readonly author: string;
  /** Folded. */
  readonly text: string;
  readonly posted: StatedTime | undefined;
  /** The page of comments it stands on, where known. */
  readonly page: number | undefined;
}

/** Of one author's comments so many are compared by their words; of more, only by their times. */
const COMPARED = 60;
/** Words that a comment has at least to be told by them alone, the share of the shorter one that the other must have, and of the longer one. */
const WORDS = 5;
const OF_SHORTER = 0.7;
const OF_LONGER = 0.4;

/** When a comment was written as the page states it; undefined for times told from now, which every capture tells anew. `exact` with a time of day. */
function momentOf(posted: StatedTime | undefined): { readonly key: string; readonly exact: boolean } | undefined {
  if (posted === undefined) return undefined;
  const found = findTime(posted.text);
  if (found?.relative) return undefined;
  if (posted.at !== undefined) return { key: posted.at, exact: posted.at.includes('T') };
  return found ? { key: posted.text.replace(/\s+/g, ' ').trim().toLowerCase(), exact: found.exact } : undefined;
}

interface Known extends Rewordable {
  readonly at: number;
  readonly moment: ReturnType<typeof momentOf>;
  readonly words: ReadonlySet<string>;
}

const known = (one: Rewordable, at: number): Known => ({
  ...one,
  at,
  moment: momentOf(one.posted),
  words: new Set(one.text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []),
});

/**
 * Pairs comments of a capture with comments of earlier ones that have the same author and other words: those of the same time of day, where neither
 * side has two of it and they do not stand on different pages of the list; then those whose words are alike, the most alike first. Gives indices of
 * `comments` and `earlier`; none occurs twice. The same whatever was paired elsewhere.
 */
export function pairReworded(comments: readonly Rewordable[], earlier: readonly Rewordable[]): (readonly [comment: number, earlier: number])[] {
  const ours = byAuthor(comments);
  const pairs: (readonly [number, number])[] = [];
  for (const [author, theirs] of byAuthor(earlier, ours)) {
    const mine = ours.get(author) ?? [];
    const byTime = sameTime(mine, theirs);
    pairs.push(...byTime);
    const [left, right] = [new Set(byTime.map(([one]) => one)), new Set(byTime.map(([, other]) => other))];
    pairs.push(
      ...alikePairs(
        mine.filter(({ at }) => !left.has(at)),
        theirs.filter(({ at }) => !right.has(at)),
      ),
    );
  }
  return pairs;
}

function byAuthor(comments: readonly Rewordable[], only?: ReadonlyMap<string, unknown>): Map<string, Known[]> {
  const found = new Map<string, Known[]>();
  for (const [at, one] of comments.entries()) {
    if (only && !only.has(one.author)) continue;
    const others = found.get(one.author);
    if (others) others.push(known(one, at));
    else found.set(one.author, [known(one, at)]);
  }
  return found;
}

function sameTime(mine: readonly Known[], theirs: readonly Known[]): (readonly [number, number])[] {
  const [left, right] = [onlyOnes(mine), onlyOnes(theirs)];
  const pairs: (readonly [number, number])[] = [];
  for (const [key, one] of left) {
    const other = right.get(key);
    if (one && other && (one.page === undefined || other.page === undefined || one.page === other.page)) pairs.push([one.at, other.at]);
  }
  return pairs;
}

/** Comments by the time of day they were written at; undefined where two share it. */
function onlyOnes(comments: readonly Known[]): Map<string, Known | undefined> {
  const found = new Map<string, Known | undefined>();
  for (const one of comments) if (one.moment?.exact) found.set(one.moment.key, found.has(one.moment.key) ? undefined : one);
  return found;
}

function alikePairs(mine: readonly Known[], theirs: readonly Known[]): (readonly [number, number])[] {
  if (mine.length > COMPARED || theirs.length > COMPARED) return [];
  const all = mine.flatMap((one) => theirs.map((other) => ({ one, other, likeness: likenessOf(one, other) }))).filter(({ likeness }) => likeness > 0);
  all.sort((a, b) => b.likeness - a.likeness || a.one.at - b.one.at || a.other.at - b.other.at);
  const [left, right] = [new Set<number>(), new Set<number>()];
  const pairs: (readonly [number, number])[] = [];
  for (const { one, other } of all) {
    if (left.has(one.at) || right.has(other.at)) continue;
    left.add(one.at);
    right.add(other.at);
    pairs.push([one.at, other.at]);
  }
  return pairs;
}

/** How alike two comments of one author are, 0 where they are not the same or their times say so. */
function likenessOf(one: Known, other: Known): number {
  if (one.moment && other.moment && one.moment.key !== other.moment.key && one.moment.exact === other.moment.exact) return 0;
  const [less, more] = [Math.min(one.words.size, other.words.size), Math.max(one.words.size, other.words.size)];
  if (less < WORDS) return 0;
  let shared = 0;
  for (const word of one.words) if (other.words.has(word)) shared++;
  return shared >= less * OF_SHORTER && shared >= more * OF_LONGER ? shared / more : 0;
}
