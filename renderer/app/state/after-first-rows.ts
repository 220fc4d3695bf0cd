/** What is drawn a moment later, so that the first rows are there sooner. */
import { startTransition, useEffect, useState } from 'react';
import { useServices } from './context.tsx';
import { afterFirstRows, firstRowsPassed } from './milestones.ts';

/** False until the rows the window opens with are shown; true from the beginning where it opens with none. What waits for it keeps its place meanwhile. */
export function useAfterFirstRows(): boolean {
  const { opening } = useServices();
  const [shown, setShown] = useState(() => opening === undefined || firstRowsPassed());
  useEffect(() => {
    if (shown) return;
    let current = true;
    void afterFirstRows().then(() => {
      if (current) startTransition(() => setShown(true));
    });
    return () => {
      current = false;
    };
  }, [shown]);
  return shown;
}
