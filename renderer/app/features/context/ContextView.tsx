import { memo, useCallback, useEffect, useState } from 'react';
import { type Failure, toFailure } from '../../../../corpus/errors.ts';
import { hasWords } from '../../../../corpus/query/spans.ts';
import type { ConcordanceRequest, TimeStep } from '../../../search/client.ts';
import { useServices, useWorkspace } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { cx } from '../../ui/cx.ts';
import { ErrorBlock } from '../../ui/ErrorBlock.tsx';
import { formatNumber, plural } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import pane from '../../ui/pane.module.css';
import { Segments } from '../../ui/Segments.tsx';
import text from '../../ui/text.module.css';
import { ViewTabs } from '../library/ViewTabs.tsx';
import { perform } from '../tagging/actions.ts';
import { ContextEvidence } from './ContextEvidence.tsx';
import { ContextList } from './ContextList.tsx';
import styles from './ContextView.module.css';
import { chooseContext, contextChoices } from './choices.ts';
import { isSuperseded } from './moving.ts';
import { NoHits, NoWords } from './NoContext.tsx';
import { saveContext } from './saving.ts';
import { openConcordance } from './session.ts';
import { TimelineStrip } from './TimelineStrip.tsx';

const SORTS: readonly (readonly [ConcordanceRequest['sort'], string])[] = [
  ['list', 'In the order of the list'],
  ['left', 'By the words to the left'],
  ['right', 'By the words to the right'],
];
const WORDS: readonly (readonly [ConcordanceRequest['words'], string])[] = [
  ['own', 'own words'],
  ['quoted', 'quoted'],
];

/** Every hit of the query's words in its context, and the time of what was found above them. */
export const ContextView = memo(function ContextView() {
  const services = useServices();
  const { workspace } = services;
  const query = useWorkspace((state) => state.query);
  const searchFailure = useWorkspace((state) => state.searchFailure);
  const chosen = useWorkspace((state) => state.contextChoices);
  const [remembered] = useState(() => contextChoices({}));
  const { sort, words, step } = chosen ?? remembered;
  const worded = hasWords(query);
  const { context, failure, asking } = useConcordance(worded, sort, words);
  const [inView, setInView] = useState<readonly [number, number]>([0, 0]);
  const onInView = useCallback((from: number, to: number) => setInView([from, to]), []);
  const onStep = useCallback((value: TimeStep) => chooseContext(workspace, { step: value }), [workspace]);
  const rows = context?.rows;
  return (
    <section className={pane.pane} aria-label="Words in context">
      <header className={cx(pane.head, styles.head)}>
        <ViewTabs />
        <span className={text.grow} />
        <Segments label="Whose words" value={words} options={WORDS} onChoose={(value) => chooseContext(workspace, { words: value })} />
        <Choice label="Sort the hits" value={sort} options={SORTS} onChoose={(value) => chooseContext(workspace, { sort: value })} />
        <Button small tone="ghost" icon="download" disabled={!rows?.length} onClick={() => perform(services, () => saveContext(services))}>
          CSV…
        </Button>
      </header>
      {(searchFailure ?? failure) && (
        <ErrorBlock title="The words could not be looked for.">
          {(searchFailure ?? failure)?.message} {rows && 'The last hits stay below.'}
        </ErrorBlock>
      )}
      <TimelineStrip step={step} onStep={onStep} />
      {rows?.cut && (
        <ErrorBlock tone="look" title={`The first ${plural(rows.length, 'hit')} in the order of the list are shown.`}>
          There are more than can be listed. A narrower search, or a span of time, shows them all.
        </ErrorBlock>
      )}
      <div className={styles.body} aria-busy={asking}>
        {!worded ? (
          <div className={styles.nothing}>
            <NoWords />
          </div>
        ) : context && context.rows.length > 0 ? (
          <ContextList context={context} onInView={onInView} />
        ) : context ? (
          <div className={styles.nothing}>
            <NoHits words={context.request.words} />
          </div>
        ) : (
          asking && <p className={styles.asking}>Looking for the words…</p>
        )}
      </div>
      <ContextEvidence />
      <footer className={styles.foot}>
        {rows !== undefined && inView[1] > inView[0] && rows.length > 0 && (
          <span>
            {formatNumber(inView[0] + 1)}–{formatNumber(Math.min(inView[1], rows.length))} of {plural(rows.length, 'hit')}
            {rows.cut && ', cut'}
          </span>
        )}
        <span className={text.grow} />
        <span className={text.wide}>
          <Kbd keys="enter" /> open <Kbd keys="1" />–<Kbd keys="9" /> tag <Kbd keys="e" /> source
        </span>
      </footer>
    </section>
  );
});

/** The hits of the query, asked for anew when it, the order or the library is another. */
function useConcordance(worded: boolean, sort: ConcordanceRequest['sort'], words: ConcordanceRequest['words']) {
  const { search, workspace } = useServices();
  const query = useWorkspace((state) => state.query);
  const order = useWorkspace((state) => state.order);
  const answered = useWorkspace((state) => state.answered);
  const context = useWorkspace((state) => state.context);
  const [failure, setFailure] = useState<Failure>();
  const [asking, setAsking] = useState(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer is another state of the library
  useEffect(() => {
    if (!worded) {
      workspace.set({ context: undefined, contextRow: undefined, focused: undefined, open: undefined, openComment: undefined });
      setFailure(undefined);
      setAsking(false);
      return;
    }
    let current = true;
    setAsking(true);
    openConcordance({ search, workspace }, { query, order, sort, words }, () => current).then(
      () => {
        if (!current) return;
        setFailure(undefined);
        setAsking(false);
      },
      (error: unknown) => {
        if (!current) return;
        if (!isSuperseded(error)) setFailure(toFailure(error));
        setAsking(false);
      },
    );
    return () => {
      current = false;
    };
  }, [search, workspace, worded, query, order, sort, words, answered]);
  return { context, failure, asking };
}
