import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { unwrap } from '../../../../corpus/errors.ts';
import type { FileOutcome, ImportRun } from '../../../../corpus/records.ts';
import { useLive, useServices } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { Count } from '../../ui/Count.tsx';
import { CoverageBar, CoverageKey } from '../../ui/CoverageBar.tsx';
import { formatMoment, formatNumber, formatShare, plural } from '../../ui/format.ts';
import text from '../../ui/text.module.css';
import { importQuery, showQuery } from '../filtering/show.ts';
import { SourceDrawer } from '../reading/EvidenceDrawer.tsx';
import type { LabelledEvidence } from '../reading/evidence.ts';
import { perform } from '../tagging/actions.ts';
import styles from './ImportsView.module.css';
import { OutcomeTable } from './OutcomeTable.tsx';
import { durationWords, type ImportReport, importTitle, reportOf } from './report.ts';
import { SaveReport } from './SaveReport.tsx';
import { StoppedImport } from './StoppedImport.tsx';
import { WaitingTables } from './WaitingTables.tsx';

/** At most so many failures are spelled out; the others stand in the table below. */
const SPELLED_OUT = 50;

/** What an import came to, file by file. It can be read for as long as the library lasts. */
export function ImportReportView({ run }: { readonly run: ImportRun }) {
  const scroller = useRef<HTMLElement>(null);
  const outcomes = useLive((reader) => reader.outcomes(run.id), [run.id]);
  const report = useMemo(() => outcomes && reportOf(outcomes), [outcomes]);
  const [evidence, setEvidence] = useState<LabelledEvidence>();
  // the source opens over the lower part of the report: what asked for it stays in view
  useEffect(() => {
    if (evidence && scroller.current?.contains(document.activeElement)) document.activeElement?.scrollIntoView({ block: 'nearest' });
  }, [evidence]);
  return (
    <div className={styles.shown}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard */}
      <article className={styles.report} ref={scroller} tabIndex={0} aria-label={`Report of ${importTitle(run.names)}`}>
        <div className={styles.oxford} aria-hidden="true" />
        <header className={styles.head}>
          <h1>{importTitle(run.names)}</h1>
          <span className={styles.when}>
            {formatMoment(run.startedAt)}
            {/* of one that was cut off only the next start is known */}
            {run.finishedAt !== undefined && run.state !== 'interrupted' && `, took ${durationWords(Date.parse(run.finishedAt) - Date.parse(run.startedAt))}`}
          </span>
          <span className={text.grow} />
          {report && report.rows.length > 0 && <SaveReport run={run} />}
        </header>
        <StoppedImport run={run} />
        {report && report.rows.length > 0 && (
          <>
            <Totals run={run} report={report} />
            {report.failed.length > 0 && <Failures failed={report.failed} />}
            <WaitingTables outcomes={report.rows} />
            <OutcomeTable outcomes={report.rows} scroller={scroller} onShow={setEvidence} />
          </>
        )}
      </article>
      {evidence && <SourceDrawer evidence={evidence} onShow={setEvidence} onClose={() => setEvidence(undefined)} />}
    </div>
  );
}

function Totals({ run, report }: { readonly run: ImportRun; readonly report: ImportReport }) {
  const { workspace } = useServices();
  const { coverage } = report;
  const read = coverage.article + coverage.comment + coverage.furniture + coverage.unparsed;
  const open = (view: 'articles' | 'comments') => (): void => showQuery(workspace, importQuery(run.id), view);
  return (
    <div className={styles.totals}>
      <Total words={run.totals.files === 1 ? 'file' : 'files'}>{formatNumber(run.totals.files)}</Total>
      <Total words={report.articles === 1 ? 'article new' : 'articles new'}>
        <Count n={report.articles} label={`${plural(report.articles, 'article')} of this import, open the list`} onOpen={open('articles')} />
      </Total>
      {report.merged > 0 && <Total words="merged">{formatNumber(report.merged)}</Total>}
      <Total words={report.comments === 1 ? 'comment new' : 'comments new'}>
        <Count n={report.comments} label={`${plural(report.comments, 'comment')} of this import, open the list`} onOpen={open('comments')} />
      </Total>
      <Total words="known already">{formatNumber(report.known)}</Total>
      {report.toLookAt > 0 && <Total words="to look at">{formatNumber(report.toLookAt)}</Total>}
      {report.failed.length > 0 && (
        <Total words={report.failed.length === 1 ? 'file failed' : 'files failed'} bad>
          <Count
            n={report.failed.length}
            label={`${plural(report.failed.length, 'file')} failed, show them`}
            onOpen={() => document.getElementById('import-failures')?.scrollIntoView()}
          />
        </Total>
      )}
      {read > 0 && (
        <div className={styles.coverage}>
          <CoverageBar coverage={coverage} />
          <div className={styles.legend}>
            {(['article', 'comment', 'furniture', 'unparsed'] as const).map((name) => (
              <span key={name}>
                <CoverageKey name={name} />
                {name}{' '}
                {name === 'unparsed' && coverage.unparsed > 0 ? (
                  <Count
                    n={coverage.unparsed}
                    text={formatShare(coverage.unparsed / read)}
                    label={`${formatShare(coverage.unparsed / read)} of this import is unparsed, open the list`}
                    onOpen={() => showQuery(workspace, `${importQuery(run.id)} is:unparsed`)}
                  />
                ) : (
                  formatShare(coverage[name] / read)
                )}
              </span>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

function Total({ words, bad, children }: { readonly words: string; readonly bad?: boolean; readonly children: ReactNode }) {
  return (
    <div className={bad ? styles.bad : undefined}>
      <b>{children}</b>
      <span>{words}</span>
    </div>
  );
}

function Failures({ failed }: { readonly failed: readonly FileOutcome[] }) {
  const services = useServices();
  const show = (path: string): void => perform(services, async () => unwrap(await services.bridge.call('shell:show', path)));
  return (
    <section id="import-failures" className={styles.fails} aria-label="Did not go in">
      <h2 className={`${styles.section} ${styles.badHead}`}>
        Did not go in <span>{formatNumber(failed.length)}</span>
      </h2>
      <ul>
        {failed.slice(0, SPELLED_OUT).map((outcome) => (
          <li key={outcome.path}>
            <span className={styles.name} title={outcome.path}>
              {outcome.name}
            </span>
            <div>
              <b>{outcome.error?.title ?? 'Failed'}</b>
              <p className={styles.why}>{outcome.error?.message}</p>
            </div>
            <Button small icon="folder-open" onClick={() => show(outcome.path)}>
              Show file
            </Button>
          </li>
        ))}
      </ul>
      {failed.length > SPELLED_OUT && <p className={styles.why}>And {formatNumber(failed.length - SPELLED_OUT)} more, first in the table below.</p>}
    </section>
  );
}
