import { CuttingsError } from '../../corpus/errors.ts';

/** The part of Trusted Types that is used here; the platform's own types do not know it yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: ScriptRules): ScriptRules;
}
interface ScriptRules {
  createScriptURL(url: string): string;
}

/** The policy's name; the app's Content Security Policy allows this one and no other, and lets it be made once. */
const WORKER_POLICY = 'cuttings-worker';
let policy: ScriptRules | undefined;

/** The address, where it is a script of the app itself. Throws `CuttingsError` kind `foreign-script` for any other. */
export function ownScript(url: string, base: string): string {
  const address = new URL(url, base);
  const own = new URL(base);
  // not `origin`: that is “null” for a scheme the platform does not know, and so the same for all of them
  if (address.protocol !== own.protocol || address.host !== own.host)
    throw new CuttingsError('foreign-script', `A script from elsewhere was refused: ${address.href}`);
  return address.href;
}

/** Starts a worker of the app. Where the platform demands trusted script addresses, the app's only policy vouches for it. */
export function startOwnWorker(url: string, name: string): Worker {
  const rules = { createScriptURL: (script: string) => ownScript(script, location.href) };
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy(WORKER_POLICY, rules) ?? rules;
  return new Worker(policy.createScriptURL(url), { type: 'module', name });
}
