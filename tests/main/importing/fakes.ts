/** File systems and ports that do what a test says. */
import type { ParsedSource } from '../../../corpus/layouts/layout.ts';
import type { StorePort } from '../../../main/importing/batch-sender.ts';
import type { Entry, WalkFs } from '../../../main/importing/walk.ts';
import type { ToParser, ToStore } from '../../../preload/contract/import-port.ts';

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: the system says no`), { code });
}

type Node = 'file' | 'socket' | { readonly link: string } | { readonly refuses: string } | { readonly folder: readonly string[] };

/** A disk of paths; `refuses` is a folder that can be seen but not listed, with the system's code. */
export function fakeDisk(tree: Readonly<Record<string, Node>>): WalkFs {
  const real = (path: string): string => {
    for (const [at, node] of Object.entries(tree)) {
      if (typeof node === 'object' && 'link' in node && (path === at || path.startsWith(`${at}/`))) {
        if (node.link === at) throw systemError('ELOOP');
        return real(node.link + path.slice(at.length));
      }
    }
    return path;
  };
  const at = (path: string): Node => {
    const node = tree[real(path)];
    if (node === undefined) throw systemError('ENOENT');
    return node;
  };
  const isFolder = (node: Node): boolean => typeof node === 'object' && ('folder' in node || 'refuses' in node);
  return {
    stat: async (path) => {
      const node = at(path);
      return { isFile: () => node === 'file', isDirectory: () => isFolder(node), size: 1 };
    },
    realpath: async (path) => real(path),
    list: async (path) => {
      const node = at(path);
      if (typeof node === 'object' && 'refuses' in node) throw systemError(node.refuses);
      if (typeof node !== 'object' || !('folder' in node)) throw systemError('ENOTDIR');
      return node.folder.map((name): Entry => {
        const child = tree[`${real(path)}/${name}`];
        const link = typeof child === 'object' && 'link' in child;
        return { name, isFile: () => child === 'file', isDirectory: () => child !== undefined && isFolder(child), isSymbolicLink: () => link };
      });
    },
  };
}

/** A port whose other end the test plays. */
export class FakePort implements StorePort {
  readonly sent: ToStore[] = [];
  #message: (message: ToParser) => void = () => undefined;
  #close: () => void = () => undefined;

  postMessage(message: ToStore): void {
    this.sent.push(message);
  }
  onMessage(listener: (message: ToParser) => void): void {
    this.#message = listener;
  }
  onClose(listener: () => void): void {
    this.#close = listener;
  }
  say(message: ToParser): void {
    this.#message(message);
  }
  close(): void {
    this.#close();
  }
  /** Stores a batch: acknowledges it, and grants the credit back. */
  store(seq: number): void {
    const batch = this.sent.find((sent) => sent.seq === seq);
    const files = batch?.items.length ?? 0;
    this.say({ type: 'ack', seq, totals: { files, articles: 0, comments: 0, known: 0, failed: 0, bytes: 0 } });
    this.say({ type: 'credit', batches: 1 });
  }
}

/** Lets everything that can go on go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export function parsed(name: string, bytes: number): ParsedSource {
  return {
    id: `sha256:${name}`,
    name,
    bytes,
    encoding: 'utf-8',
    layout: 'made-up',
    layoutReason: 'made up',
    parser: '0',
    coverage: { article: 0, comment: 0, furniture: 0, unparsed: bytes, blank: 0 },
    ledger: [{ bytes: [0, bytes], class: 'unparsed' }],
    warnings: [],
    pages: [],
  };
}
