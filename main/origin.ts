/** The one origin of every window, and what it may do. Pure. */

export const SCHEME = 'app';
export const HOST = 'cuttings';
export const ORIGIN = `${SCHEME}://${HOST}`;

/** `URL.origin` is `null` for `app:` in Node, so scheme and host are compared. */
export function isOwnUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  return `${parsed.protocol}//${parsed.host}` === ORIGIN;
}

/** A page may be loaded again, but it may not become another one. */
export function mayNavigate(from: string, to: string): boolean {
  if (!isOwnUrl(from) || !isOwnUrl(to)) return false;
  return new URL(from).pathname === new URL(to).pathname;
}

/** Our own files; `blob:` and `data:` made by our own pages; the developer tools. */
export function mayRequest(url: string): boolean {
  if (!URL.canParse(url)) return false;
  if (isOwnUrl(url)) return true;
  const scheme = new URL(url).protocol;
  return scheme === 'devtools:' || scheme === 'data:' || (scheme === 'blob:' && url.startsWith(`blob:${ORIGIN}/`));
}

/** Keeping the library when the disk fills up, and copying text. */
export function mayHave(permission: string, origin: string): boolean {
  if (!isOwnUrl(origin)) return false;
  return permission === 'persistent-storage' || permission === 'clipboard-sanitized-write';
}
