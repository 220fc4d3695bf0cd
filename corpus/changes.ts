/** What reading a source anew would change, before anyone accepts it. */
import { COVERAGE_CLASSES } from './coverage.ts';
import type { ParsedSource, Reading } from './layouts/layout.ts';
import { pairsOf } from './matching.ts';
import type { Block, ByteRange, Comment, CoverageTotals, Source, SourceId } from './records.ts';
import { commentKeyOf } from './targets.ts';

/** How many records of a kind are what they were, and how many are not. */
export interface RecordCounts {
  readonly same: number;
  readonly added: number;
  readonly gone: number;
  /** Stand where they stood, and say or are something else: other words, another author, number, time or kind. */
  readonly changed: number;
}

/** One record that is not what it was. */
export interface RecordChange {
  readonly kind: 'headline' | 'block' | 'comment';
  /** Absent where it is added. */
  readonly before?: { readonly text: string; readonly bytes?: ByteRange };
  /** Absent where it is gone. */
  readonly after?: { readonly text: string; readonly bytes?: ByteRange };
  /** Other fields that differ, in words for the analyst: “author: Ann → Anne”. */
  readonly fields: readonly string[];
}

/** What reading one source anew would change. */
export interface SourceChange {
  readonly source: SourceId;
  readonly name: string;
  readonly coverage: { readonly before: CoverageTotals; readonly after: CoverageTotals };
  readonly layout: { readonly before?: string; readonly after?: string };
  /** Captures read in it. */
  readonly articles: { readonly before: number; readonly after: number };
  readonly blocks: RecordCounts;
  readonly comments: RecordCounts;
  /** At most 100, in the order of the source. */
  readonly examples: readonly RecordChange[];
  /** Tags and notes on what it holds: those that stay or follow their words, and those whose words or record would be gone and that are kept on the whole. */
  readonly marks: { readonly kept: number; readonly homeless: number };
}

const MOST_EXAMPLES = 100;
/** Of a text in the words of a change. */
const MOST_CHARACTERS = 80;

/** A source as the library has it. */
export interface FormerSource {
  readonly source: Source;
  /** What was read in it, capture by capture. */
  readonly readings: readonly Reading[];
}

/**
 * What reading a source anew would change; undefined where nothing at all would, apart from which parser read it. Records are matched by their bytes, then
 * by their words. `marks`: see `SourceChange`; `corrected`: the analyst’s corrections change, even if nothing reads otherwise for it.
 */
export function compareSource(
  { source, readings }: FormerSource,
  after: ParsedSource,
  marks: SourceChange['marks'],
  corrected = false,
): SourceChange | undefined {
  const blocks = compareRecords(readings.flatMap(blocksOf), after.pages.flatMap(blocksOf));
  const comments = compareRecords(readings.flatMap(commentsOf), after.pages.flatMap(commentsOf));
  const examples = [...articleChanges(readings, after.pages), ...blocks.changes, ...comments.changes];
  const facts = (of: Source | ParsedSource): unknown => [of.layout, of.layoutReason, of.encoding, of.coverage, 'ledger' in of ? of.ledger : [], of.warnings];
  if (!corrected && sameData(facts(source), facts(after)) && sameData(byId(readings), byId(after.pages))) return undefined;
  return {
    source: source.id,
    name: source.name,
    coverage: { before: source.coverage, after: after.coverage },
    layout: { before: source.layout, after: after.layout },
    articles: { before: readings.length, after: after.pages.length },
    blocks: blocks.counts,
    comments: comments.counts,
    examples: examples
      .sort((a, b) => startOf(a) - startOf(b))
      .slice(0, MOST_EXAMPLES)
      .map(({ at: _at, ...change }) => change),
    marks,
  };
}

const byId = (readings: readonly Reading[]): unknown => Object.fromEntries(readings.map((reading) => [reading.article.id, reading]));

/** How much of a source changes, for putting those that change most first. */
export function sizeOfChange({ blocks, comments, articles, coverage }: SourceChange): number {
  const records = [blocks, comments].reduce((sum, { added, gone, changed }) => sum + added + gone + changed, 0);
  const moved = COVERAGE_CLASSES.reduce((sum, name) => sum + Math.abs(coverage.after[name] - coverage.before[name]), 0);
  return Math.abs(articles.after - articles.before) * 1000 + records + Math.min(moved / 1000, 1);
}

type Placed = RecordChange & { readonly at: number };
const startOf = ({ at }: Placed): number => at;

