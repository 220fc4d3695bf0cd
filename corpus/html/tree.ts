import { html, Parser, type Token, type TreeAdapter, type TreeAdapterTypeMap } from 'parse5';
import type { ElementNode, PageNode, TextNode } from './nodes.ts';

/** Elements nest at most this deep, as in browsers; what lies deeper is kept beside its parent instead of inside it. */
const DEEPEST = 512;

/** What parse5 is given for parts of the page that hold no text: comments, the doctype. */
interface Nothing {
  readonly kind: 'nothing';
}
type AnyNode = PageNode | Nothing;
type Types = TreeAdapterTypeMap<AnyNode, ElementNode, AnyNode, ElementNode, ElementNode, ElementNode, Nothing, TextNode, ElementNode, Nothing>;

const NOTHING: Nothing = { kind: 'nothing' };

function element(name: string, attrs: readonly Token.Attribute[] = []): ElementNode {
  const named = new Map(attrs.map((attr) => [attr.name, attr.value] as const));
  return { kind: 'element', name, attrs: named, children: [], parent: undefined, depth: 0, from: -1, to: -1, names: undefined };
}

/** parse5 asks of an element only whether it has a place, and reads nothing of it. */
const PLACED: Token.ElementLocation = { startLine: 0, startCol: 0, startOffset: 0, endLine: 0, endCol: 0, endOffset: 0 };

/** Builds the page's own tree straight from parse5, without a tree in between. */
class Adapter implements TreeAdapter<Types> {
  constructor(readonly source: string) {}

  /** Of elements that are not HTML's. */
  readonly #namespaces = new Map<ElementNode, html.NS>();

  createDocument = (): ElementNode => element('#document');
  createDocumentFragment = (): ElementNode => element('#fragment');
  createElement(name: string, namespace: html.NS, attrs: Token.Attribute[]): ElementNode {
    const made = element(name.toLowerCase(), attrs);
    if (namespace !== html.NS.HTML) this.#namespaces.set(made, namespace);
    return made;
  }
  createCommentNode = (): Nothing => NOTHING;
  createTextNode = (text: string): TextNode => ({ kind: 'text', text, from: -1, to: -1, parent: undefined });

  appendChild(parent: ElementNode, node: AnyNode): void {
    if (node.kind === 'nothing') return;
    const at = node.kind === 'element' && parent.depth >= DEEPEST && parent.parent ? parent.parent : parent;
    node.parent = at;
    if (node.kind === 'element') node.depth = at.depth + 1;
    at.children.push(node);
  }
  insertBefore(parent: ElementNode, node: AnyNode, before: AnyNode): void {
    const at = before.kind === 'nothing' ? undefined : before.parent;
    const index = at && before.kind !== 'nothing' ? at.children.lastIndexOf(before) : -1;
    if (node.kind === 'nothing' || !at || index < 0) {
      this.appendChild(parent, node);
      return;
    }
    node.parent = at;
    if (node.kind === 'element') node.depth = at.depth + 1;
    at.children.splice(index, 0, node);
  }
  insertText(parent: ElementNode, text: string): void {
    this.appendChild(parent, this.createTextNode(text));
  }
  insertTextBefore(parent: ElementNode, text: string, before: AnyNode): void {
    this.insertBefore(parent, this.createTextNode(text), before);
  }
  detachNode(node: AnyNode): void {
    if (node.kind === 'nothing' || !node.parent) return;
    const { children } = node.parent;
    const index = children.lastIndexOf(node);
    if (index >= 0) children.splice(index, 1);
    node.parent = undefined;
  }
  adoptAttributes(recipient: ElementNode, attrs: Token.Attribute[]): void {
    const known = recipient.attrs as Map<string, string>;
    for (const { name, value } of attrs) if (!known.has(name)) known.set(name, value);
  }

