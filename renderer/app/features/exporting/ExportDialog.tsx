import { useEffect, useMemo, useState } from 'react';
import { type Failure, toFailure, unwrap } from '../../../../corpus/errors.ts';
import type { ExportPreview, ExportSelection } from '../../../../corpus/exchange/format.ts';
import { EXPORT_FORMATS, type FormatId, isFormatId } from '../../../../corpus/exchange/index.ts';
import { exportSource } from '../../../search/export-source.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorBlock } from '../../ui/ErrorBlock.tsx';
import { cut, formatBytes, plural } from '../../ui/format.ts';
import { Radio } from '../../ui/Radio.tsx';
import text from '../../ui/text.module.css';
import { perform } from '../tagging/actions.ts';
import styles from './ExportDialog.module.css';
import { ExportOutcome } from './ExportOutcome.tsx';
import { PreviewLines } from './PreviewLines.tsx';
import { suggestedName } from './places.ts';
import { type Scope, type ScopeKind, scopesOf } from './scopes.ts';
import { amount, inWords } from './selection-words.ts';
import { useExport } from './use-export.ts';

/** Records shown as they will be written. */
const SHOWN = 14;

interface Look {
  readonly scope: ScopeKind;
  readonly format: FormatId;
  readonly selection: ExportSelection;
  readonly preview: ExportPreview;
}

const SCOPE_NAMES: Readonly<Record<ScopeKind, string>> = { filter: 'This filter', selection: 'The marked rows', everything: 'Everything' };

/** Takes records out: what, as what, where to; what the file will look like; how it went. */
export function ExportDialog() {
  const services = useServices();
  const { workspace, reader, bridge } = services;
  const query = useWorkspace((state) => state.query);
  const result = useWorkspace((state) => state.result);
  const selected = useWorkspace((state) => state.selected);
  const totals = useLive((read) => read.totals(), []);
  const scopes = useMemo(() => scopesOf({ query, selected, ...(result ? { result } : {}) }), [query, result, selected]);
  const [wanted, setWanted] = useState<ScopeKind>(scopes[0]?.kind ?? 'everything');
  const [format, setFormat] = useState<FormatId>('json');
  const [look, setLook] = useState<Look>();
  const [failure, setFailure] = useState<Failure>();
  const exporting = useExport();
  const { state } = exporting;
  const scope = scopes.find(({ kind }) => kind === wanted) ?? scopes[0];

  useEffect(() => {
    if (scope === undefined) return;
    let gone = false;
    const show = async (): Promise<void> => {
      const source = await exportSource(reader, scope.query, scope.matches);
      const preview = await EXPORT_FORMATS[format].preview(source, SHOWN);
      if (!gone) setLook({ scope: scope.kind, format, selection: source.selection, preview });
    };
    setFailure(undefined);
    show().catch((error: unknown) => {
      if (!gone) setFailure(toFailure(error));
    });
    return () => {
      gone = true;
    };
  }, [reader, scope, format]);

  const close = (): void => {
    if (state.step === 'writing') perform(services, exporting.cancel);
    workspace.set({ dialog: undefined });
  };
  if (scope === undefined) return null;
  const shown = look?.scope === scope.kind && look.format === format ? look : undefined;
  const what = { format, query: scope.query };
  const write = (): void =>
    perform(services, async () => {
      const name = scope.kind === 'filter' ? cut(scope.query, 50) : scope.kind === 'selection' ? 'marked rows' : 'cuttings';
      const path = unwrap(await bridge.call('export:choose', suggestedName(name, EXPORT_FORMATS[format].extension)));
      if (path !== undefined) await exporting.start(what, await path);
    });

  return (
    <Dialog
      title="Export"
      width="large"
      onClose={close}
      footer={
        <>
          <span className={styles.foot}>
            {shown && state.step !== 'done' && `about ${formatBytes(shown.preview.bytes)}; the same library and filter give the same bytes`}
          </span>
          {state.step === 'done' ? (
            <Button tone="primary" onClick={close}>
              Done
            </Button>
          ) : (
            <>
              <Button tone="ghost" onClick={close}>
                Cancel
              </Button>
              <Button tone="primary" disabled={state.step === 'writing' || shown === undefined} onClick={write}>
                {shown === undefined ? 'Export' : `Export ${amount(shown.selection)}`}
              </Button>
            </>
          )}
        </>
      }
    >
      <p className={styles.what}>{shown === undefined ? 'Counting…' : inWords(shown.selection)}</p>
      <div className={styles.columns}>
        <div className={styles.choices}>
          <fieldset disabled={state.step === 'writing'}>
            <legend className={text.cap}>What</legend>
            {scopes.map((one) => (
              <Radio
                key={one.kind}
                name="scope"
                checked={one.kind === scope.kind}
                detail={scopeDetail(one, totals)}
                onChange={() => pick(() => setWanted(one.kind))}
              >
                {SCOPE_NAMES[one.kind]}
              </Radio>
            ))}
          </fieldset>
          <fieldset disabled={state.step === 'writing'}>
            <legend className={text.cap}>As</legend>
            {Object.values(EXPORT_FORMATS).map(({ id, name, description }) => (
              <Radio key={id} name="format" checked={id === format} detail={description} onChange={() => isFormatId(id) && pick(() => setFormat(id))}>
                {name}
              </Radio>
            ))}
          </fieldset>
        </div>
        <div className={styles.preview}>
          <p className={styles.head}>
            <b>First records</b>
            <span>as they will be written</span>
            <span>UTF-8, one record a line</span>
          </p>
          {failure ? (
            <ErrorBlock title="The records could not be read.">{failure.message} Nothing was written.</ErrorBlock>
          ) : (
            <PreviewLines preview={shown?.preview} />
          )}
          <ExportOutcome exporting={exporting} what={what} onChooseAgain={write} />
        </div>
      </div>
    </Dialog>
  );

  /** A new choice makes what was written, or failed, a thing of the past. */
  function pick(change: () => void): void {
    exporting.reset();
    change();
  }
}

function scopeDetail({ kind, query, matches }: Scope, totals: { readonly articles: number; readonly comments: number } | undefined): string {
  if (matches === 'everything') return totals ? `${plural(totals.articles, 'article')}, ${plural(totals.comments, 'comment')}` : '';
  const counts = `${plural(matches.articles.length, 'article')}, ${plural(matches.comments.length, 'comment')}`;
  return kind === 'filter' ? `${cut(query, 60)}: ${counts}` : counts;
}
