import { type ReactNode, useState } from 'react';
import type { AnewReport, AnewRequest } from '../../../anew/contract.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorBlock } from '../../ui/ErrorBlock.tsx';
import { plural } from '../../ui/format.ts';
import text from '../../ui/text.module.css';
import { readLedgerTotals } from '../ledger/ledger.ts';
import { say } from '../tagging/actions.ts';
import styles from './AnewDialog.module.css';
import { AnewReportView } from './AnewReportView.tsx';
import { ChooseSources } from './ChooseSources.tsx';
import { FailureList } from './FailureList.tsx';
import { Progress } from './Progress.tsx';
import { useAnew } from './use-anew.ts';
import { useOnce } from './use-once.ts';
import { doneWords } from './words.ts';

/** Reads sources anew: which, what would change, and, where that is accepted, the library. */
export function AnewDialog() {
  const dialog = useWorkspace((state) => state.dialog);
  return dialog?.kind === 'anew' ? <OpenDialog asked={dialog.request} /> : null;
}

const oneOf = (request: AnewRequest | undefined) => (Array.isArray(request?.sources) && request.sources.length === 1 ? request.sources[0] : undefined);

function OpenDialog({ asked }: { readonly asked: AnewRequest | undefined }) {
  const services = useServices();
  const { workspace } = services;
  const totals = useOnce(async () => (asked === undefined ? readLedgerTotals(services.reader) : undefined));
  const [chosen, setChosen] = useState<'old' | 'all'>();
  const wanted = chosen ?? (totals?.older === 0 ? 'all' : 'old');
  const close = (): void => workspace.set({ dialog: undefined });
  const { state, session } = useAnew(asked, close);
  const id = oneOf(asked);
  const name = useLive(async (reader) => (id === undefined ? '' : ((await reader.source(id))?.name ?? 'the source')), [id]);
  const correcting = asked?.corrections !== undefined;
  const title = id === undefined ? 'Read anew' : correcting ? `Correct ${name ?? ''}` : `Read ${name ?? ''} anew`;

  const accept = async (report: AnewReport): Promise<void> => {
    const whole = await session.accept(report);
    const [only] = report.changes;
    // one source is one step, and done with; of several the dialog says what came of it
    if (!whole || only === undefined || report.changes.length > 1) return;
    close();
    say(services, correcting ? `‘${only.name}’ is corrected` : `‘${only.name}’ was read anew`, { undo: true });
  };
  // what is being written is stopped first, and then tells how far it came
  const leave = (): void => (state.step === 'writing' ? session.stop() : close());

  return (
    <Dialog title={title} width="large" onClose={leave} footer={foot()}>
      <div className={styles.body}>{body()}</div>
    </Dialog>
  );

  function body(): ReactNode {
    switch (state.step) {
      case 'choosing':
        return asked === undefined && <ChooseSources totals={totals} wanted={wanted} onChange={setChosen} />;
      case 'reading':
        return <Progress words="Reading" progress={state.progress} />;
      case 'report':
        return <AnewReportView report={state.report} />;
      case 'writing':
        return <Progress words="Writing" progress={state.progress} />;
      case 'done':
        return (
          <>
            <p className={styles.done} role="status">
              {doneWords({ ...state, failed: state.failed.length })}
            </p>
            <FailureList failures={state.failed} />
          </>
        );
      case 'failed':
        return (
          <ErrorBlock title={state.writing ? 'What was read could not be written.' : 'The sources could not be read anew.'}>
            {state.failure.message}{' '}
            {state.writing !== undefined && state.writing.changes > 1 ? 'What had been written before stays.' : 'Nothing in the library has changed.'}
          </ErrorBlock>
        );
    }
  }

  function foot(): ReactNode {
    switch (state.step) {
      case 'choosing':
        return (
          <>
            <span className={text.grow} />
            <Button tone="ghost" onClick={close}>
              Cancel
            </Button>
            <Button tone="primary" disabled={totals === undefined} onClick={() => session.propose({ sources: wanted })}>
              Read and show what would change
            </Button>
          </>
        );
      case 'reading':
      case 'writing':
        return (
          <>
            <span className={styles.foot}>{state.step === 'reading' ? 'Nothing is written yet.' : 'When you stop, what is written by then stays.'}</span>
            <Button icon="x" onClick={session.stop}>
              Stop
            </Button>
          </>
        );
      case 'report': {
        const { report } = state;
        const { length } = report.changes;
        return (
          <>
            <span className={styles.foot}>
              {length === 1 && 'You can undo it.'}
              {length > 1 && 'Changes to several sources cannot be undone, nor can anything you did before them.'}
            </span>
            <Button tone="ghost" autoFocus={length !== 1} onClick={close}>
              {length === 0 ? 'Close' : 'Cancel'}
            </Button>
            {length > 0 && (
              <Button tone="primary" autoFocus={length === 1} onClick={() => void accept(report)}>
                {length > 1 ? `Accept ${plural(length, 'changed source')}` : 'Accept'}
              </Button>
            )}
          </>
        );
      }
      case 'done':
        return (
          <>
            <span className={text.grow} />
            <Button tone="primary" autoFocus onClick={close}>
              Done
            </Button>
          </>
        );
      case 'failed':
        return (
          <>
            <span className={text.grow} />
            <Button tone="ghost" autoFocus onClick={close}>
              Close
            </Button>
            <Button tone="primary" onClick={() => session.propose(state.request)}>
              Read again
            </Button>
          </>
        );
    }
  }
}
