import { memo, useState } from 'react';
import { useServices, useWorkspace } from '../../state/context.tsx';
import { cx } from '../../ui/cx.ts';
import { ErrorBlock } from '../../ui/ErrorBlock.tsx';
import { plural } from '../../ui/format.ts';
import pane from '../../ui/pane.module.css';
import { Segments } from '../../ui/Segments.tsx';
import text from '../../ui/text.module.css';
import { ViewTabs } from '../library/ViewTabs.tsx';
import styles from './CountsView.module.css';
import { chooseCounts, countsChoices } from './choices.ts';
import { KeywordSection } from './KeywordSection.tsx';
import { TagSection } from './TagSection.tsx';
import { TimelineSection } from './TimelineSection.tsx';
import { STEPS } from './time-words.ts';

/** What can be counted in what a query finds: by time, by words, by tags. */
export const CountsView = memo(function CountsView() {
  const { workspace } = useServices();
  const chosen = useWorkspace((state) => state.countsChoices);
  const [remembered] = useState(() => countsChoices({}));
  const choices = chosen ?? remembered;
  const query = useWorkspace((state) => state.query);
  const result = useWorkspace((state) => state.result);
  const failure = useWorkspace((state) => state.searchFailure);
  return (
    <section className={pane.pane} aria-label="Counts">
      <header className={cx(pane.head, styles.head)}>
        <ViewTabs />
        <span className={text.grow} />
        <Segments label="Steps of time" value={choices.step} options={STEPS} onChoose={(step) => chooseCounts(workspace, { step })} />
      </header>
      {failure && (
        <ErrorBlock title="The search could not be run.">
          {failure.message} {result && 'The last result stays below.'}
        </ErrorBlock>
      )}
      {/* what may scroll must be reachable from the keyboard */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: for scrolling */}
      <section className={styles.scroll} aria-label="What was counted" tabIndex={0}>
        {result && result.unindexed > 0 && (
          <ErrorBlock tone="look" title={`${plural(result.unindexed, 'article')} and their comments are not counted yet.`}>
            The index does not have them; the numbers follow as it gets on.
          </ErrorBlock>
        )}
        <TimelineSection query={query} choices={choices} />
        <KeywordSection query={query} choices={choices} />
        <TagSection query={query} choices={choices} />
      </section>
    </section>
  );
});
