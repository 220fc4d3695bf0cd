/// <reference types="vite/client" />
import { CuttingsError } from '../../corpus/errors.ts';
import type { SearchPort } from './protocol.ts';
import workerUrl from './worker.ts?worker&url';

/** The part of Trusted Types that is used here; the platform's own types do not know it yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** The policy's name; the app's Content Security Policy allows this one and no other. */
const WORKER_POLICY = 'cuttings-worker';

/** The address, where it is a script of the app itself. Throws `CuttingsError` kind `foreign-script` for any other. */
export function ownScript(url: string, base: string): string {
  const address = new URL(url, base);
  const own = new URL(base);
  // not `origin`: that is “null” for a scheme the platform does not know, and so the same for all of them
  if (address.protocol !== own.protocol || address.host !== own.host)
    throw new CuttingsError('foreign-script', `A script from elsewhere was refused: ${address.href}`);
  return address.href;
}

/** Starts the search worker. Where the platform demands trusted script addresses, the app's only policy vouches for this one. */
export function startSearchWorker(): SearchPort {
  const rules = { createScriptURL: (url: string) => ownScript(url, location.href) };
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy(WORKER_POLICY, rules) ?? rules;
  return new Worker(policy.createScriptURL(workerUrl), { type: 'module', name: 'search' });
}
