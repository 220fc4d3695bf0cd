import { elementsOf } from '../nodes.ts';
import { type CommentFamily, named, type Test } from './family.ts';
import { lift } from './generic.ts';

/** OpenWeb, formerly Spot.IM, tells the parts of a message in an attribute of its own; class names change. */
const part =
  (name: string, classes: RegExp): Test =>
  (element) =>
    element.attrs.get('data-spot-im-class') === name || named(classes)(element);

const isText = part('message-text', /\b(?:spcv|sppre)_text-entity\b/);

/** OpenWeb (Spot.IM): `data-spot-im-class="message-text"` and its like. */
export const openWeb: CommentFamily = {
  id: 'open-web',
  written: 'as OpenWeb (Spot.IM) writes them',
  items: ({ body }) => lift([...elementsOf(body)].filter(isText)),
  parts: {
    author: part('message-username', /\b(?:spcv|sppre)_username\b/),
    time: part('message-timestamp', /\b(?:spcv|sppre)_message-timestamp\b/),
    body: isText,
  },
};
