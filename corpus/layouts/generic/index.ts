import type { Layout, PageText, ParsedPage } from '../layout.ts';
import { pageLines } from '../lines.ts';
import { PageBuilder } from '../page-builder.ts';
import { readArticle } from './article.ts';
import { planComments, readPlannedComments } from './comments.ts';

/** How many lines at the end of a page are asked whose site it is. */
const END = 40;

function parse(page: PageText): ParsedPage {
  const lines = pageLines(page);
  const builder = new PageBuilder(page);
  const plan = planComments(lines);
  const article = readArticle(plan ? lines.slice(0, plan.start) : lines, builder, {
    commentsHead: plan?.head === undefined ? undefined : lines[plan.head]?.text,
    end: lines.slice(-END),
  });
  if (plan) readPlannedComments(lines, plan, builder);
  builder.warn('generic-layout', 'No known layout fits; headline, paragraphs and comments were read by general rules.');
  return builder.build(generic.id, { ...article, statedComments: plan?.stated });
}

/** What no other layout claims: headline, paragraphs, lists and, where they are recognisable, comments. */
export const generic: Layout = {
  id: 'generic',
  name: 'Any page',
  detect: () => ({ score: 0.3, reason: 'no known layout fits' }),
  parse,
};