interface Fact {
  readonly kind: RecordChange['kind'];
  readonly text: string;
  readonly bytes: ByteRange;
  /** Other fields, in words. */
  readonly fields: Readonly<Record<string, string>>;
}

function blocksOf({ blocks }: Reading): Fact[] {
  return blocks.map((block: Block) => ({
    kind: block.kind === 'headline' ? 'headline' : 'block',
    text: block.text,
    bytes: block.evidence.bytes,
    fields: worded({
      kind: block.kind,
      attribution: block.attribution,
      box: block.box === undefined ? undefined : 'in a box',
      'kind guessed': block.guessed && 'yes',
    }),
  }));
}

function commentsOf({ comments }: Reading): Fact[] {
  return comments.map((comment: Comment) => ({
    kind: 'comment',
    text: comment.text,
    bytes: comment.evidence.bytes,
    fields: worded({
      number: comment.number,
      author: comment.author,
      posted: comment.posted?.text,
      rating: comment.rating,
      'editors’ pick': comment.editorsPick && 'yes',
      answers: comment.replyTo.map(({ comment: parent, number, author }) => (parent ? `#${commentKeyOf(parent)}` : (number ?? author ?? '?'))).join(', '),
      quotes: comment.quotes.map(({ text }) => `“${shortened(text)}”`).join(', '),
    }),
  }));
}

function worded(fields: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, shortened(String(value))]])));
}

function shortened(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function compareRecords(before: readonly Fact[], after: readonly Fact[]): { readonly counts: RecordCounts; readonly changes: readonly Placed[] } {
  const pairs = pairsOf(before, after);
  const changes: Placed[] = [];
  let same = 0;
  let changed = 0;
  for (const [old, now] of pairs) {
    const fields = differences(old.fields, now.fields);
    if (old.bytes.join() !== now.bytes.join()) fields.push(`bytes: ${old.bytes.join('–')} → ${now.bytes.join('–')}`);
    if (fields.length === 0 && old.text === now.text) same++;
    else {
      changed++;
      changes.push({ kind: now.kind, before: said(old), after: said(now), fields, at: now.bytes[0] });
    }
  }
  const stayed = new Set(pairs.values());
  const gone = before.filter((record) => !pairs.has(record));
  const added = after.filter((record) => !stayed.has(record));
  changes.push(...gone.map((record): Placed => ({ kind: record.kind, before: said(record), fields: [], at: record.bytes[0] })));
  changes.push(...added.map((record): Placed => ({ kind: record.kind, after: said(record), fields: [], at: record.bytes[0] })));
  return { counts: { same, added: added.length, gone: gone.length, changed }, changes };
}

const said = ({ text, bytes }: Fact) => ({ text, bytes });

function differences(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => (before[name] === after[name] ? [] : [`${name}: ${before[name] ?? 'none'} → ${after[name] ?? 'none'}`]));
}

/** What the captures that stay say otherwise of themselves. */
function articleChanges(before: readonly Reading[], after: readonly Reading[]): Placed[] {
  const pairs = pairsOf(before.map(wholeOf), after.map(wholeOf));
  return [...pairs].flatMap(([old, now]): Placed[] => {
    const fields = differences(old.fields, now.fields);
    return fields.length === 0 ? [] : [{ kind: 'headline', before: { text: old.text }, after: { text: now.text }, fields, at: now.bytes[0] }];
  });
}

function wholeOf({ article, blocks, comments }: Reading) {
  const ranges = [...blocks, ...comments].map(({ evidence }) => evidence.bytes);
  const [from, to] = ranges.reduce(([first, last], [start, end]) => [Math.min(first, start), Math.max(last, end)], [Number.POSITIVE_INFINITY, 0]);
  const { headline, publisher, published, updated, byline, url, language, keys, capture } = article;
  const page = capture.commentPage && `${capture.commentPage.current} of ${capture.commentPage.of}`;
  const times = { published: published?.text, updated: updated?.text };
  const fields = { headline, publisher, ...times, byline, url, language, 'comment page': page, 'comments stated': capture.statedComments };
  // a key is nothing to read, so their number stands for them
  return {
    text: article.title,
    bytes: [from, to] as const,
    fields: { ...worded(fields), ...(keys && { 'keys that other captures find it by': String(keys.length) }) },
  };
}

/** Equality of plain data, whatever the order of its keys. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameData(value, right.get(key)));
}
