const JUNK = new Set(['thumbs.db', 'ehthumbs.db', 'desktop.ini', '__macosx', '$recycle.bin', 'system volume information']);

/** Files that systems and programs leave in folders, and hidden ones; by name alone. What the analyst drops by itself is never junk. */
export function isJunk(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$') || JUNK.has(name.toLowerCase());
}
