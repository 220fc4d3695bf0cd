/** Reading files before their turn, as far ahead as memory allows: the disk works while the page before is parsed. */

export interface Ahead {
  /** How many files may wait, read. */
  readonly files: number;
  /** No further file is begun while those waiting have this many bytes. */
  readonly bytes: number;
}

const USUAL: Ahead = { files: 32, bytes: 32 * 1024 * 1024 };

/** Loads `sources` one after another and gives the results in that order. `size` tells a result's bytes. Ends early when the consumer does; `load` must not throw. */
export async function* readAhead<S, T>(
  sources: readonly S[],
  load: (source: S) => Promise<T>,
  size: (loaded: T) => number,
  limits: Ahead = USUAL,
): AsyncGenerator<T, void, undefined> {
  const waiting: T[] = [];
  let bytes = 0;
  let next = 0;
  let loading: Promise<void> | undefined;
  const advance = (): void => {
    const source = sources[next];
    if (loading !== undefined || source === undefined || waiting.length >= limits.files || bytes >= limits.bytes) return;
    next += 1;
    loading = load(source).then((loaded) => {
      loading = undefined;
      waiting.push(loaded);
      bytes += size(loaded);
      advance();
    });
  };
  for (;;) {
    advance();
    const first = waiting.shift();
    if (first !== undefined) {
      bytes -= size(first);
      advance();
      yield first;
    } else if (loading !== undefined) await loading;
    else return;
  }
}
