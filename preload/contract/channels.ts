/** The contract's channels as values: types are gone at run time, and the bridge and main let pass only what stands here. */
import type { AppCalls, AppEvents } from './app-api.ts';

// a Record over the contract's keys: a channel forgotten here, or one too many, does not compile
const CALLS: Readonly<Record<keyof AppCalls, true>> = {
  'import:choose': true,
  'import:paths': true,
  'import:samples': true,
  'import:resume': true,
  'import:cancel': true,
  'import:pause': true,
  'import:continue': true,
  'import:preview-table': true,
  'import:map': true,
  'import:save-report': true,
  'export:choose': true,
  'export:start': true,
  'export:cancel': true,
  'view:save': true,
  'shell:show': true,
  'settings:get': true,
  'settings:set': true,
  'app:info': true,
  'app:shown': true,
  'app:reload-store': true,
  'index:rebuild': true,
};

const EVENTS: Readonly<Record<keyof AppEvents, true>> = {
  'import:progress': true,
  'export:progress': true,
  'command:run': true,
  'settings:changed': true,
  'store:failed': true,
};

export function isCall(channel: string): channel is keyof AppCalls {
  return Object.hasOwn(CALLS, channel);
}

export function isEvent(channel: string): channel is keyof AppEvents {
  return Object.hasOwn(EVENTS, channel);
}

/** Channel by which main hands a port to the store window's preload, which passes it on with `window.postMessage`. */
export const STORE_PORT_CHANNEL = 'cuttings:store-port';
