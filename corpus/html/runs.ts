import { ancestorsOf, type ElementNode, isInline, isShown, nodesOf, SILENT, squash, type TextNode } from './nodes.ts';

/**
 * A stretch of text of a page that nothing parts: a paragraph, a heading, a menu entry. Its texts follow one another in the source with no text of
 * another run between them, so runs are disjoint.
 */
export interface Run {
  /** Texts that are not blank. */
  readonly nodes: readonly TextNode[];
  /** Squashed; `\n` where the page breaks the line. */
  readonly text: string;
  /** UTF-16 range in the source, half-open: from the first character that is not blank to the last. */
  readonly from: number;
  readonly to: number;
  /** The innermost element round it that is no inline one. */
  readonly block: ElementNode;
  /** Number of its characters inside links. */
  readonly linked: number;
  /** Whether the page shows it, as far as the markup says. */
  readonly shown: boolean;
}

/** The runs of a page's body in the order of the source. Texts of scripts and the like are none. */
export function runsOf(body: ElementNode, source: string): Run[] {
  return new Gatherer(source).gather(body);
}

interface Draft {
  nodes: TextNode[];
  text: string;
  linked: number;
  last: number;
}

class Gatherer {
  readonly #runs: Run[] = [];
  readonly #shown = new Map<ElementNode, boolean>();
  #draft: Draft | undefined;
  #block: ElementNode | undefined;
  #breaks = 0;
  #space = '';

  constructor(readonly source: string) {}

  gather(body: ElementNode): Run[] {
    const order = new Map<TextNode, number>();
    const texts: TextNode[] = [];
    for (const node of nodesOf(body, (element) => !SILENT.has(element.name))) {
      if (node.kind === 'text' && node.from >= 0 && /[^\s\u200b\ufeff]/.test(node.text)) texts.push(node);
    }
    texts.sort((a, b) => a.from - b.from);
    for (const [i, text] of texts.entries()) order.set(text, i);
    for (const node of nodesOf(body, (element) => !SILENT.has(element.name))) {
      if (node.kind === 'element') {
        if (node.name === 'br') this.#breaks++;
        continue;
      }
      const block = blockOf(node);
      if (block !== this.#block) this.#close();
      this.#block = block;
      const at = order.get(node);
      if (at === undefined) this.#space = ' ';
      else this.#add(node, at);
    }
    this.#close();
    return this.#runs.sort((a, b) => a.from - b.from);
  }

  #add(node: TextNode, at: number): void {
    if (this.#draft && (this.#breaks > 1 || at !== this.#draft.last + 1)) this.#close();
    const draft = this.#draft;
    const words = squash(node.text);
    const linked = isLinked(node) ? words.length : 0;
    if (draft) {
      const gap = this.#breaks > 0 ? '\n' : this.#space || /^\s/.test(node.text) ? ' ' : '';
      draft.text += gap + words;
      draft.nodes.push(node);
      draft.linked += linked;
      draft.last = at;
    } else this.#draft = { nodes: [node], text: words, linked, last: at };
    this.#breaks = 0;
    this.#space = /\s$/.test(node.text) ? ' ' : '';
  }

  #close(): void {
    const draft = this.#draft;
    this.#draft = undefined;
    this.#breaks = 0;
    this.#space = '';
    const first = draft?.nodes[0];
    const last = draft?.nodes.at(-1);
    if (!draft || !first || !last || !this.#block) return;
    const [from] = inkOf(this.source, first);
    const [, to] = inkOf(this.source, last);
    this.#runs.push({ nodes: draft.nodes, text: draft.text, from, to, block: this.#block, linked: draft.linked, shown: this.#isShown(first) });
  }

  #isShown(node: TextNode): boolean {
    const passed: ElementNode[] = [];
    let shown = true;
    for (const element of ancestorsOf(node)) {
      const known = this.#shown.get(element);
      if (known !== undefined) {
        shown = known;
        break;
      }
      passed.push(element);
    }
    for (const element of passed.reverse()) {
      shown = shown && isShown(element);
      this.#shown.set(element, shown);
    }
    return shown;
  }
}

function blockOf(node: TextNode): ElementNode | undefined {
  let at = node.parent;
  while (at?.parent && isInline(at)) at = at.parent;
  return at;
}

function isLinked(node: TextNode): boolean {
  for (const element of ancestorsOf(node)) {
    if (element.name === 'a') return element.attrs.has('href') || element.attrs.has('onclick');
    if (!isInline(element)) return false;
  }
  return false;
}

/** The source range of a text without the blanks at its ends. */
export function inkOf(source: string, node: TextNode): readonly [from: number, to: number] {
  let { from, to } = node;
  while (from < to && source.charCodeAt(from) <= 0x20) from++;
  while (to > from && source.charCodeAt(to - 1) <= 0x20) to--;
  return [from, to];
}
