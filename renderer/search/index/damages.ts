/** Readers in any window tell the indexer of files that turn out to be damaged when they are read: lists of words have no checksum. */

const CHANNEL = 'cuttings-index-damages';

/** Gives what tells the indexer, if there is one, of a file. Told of one that does not count any more, it does nothing. */
export function damageTeller(): (segment: string) => void {
  const channel = new BroadcastChannel(CHANNEL);
  return (segment) => channel.postMessage(segment);
}

/** Calls `heard` with the name of each file that readers tell of; gives what ends it. */
export function onDamage(heard: (segment: string) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }: MessageEvent<string>) => heard(data));
  return () => channel.close();
}
