import { Fragment } from 'react';
import text from './text.module.css';

/** Half-open ranges of UTF-16 units; sorted and disjoint. */
export type Ranges = readonly (readonly [from: number, to: number])[];

/** Text with search hits washed. */
export function Marked({ text: words, ranges }: { readonly text: string; readonly ranges: Ranges }) {
  if (ranges.length === 0) return <>{words}</>;
  let at = 0;
  return (
    <>
      {ranges.map(([from, to]) => {
        const before = words.slice(at, from);
        at = to;
        return (
          <Fragment key={from}>
            {before}
            <mark className={text.hit}>{words.slice(from, to)}</mark>
          </Fragment>
        );
      })}
      {words.slice(at)}
    </>
  );
}
