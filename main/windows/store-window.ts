/** The hidden window that owns the database: it writes imports and answers main's calls. When its process dies, another takes its place. */
import { BrowserWindow, MessageChannelMain, type MessagePortMain } from 'electron';
import { CuttingsError, type Failure } from '../../corpus/errors.ts';
import { STORE_PORT_CHANNEL } from '../../preload/contract/channels.ts';
import type { StorePortKind } from '../../preload/contract/import-port.ts';
import type { StoreReply } from '../../preload/contract/store-rpc.ts';
import type { Log } from '../log.ts';
import { ORIGIN } from '../origin.ts';
import type { RpcPort, StoreClient } from '../store-client.ts';

/** More deaths than this within the time, and no further window is made until the analyst asks for one. */
const DEATHS = 3;
const DEATHS_WITHIN = 60_000;

/** Chromium's level of a console warning; errors are above it. */
const WARNING = 2;

export interface StoreWindowOptions {
  readonly preload: string;
  readonly client: StoreClient;
  readonly log: Log;
  /** Hears that the window's process died; another has been made unless `final`. */
  readonly onDeath: (failure: Failure, final: boolean) => void;
}

export class StoreWindow {
  readonly #options: StoreWindowOptions;
  #window: BrowserWindow | undefined;
  #loaded = false;
  #deaths: number[] = [];
  #quitting = false;

  constructor(options: StoreWindowOptions) {
    this.#options = options;
  }

  /** Makes the window, or makes it anew. */
  open(): void {
    this.#drop();
    const window = new BrowserWindow({
      show: false,
      title: 'Cuttings store',
      webPreferences: {
        preload: this.#options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        // or Chromium would slow the import down for being out of sight
        backgroundThrottling: false,
      },
    });
    this.#window = window;
    window.webContents.on('did-finish-load', () => this.#connect());
    window.webContents.on('render-process-gone', (_event, details) => {
      if (window === this.#window && !this.#quitting) this.#died(details.reason);
    });
    window.webContents.on('console-message', (_event, level, message) => {
      if (level >= WARNING) this.#options.log.warn(`store window: ${message}`);
    });
    window.loadURL(`${ORIGIN}/store.html`).catch((error: unknown) => {
      // a command that fails at once ends the app before the page is there
      if (window !== this.#window || this.#quitting) return;
      this.#options.log.error('the store window did not load', error);
      this.#options.client.fail({ kind: 'store-gone', message: `The part of Cuttings that keeps the library did not start (${String(error)}).` });
    });
  }

  /** Makes the window anew because the analyst asks for it, after whatever failures. */
  reopen(): void {
    this.#deaths = [];
    this.#options.client.lost({ kind: 'store-gone', message: 'The library was opened anew.' });
    this.open();
  }

  /** The app is about to end: the window may go. */
  quit(): void {
    this.#quitting = true;
  }

  /** Hands a port to the page. Throws `CuttingsError` kind `store-gone` when there is none. */
  hand(kind: StorePortKind, port: MessagePortMain): void {
    if (this.#window === undefined || this.#window.isDestroyed() || !this.#loaded) throw new CuttingsError('store-gone', 'The library is not open.');
    this.#window.webContents.postMessage(STORE_PORT_CHANNEL, kind, [port]);
  }

  #connect(): void {
    this.#loaded = true;
    const { port1, port2 } = new MessageChannelMain();
    this.#options.client.connect(rpcPort(port1));
    this.hand({ cuttingsPort: 'rpc' }, port2);
  }

  #died(reason: string): void {
    const now = Date.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < DEATHS_WITHIN), now];
    const final = this.#deaths.length > DEATHS;
    const failure: Failure = {
      kind: 'store-gone',
      message: `The part of Cuttings that keeps the library stopped unexpectedly (${reason}). What was stored is safe.`,
    };
    this.#options.log.error(`${failure.message}${final ? ' It is not started again.' : ''}`);
    if (final) {
      this.#drop();
      this.#options.client.fail(failure);
    } else {
      this.#options.client.lost(failure);
      this.open();
    }
    this.#options.onDeath(failure, final);
  }

  #drop(): void {
    const window = this.#window;
    this.#window = undefined;
    this.#loaded = false;
    if (window !== undefined && !window.isDestroyed()) window.destroy();
  }
}

function rpcPort(port: MessagePortMain): RpcPort {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', (event: { data: StoreReply }) => listener(event.data));
      port.start();
    },
    close: () => port.close(),
  };
}
