/** `app://cuttings`: the one origin of every window, in development too. It serves the built files and nothing else. */
import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import type { Log } from './log.ts';
import { SCHEME } from './origin.ts';
import { servedFile } from './served-file.ts';

/** `trusted-types`: the search's worker is the only script a page may start by URL, through that one policy. */
const POLICY = [
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
