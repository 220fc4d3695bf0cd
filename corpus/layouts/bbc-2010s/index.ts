import type { Fit, Layout, PageText, ParsedPage } from '../layout.ts';
import { type Line, pageLines } from '../lines.ts';
import { PageBuilder } from '../page-builder.ts';
import { findTail, readBody } from './body.ts';
import { findCommentsStart, readComments } from './comments.ts';
import { lastUpdated, readHead } from './head.ts';
import * as phrase from './phrases.ts';

/** Marks of the family: what they are called in the reason, how much each tells. A line counts once per mark. */
const MARKS: readonly { readonly name: string; readonly weight: number; readonly test: (text: string) => boolean }[] = [
  { name: '“Last updated at”', weight: 0.5, test: (text) => lastUpdated(text) !== undefined },
  { name: '“Comment number 1.”', weight: 0.5, test: (text) => phrase.COMMENT_NUMBER.test(text) },
  { name: 'the BBC’s copyright line', weight: 0.5, test: (text) => phrase.COPYRIGHT.test(text) },
  { name: '“Start Quote”', weight: 0.35, test: (text) => phrase.START_QUOTE.test(text) },
  { name: '“rate this”', weight: 0.35, test: (text) => phrase.RATE_THIS.test(text) },
  { name: '“Jump to comments pagination”', weight: 0.35, test: (text) => text === 'Jump to comments pagination' },
  { name: '“This entry is now closed for comments”', weight: 0.35, test: (text) => phrase.COMMENTS_CLOSED.test(text) },
  { name: '“The BBC is not responsible …”', weight: 0.35, test: (text) => text.startsWith('The BBC is not responsible for the content') },
  { name: '“More on This Story”', weight: 0.3, test: (text) => text === 'More on This Story' },
  { name: '“Continue reading the main story”', weight: 0.35, test: (text) => text === 'Continue reading the main story' },
];

function detect(page: PageText): Fit {
  const met = new Set<(typeof MARKS)[number]>();
  for (const { text } of pageLines(page)) {
    if (text.length > phrase.PHRASE) continue;
    for (const mark of MARKS) if (!met.has(mark) && mark.test(text)) met.add(mark);
    if (met.size === MARKS.length) break;
  }
  const score = Math.min(
    0.99,
    [...met].reduce((sum, mark) => sum + mark.weight, 0),
  );
  const names = [...met].slice(0, 3).map((mark) => mark.name);
  return { score, reason: names.length === 0 ? 'no mark of BBC pages' : `found ${names.join(', ')}` };
}

/** Publisher, only where the page itself says it: its copyright line, and for sport its navigation. */
function publisherOf(lines: readonly Line[]): string | undefined {
  if (!lines.some((line) => line.text.length <= phrase.PHRASE && phrase.COPYRIGHT.test(line.text))) return undefined;
  return lines.some((line) => /^(?:BBC Sport|About BBC Sport|BBC Sport navigation)$/.test(line.text)) ? 'BBC Sport' : 'BBC News';
}

function parse(page: PageText): ParsedPage {
  const lines = pageLines(page);
  const builder = new PageBuilder(page);
  const commentsAt = findCommentsStart(lines);
  const story = lines.slice(0, commentsAt);
  const head = readHead(story, builder);
  const rest = story.slice(head.next);
  const tailAt = findTail(rest);
  const tail = rest.slice(tailAt);
  const linkHeads = new Set(tail.filter((line) => line.text.length <= 60).map((line) => line.text));
  readBody(rest.slice(0, tailAt), builder, { headline: head.headline, dateline: head.updated?.text, linkHeads });
  builder.furniture(...tail);
  const comments = readComments(lines.slice(commentsAt), builder);
  return builder.build(bbc2010s.id, {
    headline: head.headline,
    publisher: publisherOf(lines),
    updated: head.updated,
    byline: head.byline,
    commentPage: comments.page,
    commentsClosed: comments.closed ? true : undefined,
    statedComments: comments.stated,
  });
}

/** BBC News and Sport, 2010 to 2015, as an HTML-to-text extractor or a careful hand leaves them, comments included. */
export const bbc2010s: Layout = { id: 'bbc-2010s', name: 'BBC News, 2010-15', detect, parse };
