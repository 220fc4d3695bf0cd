/** What a drag brings, as far as the platform tells before it is let go. Pure. */

export interface DragItems {
  readonly files: number;
  /** Dragged things that are not on disk: text, links. */
  readonly others: number;
}

/** Counts the items of a drag. While it is over the window only kinds and types can be seen, no names. */
export function dragItems(items: Iterable<{ readonly kind: string }>): DragItems {
  let files = 0;
  let others = 0;
  for (const item of items) {
    if (item.kind === 'file') files += 1;
    else others += 1;
  }
  return { files, others };
}

/** Paths of dropped files that are on disk, and how many are not (dragged out of a mail or a browser). */
export function droppedPaths<F>(files: Iterable<F>, pathOf: (file: F) => string): { readonly paths: readonly string[]; readonly pathless: number } {
  const paths: string[] = [];
  let pathless = 0;
  for (const file of files) {
    const path = pathOf(file);
    if (path === '') pathless += 1;
    else paths.push(path);
  }
  return { paths, pathless };
}
