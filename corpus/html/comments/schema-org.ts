import type { ElementNode } from '../nodes.ts';
import type { CommentFamily } from './family.ts';

const TYPE = /(?:^|[/:\s])(?:User)?Comments?(?:\s|$)/;
const property = (element: ElementNode): string => `${element.attrs.get('itemprop') ?? ''} ${element.attrs.get('property') ?? ''}`.replace(/\bschema:/g, '');
const has =
  (pattern: RegExp) =>
  (element: ElementNode): boolean =>
    pattern.test(property(element));

/** Comments marked up as schema.org has it: microdata (`itemtype="http://schema.org/Comment"`, `UserComments`) or RDFa (`typeof="Comment"`). */
export const schemaOrg: CommentFamily = {
  id: 'schema-org',
  written: 'marked up as schema.org has it',
  items: ({ elements }) => elements.filter(({ attrs }) => TYPE.test(attrs.get('itemtype') ?? '') || TYPE.test(attrs.get('typeof') ?? '')),
  parts: {
    author: has(/\b(?:author|creator)\b/),
    time: has(/\b(?:dateCreated|datePublished|commentTime)\b/),
    body: has(/\b(?:text|commentText|articleBody|description)\b/),
    rating: has(/\b(?:upvoteCount|ratingValue)\b/),
  },
};
