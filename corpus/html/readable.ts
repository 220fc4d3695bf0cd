import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom/worker';
import { type ElementNode, type PageNode, SILENT, type TextNode } from './nodes.ts';

/** As much of a DOM as is needed here. */
interface DomNode {
  readonly nodeType: number;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly parentNode: DomNode | null;
  appendChild(node: DomNode): void;
  removeChild(node: DomNode): void;
  cloneNode(deep: boolean): DomNode;
}
interface DomElement extends DomNode {
  setAttribute(name: string, value: string): void;
}
interface DomDocument {
  readonly documentElement: DomElement;
  readonly head: DomElement;
  readonly body: DomElement;
  createElement(name: string): DomElement;
  createTextNode(text: string): DomNode;
}

const TEXT = 3;
const ELEMENT = 1;
/** Longer values (styles, embedded images) tell an extractor nothing. */
const LONGEST_VALUE = 2000;
/** Elements have a handful of attributes; a DOM's time grows with their number squared. */
const MOST_ATTRIBUTES = 50;
/** Pages with more elements are read without the extractor: its time grows faster than the page. */
const MOST_ELEMENTS = 60_000;
/** The same for the sum of the depths of what is on the page: the extractor looks at every element once for each element round it. */
const MOST_DEPTHS = 2_000_000;

/** The texts of a page that Mozilla's Readability takes for its article; undefined where it finds none, or the page is too large for it. */
export function readableTexts(html: ElementNode, leaveOut: ReadonlySet<PageNode>): ReadonlySet<TextNode> | undefined {
  const { document } = parseHTML('<!doctype html><html><head></head><body></body></html>') as unknown as { document: DomDocument };
  const origin = new Map<DomNode, TextNode>();
  if (!copyTree(html, document, origin, leaveOut)) return undefined;
  keepOriginsOnReset(document, origin);
  const reader = new Readability(
    document as unknown as ConstructorParameters<typeof Readability>[0],
    {
      serializer: (node: unknown) => node as DomNode,
      keepClasses: true,
      disableJSONLD: true,
    } as ConstructorParameters<typeof Readability<DomNode>>[1] & object,
  ) as unknown as { parse(): { content: DomNode | null | undefined } | null };
  const content = reader.parse()?.content;
  if (!content) return undefined;
  const kept = new Set<TextNode>();
  for (const node of domNodes(content)) {
    const text = node.nodeType === TEXT ? origin.get(node) : undefined;
    if (text) kept.add(text);
  }
  return kept;
}

/** Copies the page into a document; false when there is too much of it. */
function copyTree(html: ElementNode, document: DomDocument, origin: Map<DomNode, TextNode>, leaveOut: ReadonlySet<PageNode>): boolean {
  const stack: { from: PageNode; to: DomNode }[] = [];
  let count = 0;
  let depths = 0;
  const push = (element: ElementNode, to: DomNode): void => {
    for (let i = element.children.length - 1; i >= 0; i--) {
      const from = element.children[i];
      if (from) stack.push({ from, to });
    }
  };
  push(html, document.documentElement);
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { from, to } = next;
    if (leaveOut.has(from)) continue;
    depths += from.kind === 'element' ? from.depth : (from.parent?.depth ?? 0);
    if (depths > MOST_DEPTHS) return false;
    if (from.kind === 'text') {
      const copy = document.createTextNode(from.text);
      origin.set(copy, from);
      to.appendChild(copy);
      continue;
    }
    if (SILENT.has(from.name) && from.name !== 'title' && from.name !== 'head') continue;
    if (++count > MOST_ELEMENTS) return false;
    const known = from.parent === html && from.name === 'head' ? document.head : from.parent === html && from.name === 'body' ? document.body : undefined;
    const copy = known ?? document.createElement(/^[a-z][\w-]*$/.test(from.name) ? from.name : 'span');
    let attributes = 0;
    for (const [name, value] of from.attrs) {
      if (++attributes > MOST_ATTRIBUTES) break;
      if (value.length <= LONGEST_VALUE && /^[a-z_][\w-]*$/i.test(name) && !/^on|^javascript:/i.test(name === 'href' ? value.trim() : name))
        copy.setAttribute(name, value);
    }
    if (!known) to.appendChild(copy);
    push(from, copy);
  }
  return true;
}

function* domNodes(root: DomNode): Generator<DomNode, void, undefined> {
  let at: DomNode | null = root;
  while (at) {
    yield at;
    let next: DomNode | null = at.nodeType === ELEMENT || at === root ? at.firstChild : null;
    for (let up: DomNode | null = at; !next && up && up !== root; up = up.parentNode) next = up.nextSibling;
    at = next;
  }
}

/**
 * Readability tries again by resetting the body's markup from a string, which would lose where each text came from: here the body keeps a copy of its
 * nodes instead, and a reset puts copies of those back.
 */
function keepOriginsOnReset(document: DomDocument, origin: Map<DomNode, TextNode>): void {
  let snapshot: DomNode | undefined;
  const copyOf = (node: DomNode): DomNode => {
    const copy = node.cloneNode(true);
    const copies = domNodes(copy);
    for (const original of domNodes(node)) {
      const { value } = copies.next();
      const text = original.nodeType === TEXT ? origin.get(original) : undefined;
      if (text && value) origin.set(value, text);
    }
    return copy;
  };
  Object.defineProperty(document.body, 'innerHTML', {
    get: () => {
      snapshot = copyOf(document.body);
      return '';
    },
    set: () => {
      if (!snapshot) return;
      for (let child = document.body.firstChild; child; child = document.body.firstChild) document.body.removeChild(child);
      const copy = copyOf(snapshot);
      for (let child = copy.firstChild; child; child = copy.firstChild) document.body.appendChild(child);
    },
  });
}
