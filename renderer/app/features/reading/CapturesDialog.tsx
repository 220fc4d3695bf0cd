import { Fragment, useState } from 'react';
import type { Article, ArticleId, Block, Capture, Comment, Source } from '../../../../corpus/records.ts';
import { compareVersions } from '../../../../corpus/versions.ts';
import { useLive, useServices, useWorkspace } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { CoverageBar } from '../../ui/CoverageBar.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatNumber, plural } from '../../ui/format.ts';
import { showInLedger } from '../ledger/show.ts';
import { perform, say } from '../tagging/actions.ts';
import styles from './CapturesDialog.module.css';
import { foldUnchanged, keyOf, type ShownChange } from './version-changes.ts';

/** The captures an article is made of, and what they disagree about. */
export function CapturesDialog() {
  const dialog = useWorkspace((state) => state.dialog);
  return dialog?.kind === 'captures' ? <OpenDialog id={dialog.article} /> : null;
}

function OpenDialog({ id }: { readonly id: ArticleId }) {
  const { workspace } = useServices();
  const [compared, setCompared] = useState<number>();
  const article = useLive(async (reader) => (await reader.article(id)) ?? null, [id]);
  const comments = useLive((reader) => reader.comments(id), [id]);
  const sources = useLive(async (reader) => reader.sources(((await reader.article(id))?.captures ?? []).map(({ source }) => source)), [id]);
  const close = (): void => workspace.set({ dialog: undefined });
  return (
    <Dialog title="Captures of this article" width="large" onClose={close}>
      <p>“Not the same article” takes a capture out: it becomes an article of its own, with the comments it shows. You can undo it.</p>
      <ul className={styles.list}>
        {article?.captures.map((capture, index) => (
          <Row
            key={capture.id ?? capture.source}
            article={article}
            capture={capture}
            source={sources?.find((source) => source.id === capture.source)}
            comments={comments ?? []}
            onCompare={index > 0 ? () => setCompared(compared === index ? undefined : index) : undefined}
            compared={compared === index}
          />
        ))}
      </ul>
      {compared !== undefined && <Compared id={id} at={compared} />}
      <ChangedComments comments={comments ?? []} sources={sources ?? []} />
    </Dialog>
  );
}

interface RowProps {
  readonly article: Article;
  readonly capture: Capture;
  readonly source: Source | undefined;
  readonly comments: readonly Comment[];
  readonly onCompare: (() => void) | undefined;
  readonly compared: boolean;
}

function Row({ article, capture, source, comments, onCompare, compared }: RowProps) {
  const services = useServices();
  const name = source?.name ?? 'source';
  const only = comments.filter(({ evidence, sightings }) => evidence.source === capture.source && !sightings?.length).length;
  const part = (taken: ArticleId): void =>
    perform(services, async () => {
      await services.commands.partCapture(taken);
      services.workspace.set({ dialog: undefined });
      say(services, `${name} is an article of its own`, { undo: true });
    });
  const id = capture.id;
  return (
    <li className={styles.row}>
      <code>{name}</code>
      <span>{capture.stated?.text ?? 'no time'}</span>
      <span>{capture.commentPage && `comment page ${formatNumber(capture.commentPage.current)} of ${formatNumber(capture.commentPage.of)}`}</span>
      <span>
        {capture.comments !== undefined && `${plural(capture.comments, 'comment')}, `}
        {formatNumber(only)} only here
      </span>
      <span>{source?.layout}</span>
      <span>{source && <CoverageBar coverage={source.coverage} />}</span>
      <span className={styles.acts}>
        <Button
          small
          aria-label={`Show the source ${name}`}
          onClick={() => services.workspace.set({ dialog: undefined, evidence: { source: capture.source, bytes: [0, 0], label: 'whole source' } })}
        >
          Show source
        </Button>
        {onCompare && (
          <Button small aria-expanded={compared} aria-label={`Compare ${name} with the one before`} onClick={onCompare}>
            Compare with the one before
          </Button>
        )}
        {source && !source.bytesMissing && (
          <>
            <Button small aria-label={`Show ${name} in the ledger`} onClick={() => showInLedger(services.workspace, source.id)}>
              Show in the ledger
            </Button>
            <Button
              small
              aria-label={`Read ${name} anew`}
              onClick={() => services.workspace.set({ dialog: { kind: 'anew', request: { sources: [source.id] } } })}
            >
              Read anew…
            </Button>
          </>
        )}
        {id !== undefined && article.captures.length > 1 && (
          <Button small aria-label={`${name} is not the same article`} onClick={() => part(id)}>
            Not the same article
          </Button>
        )}
      </span>
    </li>
  );
}

function Compared({ id, at }: { readonly id: ArticleId; readonly at: number }) {
  const readings = useLive((reader) => reader.readings(id), [id]);
  const [before, after] = [readings?.[at - 1], readings?.[at]];
  if (!before || !after) return null;
  return (
    <section aria-label="What changed in the article" className={styles.changes}>
      {foldUnchanged(compareVersions(before.blocks, after.blocks)).map((change) => (
        <Change key={keyOf(change)} change={change} before={before.blocks} after={after.blocks} />
      ))}
    </section>
  );
}

function Change({ change, before, after }: { readonly change: ShownChange; readonly before: readonly Block[]; readonly after: readonly Block[] }) {
  switch (change.kind) {
    case 'unchanged':
      return <p>{plural(change.count, 'block')} unchanged</p>;
    case 'removed':
      return (
        <p>
          <del>{before[change.before]?.text}</del>
        </p>
      );
    case 'added':
      return (
        <p>
          <ins>{after[change.after]?.text}</ins>
        </p>
      );
    case 'changed':
      return (
        <p>
          {change.runs.map(({ kind, text }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: runs of words have no identity but their place
            <Fragment key={at}>{kind === 'kept' ? text : kind === 'removed' ? <del>{text}</del> : <ins>{text}</ins>} </Fragment>
          ))}
        </p>
      );
  }
}

/** Comments that captures disagree about: both wordings of changed ones, and those that a later capture no longer shows. */
function ChangedComments({ comments, sources }: { readonly comments: readonly Comment[]; readonly sources: readonly Source[] }) {
  const changed = comments.filter(({ sightings, vanishedFrom }) => vanishedFrom !== undefined || sightings?.some(({ text }) => text !== undefined));
  if (changed.length === 0) return null;
  const nameOf = (id: string): string => sources.find((source) => source.id === id)?.name ?? 'another capture';
  return (
    <section aria-label="Comments that changed" className={styles.changes}>
      {changed.map(({ id, number, author, text, evidence, sightings = [], vanishedFrom }) => (
        <div key={id}>
          <p>
            <b>
              Comment {number} {author}
            </b>
            {vanishedFrom !== undefined && `, no longer shown in ${nameOf(vanishedFrom)}`}
          </p>
          <p>
            <code>{nameOf(evidence.source)}</code>: {text}
          </p>
          {sightings.map((sighting) =>
            sighting.text === undefined ? null : (
              <p key={`${sighting.evidence.source} ${sighting.evidence.bytes[0]}`}>
                <code>{nameOf(sighting.evidence.source)}</code>: {sighting.text}
              </p>
            ),
          )}
        </div>
      ))}
    </section>
  );
}
