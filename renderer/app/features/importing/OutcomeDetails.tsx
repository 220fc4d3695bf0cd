import { type ReactNode, useMemo } from 'react';
import { unwrap } from '../../../../corpus/errors.ts';
import type { Article, FileOutcome, Warning } from '../../../../corpus/records.ts';
import { useLive, useServices } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { Count } from '../../ui/Count.tsx';
import { formatBytes, formatNumber, plural } from '../../ui/format.ts';
import { showArticle, showQuery, sourceQuery } from '../filtering/show.ts';
import type { LabelledEvidence } from '../reading/evidence.ts';
import { perform } from '../tagging/actions.ts';
import styles from './OutcomeDetails.module.css';
import { cameToWords, diskPath, membersOf, placeWithin } from './outcome-details.ts';
import { outcomeWords } from './report.ts';

/** At most so many articles, warnings or members of a file are named. */
const NAMED = 50;

interface OutcomeDetailsProps {
  readonly outcome: FileOutcome;
  /** All of the import's, for the members of a container. */
  readonly outcomes: readonly FileOutcome[];
  /** Shows a place of the source. */
  readonly onShow: (evidence: LabelledEvidence) => void;
  /** Goes to another file of the report. */
  readonly onGoTo: (path: string) => void;
}

/** Everything that is known of what a file of an import came to. */
export function OutcomeDetails({ outcome, outcomes, onShow, onGoTo }: OutcomeDetailsProps) {
  const services = useServices();
  const { workspace } = services;
  const { source, coverage, layout, layoutReason, encoding, warnings } = outcome;
  const members = useMemo(() => (outcome.source === undefined ? membersOf(outcomes, outcome) : []), [outcomes, outcome]);
  const disk = diskPath(outcome.path);
  const within = placeWithin(outcome.path);
  const container = within === undefined ? undefined : outcomes.find(({ path }) => path === disk);
  const showFile = (): void => perform(services, async () => unwrap(await services.bridge.call('shell:show', disk)));
  return (
    <div className={styles.details}>
      <dl className={styles.facts}>
        <Fact term="Came to">{cameToWords(outcome)}</Fact>
        {layout !== undefined && (
          <Fact term="Layout">
            <b>{layout}</b>
            {layoutReason !== undefined && `: ${layoutReason}`}
          </Fact>
        )}
        {outcome.table && <Fact term="Columns">{outcome.table.columns.join(', ')}</Fact>}
        <Fact term="Size">
          <span title={`${formatNumber(outcome.bytes)} bytes`}>{formatBytes(outcome.bytes)}</span>
          {encoding !== undefined && `, ${encoding}`}
          {source !== undefined && coverage !== undefined && coverage.unparsed > 0 && (
            <>
              ; unparsed{' '}
              <Count
                n={coverage.unparsed}
                text={formatBytes(coverage.unparsed)}
                label={`${formatBytes(coverage.unparsed)} of ${outcome.name} unparsed, open the ledger`}
                onOpen={() => workspace.set({ view: 'ledger', ledgerSource: source })}
              />
            </>
          )}
        </Fact>
        <Fact term="File">
          <span className={styles.path}>{disk}</span>
          {within !== undefined && (
            <>
              , in it <span className={styles.path}>{within}</span>
            </>
          )}
        </Fact>
        {warnings.length > 0 && (
          <Fact term="To look at">
            <Warnings outcome={outcome} onShow={onShow} />
          </Fact>
        )}
        {outcome.articles.length > 0 && (
          <Fact term="Gave">
            <Articles outcome={outcome} />
          </Fact>
        )}
        {members.length > 0 && (
          <Fact term="In it">
            <Members members={members} onGoTo={onGoTo} />
          </Fact>
        )}
      </dl>
      <div className={styles.acts}>
        <Button small icon="folder-open" onClick={showFile}>
          Show file
        </Button>
        {source !== undefined && (
          <Button small icon="evidence" onClick={() => onShow({ source, bytes: [0, 0], label: 'whole source' })}>
            Show source
          </Button>
        )}
        {container && (
          <Button small icon="corner-up-left" onClick={() => onGoTo(container.path)}>
            Its container
          </Button>
        )}
      </div>
    </div>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Warnings({ outcome, onShow }: Pick<OutcomeDetailsProps, 'outcome' | 'onShow'>) {
  const { source, warnings } = outcome;
  const place = ({ bytes }: Warning): ReactNode => {
    if (bytes === undefined) return null;
    const range = `bytes ${formatNumber(bytes[0])}–${formatNumber(bytes[1])}`;
    if (source === undefined) return `, ${range}`;
    return (
      <>
        {' '}
        <Count n={bytes[0]} text={range} label={`Show ${range} of ${outcome.name}`} onOpen={() => onShow({ source, bytes, label: 'to look at' })} />
      </>
    );
  };
  return (
    <ul className={styles.list}>
      {warnings.slice(0, NAMED).map((warning, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the warnings of an outcome never change
        <li key={at} className={styles.warning}>
          {warning.message}
          {place(warning)}
        </li>
      ))}
      {warnings.length > NAMED && <li>and {formatNumber(warnings.length - NAMED)} more</li>}
    </ul>
  );
}

function Articles({ outcome }: { readonly outcome: FileOutcome }) {
  const { workspace } = useServices();
  const { source, articles: ids } = outcome;
  // by the captures' ids: an article may be called otherwise by now, and several of them may have become one
  const articles = useLive(
    async (reader) => {
      const found = await Promise.all(ids.slice(0, NAMED).map((id) => reader.article(id)));
      return [...new Map(found.flatMap((article): [string, Article][] => (article ? [[article.id, article]] : []))).values()];
    },
    [ids],
  );
  if (articles === undefined) return <span aria-busy="true">…</span>;
  return (
    <ul className={styles.list}>
      {articles.map((article) => (
        <li key={article.id}>
          <button type="button" className={styles.article} onClick={() => showArticle(workspace, source === undefined ? '' : sourceQuery(source), article.id)}>
            {article.title}
          </button>{' '}
          <span className={styles.about}>
            {[article.publisher, plural(article.commentCount.captured, 'comment'), article.captures.length > 1 && plural(article.captures.length, 'capture')]
              .filter((part) => part)
              .join(', ')}
          </span>
        </li>
      ))}
      {articles.length === 0 && <li>None of its articles is in the library any more.</li>}
      {ids.length > NAMED && source !== undefined && (
        <li>
          and{' '}
          <Count
            n={ids.length - NAMED}
            label={`more articles of ${outcome.name}, open the list of all`}
            onOpen={() => showQuery(workspace, sourceQuery(source))}
          />{' '}
          more
        </li>
      )}
    </ul>
  );
}

interface MembersProps {
  readonly members: readonly FileOutcome[];
  readonly onGoTo: (path: string) => void;
}

function Members({ members, onGoTo }: MembersProps) {
  return (
    <ul className={styles.list}>
      {members.slice(0, NAMED).map((member) => (
        <li key={member.path}>
          <button type="button" className={styles.member} onClick={() => onGoTo(member.path)}>
            {placeWithin(member.path)}
          </button>{' '}
          <span className={styles.about}>{outcomeWords(member)}</span>
        </li>
      ))}
      {members.length > NAMED && <li>and {formatNumber(members.length - NAMED)} more, in the table</li>}
    </ul>
  );
}
