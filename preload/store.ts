/**
 * The store window's preload: hands main's ports to the page. Ports do not survive `contextBridge`, so they travel by
 * `window.postMessage`, and only once the page has loaded: before that nobody listens (electron#27024).
 */
import { ipcRenderer } from 'electron';
import { STORE_PORT_CHANNEL } from './contract/channels.ts';
import type { StorePortKind } from './contract/import-port.ts';

const loaded = new Promise<void>((resolve) => {
  if (document.readyState === 'complete') resolve();
  else window.addEventListener('load', () => resolve(), { once: true });
});

ipcRenderer.on(STORE_PORT_CHANNEL, (event, kind: StorePortKind) => {
  const ports = event.ports;
  void loaded.then(() => window.postMessage(kind, window.location.origin, ports));
});