  getAttrList = ({ attrs }: ElementNode): Token.Attribute[] => Array.from(attrs, ([name, value]) => ({ name, value }));
  getChildNodes = (node: ElementNode): AnyNode[] => node.children;
  getFirstChild = (node: ElementNode): AnyNode | null => node.children[0] ?? null;
  getParentNode = (node: AnyNode): ElementNode | null => (node.kind === 'nothing' ? null : (node.parent ?? null));
  getNamespaceURI = (node: ElementNode): html.NS => this.#namespaces.get(node) ?? html.NS.HTML;
  getTagName = (node: ElementNode): string => node.name;
  getTextNodeContent = (node: TextNode): string => node.text;
  getCommentNodeContent = (): string => '';
  getTemplateContent = (node: ElementNode): ElementNode => {
    const [content] = node.children;
    return content?.kind === 'element' ? content : node;
  };
  setTemplateContent(node: ElementNode, content: ElementNode): void {
    this.appendChild(node, content);
  }
  setDocumentType(): void {}
  setDocumentMode(): void {}
  getDocumentMode = (): html.DOCUMENT_MODE => html.DOCUMENT_MODE.NO_QUIRKS;
  getDocumentTypeNodeName = (): string => '';
  getDocumentTypeNodePublicId = (): string => '';
  getDocumentTypeNodeSystemId = (): string => '';
  isTextNode = (node: AnyNode): node is TextNode => node?.kind === 'text';
  isElementNode = (node: AnyNode): node is ElementNode => node?.kind === 'element';
  isCommentNode = (node: AnyNode): node is Nothing => node?.kind === 'nothing';
  isDocumentTypeNode = (_node: AnyNode): _node is Nothing => false;

  // parse5 asks for the node before a place, which can be none where the depth is capped
  getNodeSourceCodeLocation(node: AnyNode | undefined): Token.ElementLocation | undefined {
    // a text is given its own node for every run of characters, so that none spans what stands between two
    return node?.kind === 'element' && node.from >= 0 ? PLACED : undefined;
  }
  setNodeSourceCodeLocation(node: AnyNode | undefined, location: Token.ElementLocation | null): void {
    if (!node || !location || node.kind === 'nothing') return;
    node.from = location.startOffset;
    node.to = location.endOffset;
    if (node.kind === 'text') this.#joinBefore(node);
  }
  updateNodeSourceCodeLocation(node: AnyNode | undefined, location: Partial<Token.ElementLocation>): void {
    if (node?.kind === 'element' && location.endOffset !== undefined) node.to = location.endOffset;
  }

  /** Whether nothing but NUL, which is no character of a page, stands between two places. */
  #touch(from: number, to: number): boolean {
    let at = from;
    while (at < to && this.source.charCodeAt(at) === 0) at++;
    return at === to;
  }

  /** Makes one node of two texts that touch in the source. */
  #joinBefore(node: TextNode): void {
    const siblings = node.parent?.children;
    if (!siblings) return;
    const index = siblings[siblings.length - 1] === node ? siblings.length - 1 : siblings.lastIndexOf(node);
    const before = siblings[index - 1];
    if (before?.kind !== 'text' || !this.#touch(before.to, node.from)) return;
    before.text += node.text;
    before.to = node.to;
    siblings.splice(index, 1);
  }
}

/** More open formatting elements than this are closed: reopening them in every paragraph would cost their number squared. */
const MOST_FORMATTING = 8;

/** Elements that may be closed early where a page nests too deep; closing parts of tables would mislead the parser. */
const PLAIN =
  /^(?:div|span|section|article|ul|ol|li|dl|dd|blockquote|center|font|b|i|u|em|strong|small|big|tt|s|strike|code|nobr|p|h[1-6]|main|nav|aside|header|footer|figure|q|sub|sup|ins|del|label|cite)$/;

/** parse5 with two bounds, so that its time grows with the page and not with its square. */
class BoundedParser extends Parser<Types> {
  override _insertElement(token: Token.TagToken, namespace: html.NS): void {
    const { current, stackTop } = this.openElements;
    if (stackTop >= DEEPEST && PLAIN.test((current as ElementNode).name)) this.openElements.pop();
    super._insertElement(token, namespace);
  }
  override _reconstructActiveFormattingElements(): void {
    let open = 0;
    for (let entry = this.activeFormattingElements.newest; entry && open <= MOST_FORMATTING; entry = entry.older) open++;
    if (open > MOST_FORMATTING) this.activeFormattingElements.clearToLastMarker();
    super._reconstructActiveFormattingElements();
  }
}

/**
 * The tree of a page, by the HTML standard's rules: any text gives a tree, and nothing in it runs or is fetched. The root is the document; `html`, `head`
 * and `body` are always there.
 */
export function parsePage(text: string): ElementNode {
  return BoundedParser.parse.call(BoundedParser, text, { treeAdapter: new Adapter(text), sourceCodeLocationInfo: true }) as ElementNode;
}
