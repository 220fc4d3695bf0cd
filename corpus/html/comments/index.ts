import type { FoundComment } from '../../layouts/page-builder.ts';
import { ancestorsOf, closest, type ElementNode } from '../nodes.ts';
import type { Run } from '../runs.ts';
import { bbcDna } from './bbc-dna.ts';
import { dailyMail } from './daily-mail.ts';
import { disqus } from './disqus.ts';
import type { CommentFamily, WebPage } from './family.ts';
import { genericComments } from './generic.ts';
import { guardian } from './guardian.ts';
import { huffpost } from './huffpost.ts';
import { livefyre } from './livefyre.ts';
import { openWeb } from './open-web.ts';
import { withParents } from './parents.ts';
import { readComment } from './parts.ts';
import { pluck } from './pluck.ts';
import { schemaOrg } from './schema-org.ts';
import { slashdot } from './slashdot.ts';
import { structuredComments } from './structured.ts';
import { timedComments } from './timed.ts';
import { wordpress } from './wordpress.ts';

/** All families, the more telling first. A new one is one file and one entry here. */
const FAMILIES: readonly CommentFamily[] = [
  bbcDna,
  slashdot,
  guardian,
  dailyMail,
  disqus,
  livefyre,
  openWeb,
  pluck,
  huffpost,
  wordpress,
  schemaOrg,
  genericComments,
];

/** Comments found on a page, and how. */
export interface FoundThread {
  readonly comments: readonly FoundComment[];
  /** The elements that hold them, one each. */
  readonly items: readonly ElementNode[];
  /** For the import report: “10 comments as Mail Online writes them”, “one comment as WordPress writes them”. */
  readonly reason: string;
}

/** The comments of a page, by the family that reads most of it; undefined where none is found. */
export function findComments(page: WebPage): FoundThread | undefined {
  let best: { thread: FoundThread; score: number } | undefined;
  for (const family of FAMILIES) {
    // the general way reads what the others know, too, and less well
    const weight = family === genericComments ? 0.4 : 1;
    const thread = readThread(family, page, (best?.score ?? 0) / weight);
    const score = (thread?.comments.length ?? 0) * weight;
    if (thread && score > (best?.score ?? 0)) best = { thread, score };
  }
  const timed = best ? undefined : readThread(timedComments, page, 0);
  if (timed && timed.comments.length >= 2) best = { thread: timed, score: 0 };
  const structured = structuredComments(page);
  // data can hold more comments than the page shows; what it shows is told of more fully
  return structured && structured.comments.length > (best?.thread.comments.length ?? 0) ? structured : best?.thread;
}

/** So few of them can be something else that repeats; as comments, most tell who wrote and one at least when. */
const MANY = 3;
const isByForm = (family: CommentFamily): boolean => family === genericComments || family === timedComments;
const isThread = (comments: readonly FoundComment[]): boolean =>
  comments.some(({ posted }) => posted) && comments.filter(({ author }) => author !== undefined).length * 2 >= comments.length;

/** The comments as a family reads them, unless there can be no more than `enough`. */
function readThread(family: CommentFamily, page: WebPage, enough: number): FoundThread | undefined {
  const items = [...new Set(family.items(page))];
  if (items.length <= enough) return undefined;
  const set = new Set(items);
  const owners = new Map<ElementNode, ElementNode | undefined>();
  const ownerOf = (element: ElementNode): ElementNode | undefined => {
    const known = owners.get(element);
    if (known !== undefined || owners.has(element)) return known;
    let owner: ElementNode | undefined;
    for (const around of ancestorsOf(element)) {
      if (!set.has(around)) continue;
      owner = around;
      break;
    }
    owners.set(element, owner);
    return owner;
  };
  const own = new Map<ElementNode, Run[]>();
  const order = new Map<Run, number>();
  for (const [i, run] of page.runs.entries()) {
    order.set(run, i);
    const owner = ownerOf(run.block);
    if (!owner) continue;
    const runs = own.get(owner);
    if (runs) runs.push(run);
    else own.set(owner, [run]);
  }
  const picks = family.editorsPicks?.(page) ? (true as const) : undefined;
  const found: { comment: FoundComment; item: ElementNode }[] = [];
  for (const item of items) {
    const comment = readComment(item, oneStretch(own.get(item) ?? [], order, family), family, (element) => element !== item && set.has(element));
    // what only repeats, and tells neither who nor when, is a list of something else
    if (comment && (!isByForm(family) || comment.author !== undefined || comment.posted)) found.push({ comment: { ...comment, editorsPick: picks }, item });
  }
  if (found.length === 0 || (found.length < MANY && isByForm(family) && !isThread(found.map(({ comment }) => comment)))) return undefined;
  found.sort((a, b) => a.comment.from - b.comment.from);
  const comments = withParents(found, ownerOf);
  const reason = `${found.length === 1 ? 'one comment' : `${found.length} comments`} ${family.written}`;
  return { comments, items, reason };
}

/**
 * The runs of a comment that follow one another without one of an answer between, so that no two comments interleave: the stretch with its words,
 * where the family names their element, else the longest.
 */
function oneStretch(runs: readonly Run[], order: ReadonlyMap<Run, number>, { parts }: CommentFamily): Run[] {
  const { body } = parts;
  const weightOf = (run: Run): number => (body && closest(run.block, body) ? 1000 : 1) * run.text.length;
  let best: Run[] = [];
  let most = -1;
  let stretch: Run[] = [];
  let weight = 0;
  let last = -2;
  for (const run of runs) {
    const at = order.get(run) ?? -1;
    if (at !== last + 1) {
      stretch = [];
      weight = 0;
    }
    stretch.push(run);
    weight += weightOf(run);
    last = at;
    if (weight > most) {
      most = weight;
      best = stretch;
    }
  }
  return best;
}
