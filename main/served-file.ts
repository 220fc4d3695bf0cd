/** Which requests to the app's own origin get which file. Pure. */
import path from 'node:path';
import { HOST, SCHEME } from './origin.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** What a request may have: a file below `root`, or the HTTP status it is refused with. */
export type Served = { readonly file: string; readonly type: string } | { readonly status: 400 | 403 | 404 | 405 };

/** Which file a request means. Only known types, only below `root`, only by GET from our own host. */
export function servedFile(method: string, url: string, root: string): Served {
  if (method !== 'GET') return { status: 405 };
  if (!URL.canParse(url)) return { status: 400 };
  const parsed = new URL(url);
  if (parsed.protocol !== `${SCHEME}:` || parsed.host !== HOST) return { status: 404 };
  let pathname: string;
  try {
    pathname = decodeURIComponent(parsed.pathname);
  } catch (error) {
    if (error instanceof URIError) return { status: 400 };
    throw error;
  }
  if (pathname.includes('\0') || pathname.includes('\\')) return { status: 400 };
  const file = path.join(root, pathname);
  if (!file.startsWith(root + path.sep)) return { status: 403 };
  const type = TYPES[path.extname(file)];
  return type === undefined ? { status: 404 } : { file, type };
}
