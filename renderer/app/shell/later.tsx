/** Parts of the window that come after its first screen: their script is fetched when the first rows are shown, or when the first of them is needed. */
import { type ReactNode, useEffect, useState } from 'react';

type Parts = typeof import('../later-parts.ts');

let loaded: Parts | undefined;
let loading: Promise<Parts> | undefined;

/** Fetches them, once; where that fails it is tried anew by whoever asks next. */
export async function loadLaterParts(): Promise<Parts> {
  loading ??= import('../later-parts.ts');
  try {
    loaded = await loading;
    return loaded;
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

/** One of the later parts: nothing until they are there, and from then on drawn at once. A failed fetch is thrown at render, for the pane's error boundary. */
export function Later({ part }: { readonly part: keyof Parts }): ReactNode {
  const [parts, setParts] = useState(loaded);
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  useEffect(() => {
    if (parts === undefined) loadLaterParts().then(setParts, (error: unknown) => setFailure({ error }));
  }, [parts]);
  if (failure) throw failure.error;
  if (parts === undefined) return null;
  const Part = parts[part];
  return <Part />;
}
