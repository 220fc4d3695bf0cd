import type { ReactNode } from 'react';
import type { Failure } from '../../../../corpus/errors.ts';
import { ErrorBlock } from '../../ui/ErrorBlock.tsx';
import text from '../../ui/text.module.css';
import styles from './Section.module.css';

interface SectionProps {
  readonly title: string;
  /** What the numbers are of. */
  readonly words?: ReactNode;
  readonly tools?: ReactNode;
  readonly failure: Failure | undefined;
  readonly asking: boolean;
  /** There is an answer, if perhaps an older one. */
  readonly answered: boolean;
  readonly children: ReactNode;
}

/** One thing that was counted: its title and tools, the failure in its place, the last answer while the next is on its way. */
export function Section({ title, words, tools, failure, asking, answered, children }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title} aria-busy={asking}>
      <header className={styles.head}>
        <h2>{title}</h2>
        <span className={styles.words}>{words}</span>
        <span className={text.grow} />
        {answered && tools}
      </header>
      {failure && (
        <ErrorBlock title={`${title}: this could not be counted.`}>
          {failure.message} {answered && 'The last numbers stay below.'}
        </ErrorBlock>
      )}
      {answered ? children : asking && <p className={styles.asking}>Counting…</p>}
    </section>
  );
}
