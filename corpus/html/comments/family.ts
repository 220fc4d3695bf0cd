import type { ElementNode } from '../nodes.ts';
import type { Run } from '../runs.ts';

/** A web page as the readers of its parts see it. */
export interface WebPage {
  readonly root: ElementNode;
  readonly body: ElementNode;
  /** All elements of the body, itself first, in the order of the tree. */
  readonly elements: readonly ElementNode[];
  /** All stretches of text of the body, in the order of the source. */
  readonly runs: readonly Run[];
  readonly source: string;
}

export type Test = (element: ElementNode) => boolean;

/** How the markup of a family names the parts of a comment. A part without a test is looked for by its usual names. */
export interface PartTests {
  readonly author?: Test;
  readonly time?: Test;
  readonly body?: Test;
  readonly rating?: Test;
  readonly number?: Test;
  /** A heading the commenter wrote. */
  readonly heading?: Test;
}

/** A way in which sites write their comments as markup. */
export interface CommentFamily {
  readonly id: string;
  /** For the import report, after “23 comments”: “as WordPress writes them”. */
  readonly written: string;
  /** The elements that hold one comment each, in the order of the page; answers may lie inside what they answer. */
  items(page: WebPage): readonly ElementNode[];
  readonly parts: PartTests;
  /** Whether comments without a word of their own (“removed by a moderator”) are comments too; for families whose items are never anything else. */
  readonly keepsEmpty?: true;
  /** Whether the comments on this page are a selection by the editors. */
  editorsPicks?(page: WebPage): boolean;
}

/** A test for elements whose class name or id matches. */
export const named =
  (pattern: RegExp): Test =>
  (element) => {
    const { attrs } = element;
    return pattern.test(attrs.get('class') ?? '') || pattern.test(attrs.get('id') ?? '');
  };
