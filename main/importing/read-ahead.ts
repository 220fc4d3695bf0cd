/** Reading files before their turn, several at a time and as far ahead as memory allows: disks take time, and so does every message from one thread to another. */

export interface Ahead {
  /** How many files may be read or waiting at a time. */
  readonly files: number;
  /** No further file is begun while those have this many bytes. */
  readonly bytes: number;
}

const USUAL: Ahead = { files: 16, bytes: 32 * 1024 * 1024 };

/**
 * Loads `sources` ahead and gives the results in the order of `sources`. `weigh` tells beforehand how many bytes a source will take. `load` must not
 * throw. Ends early when the consumer does.
 */
export async function* readAhead<S, T>(
  sources: readonly S[],
  weigh: (source: S) => number,
  load: (source: S) => Promise<T>,
  limits: Ahead = USUAL,
): AsyncGenerator<T, void, undefined> {
  const under: { readonly bytes: number; readonly loading: Promise<T> }[] = [];
  let bytes = 0;
  let next = 0;
  for (;;) {
    while (under.length < limits.files && (bytes < limits.bytes || under.length === 0)) {
      const source = sources[next];
      if (source === undefined) break;
      next += 1;
      const weight = weigh(source);
      under.push({ bytes: weight, loading: load(source) });
      bytes += weight;
    }
    const first = under.shift();
    if (first === undefined) return;
    yield await first.loading;
    bytes -= first.bytes;
  }
}
