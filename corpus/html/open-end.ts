import { type ElementNode, nodesOf, type TextNode } from './nodes.ts';

/** A part of a page that begins and never ends, so that all that follows it is in it. */
export interface OpenEnd {
  /** For people: “comment”, “script”. */
  readonly name: string;
  /** UTF-16 offset of its first character; it reaches to the end of the page. */
  readonly from: number;
}

/** Elements whose content is no markup until their end tag comes. */
const SWALLOWING = new Set('script style textarea iframe noembed noframes xmp plaintext'.split(' '));

/** The part of a page that is never closed and takes in the rest of it, with some words in it: a comment, a script. Undefined where all is closed. */
export function openEndOf(root: ElementNode, source: string): OpenEnd | undefined {
  const comment = source.lastIndexOf('<!--');
  let open = comment >= 0 && !/--!?>/.test(source.slice(comment + 2)) ? comment : -1;
  for (const node of nodesOf(root)) {
    if (node.kind === 'element' && SWALLOWING.has(node.name) && node.from >= 0 && !closes(source, node))
      return worded(source, { name: node.name, from: node.from });
    // what stands after the mark, or holds it, says that it opened no comment
    if (node.from >= open || (node.kind === 'text' && node.to > open)) open = -1;
  }
  return open < 0 ? undefined : worded(source, { name: 'comment', from: open });
}

const closes = (source: string, { name, from }: ElementNode): boolean => new RegExp(`</${name}(?=[\\s/>])`, 'i').test(source.slice(from));
const worded = (source: string, end: OpenEnd): OpenEnd | undefined => (/\p{L}/u.test(source.slice(end.from + end.name.length + 1)) ? end : undefined);

/**
 * The source with a `<title>` that is never closed made a void element of the same length, so that the page is not all title; undefined where the title
 * is closed. Offsets stay as they are.
 */
export function withoutOpenTitle(title: TextNode, source: string): string | undefined {
  const element = title.parent;
  if (!element || element.from < 0 || closes(source, element) || !/<\w/.test(title.text)) return undefined;
  return `${source.slice(0, element.from)}<meta ${source.slice(element.from + '<title'.length)}`;
}
