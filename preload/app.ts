/** The app window's bridge: `window.cuttings`. It passes the contract's channels and nothing else. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Result } from '../corpus/errors.ts';
import type { AppBridge } from './contract/app-api.ts';
import { isCall, isEvent } from './contract/channels.ts';
import { Mailbox } from './mailbox.ts';

const boxes = new Map<string, Mailbox>();

function boxOf(event: string): Mailbox {
  let box = boxes.get(event);
  if (box === undefined) {
    box = new Mailbox();
    boxes.set(event, box);
  }
  return box;
}

// one channel for all events, listened to from the start: what main says while the page is still loading is kept for its first listener
ipcRenderer.on('cuttings:event', (_event, name: unknown, payload: unknown) => {
  if (typeof name === 'string' && isEvent(name)) boxOf(name).deliver(payload);
});

const refused = (channel: string): Result<never> => ({ ok: false, error: { kind: 'refused', message: `There is no call “${channel}”.` } });

// Electron's types know nothing of a channel's arguments; the cast stands here once, and main checks every argument again
const bridge: AppBridge = {
  call: (async (channel: string, ...args: unknown[]) => (isCall(channel) ? await ipcRenderer.invoke(channel, ...args) : refused(channel))) as AppBridge['call'],
  on: (event, listener) => {
    if (!isEvent(event)) throw new Error(`There is no event “${String(event)}”.`);
    return boxOf(event).listen(listener as (payload: unknown) => void);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('cuttings', bridge);
