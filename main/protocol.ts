/** `app://cuttings`: the one origin of every window, in development too. It serves the built files and nothing else. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';
import type { Log } from './log.ts';

export const SCHEME = 'app';
export const HOST = 'cuttings';
export const ORIGIN = `${SCHEME}://${HOST}`;

/** `trusted-types`: the search's worker is the only script a page may start by URL, through that one policy. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types cuttings-worker',
].join('; ');

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

/** Has to run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

/** Serves the folder the renderers were built into, with the policy on every answer. */
export function serveApp(root: string, log: Log): void {
  protocol.handle(SCHEME, async (request) => {
    const served = servedFile(request.method, request.url, root);
    if ('status' in served) {
      log.warn(`refused ${request.method} ${request.url}: ${served.status}`);
      return new Response(null, { status: served.status });
    }
    try {
      return new Response(new Uint8Array(await readFile(served.file)), { headers: headersFor(served.type) });
    } catch (error) {
      log.error(`cannot serve ${request.url}`, error);
      return new Response(null, { status: 404 });
    }
  });
}

function headersFor(type: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-cache',
  };
}
