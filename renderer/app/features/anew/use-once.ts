import { useEffect, useState } from 'react';

/** What a read gives, once for as long as the component is there; `undefined` until then. A failure is thrown at render. */
export function useOnce<T>(read: () => Promise<T>): T | undefined {
  const [answer, setAnswer] = useState<{ readonly value: T } | { readonly error: unknown }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    let current = true;
    read().then(
      (value) => current && setAnswer({ value }),
      (error: unknown) => current && setAnswer({ error }),
    );
    return () => {
      current = false;
    };
  }, []);
  if (answer === undefined) return undefined;
  if ('error' in answer) throw answer.error;
  return answer.value;
}
