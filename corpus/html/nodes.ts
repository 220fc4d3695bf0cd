/** The tree of a web page as Cuttings reads it: plain data, every text with its place in the source. Offsets are UTF-16 units of the page's text, half-open. */

export interface TextNode {
  readonly kind: 'text';
  /** Entities decoded; white space as it stands. */
  text: string;
  /** Where it stands in the source; both -1 where the parser could not say. */
  from: number;
  to: number;
  parent: ElementNode | undefined;
}

export interface ElementNode {
  readonly kind: 'element';
  /** Lower case. */
  readonly name: string;
  readonly attrs: ReadonlyMap<string, string>;
  children: PageNode[];
  parent: ElementNode | undefined;
  depth: number;
  /** Where its start tag begins and its last tag ends; both -1 for elements the parser supplied. */
  from: number;
  to: number;
  /** What `namesOf` gave, once it was asked. */
  names: string | undefined;
}

export type PageNode = TextNode | ElementNode;

/** Class names and id of an element, as one lower-case string for patterns; long ones are cut. */
export function namesOf(element: ElementNode): string {
  element.names ??= `${element.attrs.get('class') ?? ''} ${element.attrs.get('id') ?? ''}`.slice(0, 400).toLowerCase().trim();
  return element.names;
}

/** Whether one of the class names is this one. */
export function hasClass(element: ElementNode, name: string): boolean {
  const classes = element.attrs.get('class');
  return classes?.includes(name) === true && ` ${classes.replace(/\s+/g, ' ')} `.includes(` ${name} `);
}

/** The element and everything in it, in the order of the tree; `enter` says whether to look inside. No recursion: trees can be deep. */
export function* nodesOf(root: ElementNode, enter: (element: ElementNode) => boolean = () => true): Generator<PageNode, void, undefined> {
  const stack: PageNode[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    if (node.kind === 'text' || (node !== root && !enter(node))) continue;
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i];
      if (child) stack.push(child);
    }
  }
}

/** The elements in it, itself first, in the order of the tree. */
export function* elementsOf(root: ElementNode): Generator<ElementNode, void, undefined> {
  const stack = [root];
  for (let element = stack.pop(); element; element = stack.pop()) {
    yield element;
    for (let i = element.children.length - 1; i >= 0; i--) {
      const child = element.children[i];
      if (child?.kind === 'element') stack.push(child);
    }
  }
}

export function findElement(root: ElementNode, test: (element: ElementNode) => boolean): ElementNode | undefined {
  for (const element of elementsOf(root)) if (test(element)) return element;
  return undefined;
}

/** The element and those around it, innermost first. */
export function* ancestorsOf(node: PageNode): Generator<ElementNode, void, undefined> {
  for (let at = node.kind === 'element' ? node : node.parent; at; at = at.parent) yield at;
}

export function closest(node: PageNode, test: (element: ElementNode) => boolean): ElementNode | undefined {
  for (const element of ancestorsOf(node)) if (test(element)) return element;
  return undefined;
}

/** Runs of white space as one space, none at the ends; characters that show nothing left out. */
export function squash(text: string): string {
  return text
    .replace(/[\u200b\ufeff]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Elements whose text is no text of the page. */
export const SILENT = new Set(
  'script style noscript template head title iframe object embed applet svg math canvas textarea select option datalist audio video map noframes xml'.split(
    ' ',
  ),
);

/** All text of an element but that of scripts and the like, squashed; not looked at further once there are `most` characters. */
export function textIn(root: ElementNode, most = Number.POSITIVE_INFINITY): string {
  let text = '';
  for (const node of nodesOf(root, (element) => !SILENT.has(element.name))) {
    if (node.kind === 'text') text += node.text;
    else if (!INLINE.has(node.name)) text += ' ';
    if (text.length > most) break;
  }
  return squash(text);
}

/** More text than this, in characters, is in no heading: its end tag is missing. */
const LONGEST_HEADING = 400;
const HEADINGS = new WeakMap<ElementNode, boolean>();

/** The heading an element is or stands in. */
export const headingAround = (node: PageNode): ElementNode | undefined => closest(node, isHeading);

function isHeading(element: ElementNode): boolean {
  if (!/^h[1-6]$/.test(element.name)) return false;
  const known = HEADINGS.get(element) ?? textIn(element, LONGEST_HEADING + 1).length <= LONGEST_HEADING;
  HEADINGS.set(element, known);
  return known;
}

/** Elements that do not part a paragraph. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big blink cite code data del dfn em font i img ins kbd label mark meta link nobr q rp rt ruby s samp script small span strike strong style sub sup time tt u var wbr noscript input button svg'.split(
    ' ',
  ),
);

/**
 * Whether an element parts no paragraph: one of those, or an element of the site's own (`<price-tag>`, `<o:p>`), which parts nothing by itself, inside a
 * paragraph or a heading.
 */
export function isInline(element: ElementNode): boolean {
  if (INLINE.has(element.name)) return true;
  if (!/[-:]/.test(element.name)) return false;
  for (let at = element.parent; at; at = at.parent) {
    if (/^(?:p|h[1-6]|li)$/.test(at.name)) return true;
    if (!INLINE.has(at.name) && !/[-:]/.test(at.name)) return false;
  }
  return false;
}

/** Whether an element is shown, as far as its own attributes say. Rules as in Mozilla's Readability. */
export function isShown(element: ElementNode): boolean {
  const { attrs } = element;
  if (attrs.has('hidden')) return false;
  const style = attrs.get('style');
  if (style !== undefined && /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style.slice(0, 1000))) return false;
  return attrs.get('aria-hidden') !== 'true' || namesOf(element).includes('fallback-image');
}
