/** Where the built app keeps its parts, all below one folder (or archive). */
import path from 'node:path';

export interface Places {
  readonly renderers: string;
  readonly appPreload: string;
  readonly storePreload: string;
  readonly parser: string;
  /** Sample pages. */
  readonly seeds: string;
}

/** `app`: the folder of `package.json`. */
export function placesIn(app: string): Places {
  const out = path.join(app, 'out');
  return {
    renderers: path.join(out, 'renderer'),
    appPreload: path.join(out, 'preload', 'app.cjs'),
    storePreload: path.join(out, 'preload', 'store.cjs'),
    parser: path.join(out, 'main', 'parser.js'),
    seeds: path.join(app, 'seeds'),
  };
}
