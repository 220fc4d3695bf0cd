import { useId, useMemo, useState } from 'react';
import { unwrap } from '../../../../corpus/errors.ts';
import type { ParsedPages } from '../../../../corpus/layouts/layout.ts';
import type { Mapping } from '../../../../corpus/mapping/mapping.ts';
import { previewRecords, previewTable, type TablePreview } from '../../../../corpus/mapping/read.ts';
import { useLive, useServices } from '../../state/context.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorBlock } from '../../ui/ErrorBlock.tsx';
import { cut, formatNumber, plural } from '../../ui/format.ts';
import { Radio } from '../../ui/Radio.tsx';
import { perform } from '../tagging/actions.ts';
import styles from './MappingDialog.module.css';
import { draftOf, headOf, isGuessed, MEANINGS, mappingOf, withKind, withMeaning } from './mapping-draft.ts';
import type { WaitingTable } from './waiting.ts';

/** Records shown as they will be read. */
const SHOWN = 3;

/** Asks what the columns of a table mean, shows what comes of the answer, and reads the files that wait for it. */
export function MappingDialog({ table }: { readonly table: WaitingTable }) {
  const { workspace } = useServices();
  const kept = useLive(async (reader) => (await reader.sourceBytes(table.source)) ?? null, [table.source]);
  const look = useMemo(() => (kept ? lookAt(kept, table.name) : undefined), [kept, table.name]);
  if (look) return <Columns table={table} bytes={look.bytes} preview={look.preview} />;
  return (
    <Dialog title="What the columns mean" onClose={() => workspace.set({ dialog: undefined })}>
      {kept === undefined ? (
        <p>Reading {table.name}…</p>
      ) : (
        <ErrorBlock title={`${table.name} cannot be shown.`}>{kept === null ? 'Its bytes are not in the library.' : 'Its beginning is no table.'}</ErrorBlock>
      )}
    </Dialog>
  );
}

interface Look {
  readonly bytes: Uint8Array;
  readonly preview: TablePreview;
}

/** The beginning is enough, but of a JSON file that is one value: its beginning is none. */
function lookAt(kept: Uint8Array, name: string): Look | undefined {
  for (const bytes of [headOf(kept), kept]) {
    const preview = previewTable(bytes, name);
    if (preview !== undefined) return { bytes, preview };
  }
  return undefined;
}

function Columns({ table, bytes, preview }: Look & { readonly table: WaitingTable }) {
  const services = useServices();
  const { workspace, bridge } = services;
  const { guess } = preview;
  const [draft, setDraft] = useState(() => draftOf(guess));
  const [asking, setAsking] = useState(false);
  const problemId = useId();
  const mapping = useMemo(() => mappingOf(draft), [draft]);
  const problem = 'problem' in mapping ? mapping.problem : undefined;
  const close = (): void => workspace.set({ dialog: undefined });
  const read = (): void => {
    if ('problem' in mapping) return;
    setAsking(true);
    perform(services, async () => {
      try {
        const id = unwrap(await bridge.call('import:map', { shape: table.shape, mapping, sources: table.sources }));
        workspace.set({ dialog: undefined, view: 'imports', importShown: id });
      } finally {
        setAsking(false);
      }
    });
  };
  const files = plural(table.sources.length, 'file');

  return (
    <Dialog
      title="What the columns mean"
      width="large"
      onClose={close}
      footer={
        <>
          <span className={styles.foot}>Remembered for every table with these columns: the next one is read without a question.</span>
          <Button tone="ghost" onClick={close}>
            Cancel
          </Button>
          <Button tone="primary" disabled={problem !== undefined || asking} aria-describedby={problem === undefined ? undefined : problemId} onClick={read}>
            Read {files} this way
          </Button>
        </>
      }
    >
      <p className={styles.what}>
        <b>{table.name}</b> is kept and not read yet: Cuttings cannot tell for certain what its columns mean.
        {guess !== undefined && ' What it guessed is set below; correct what is wrong.'}
      </p>
      <fieldset className={styles.kinds}>
        <legend>Each row is</legend>
        <Radio name="row-kind" checked={draft.kind === 'comments'} onChange={() => setDraft(withKind(draft, 'comments'))}>
          a comment
        </Radio>
        <Radio name="row-kind" checked={draft.kind === 'articles'} onChange={() => setDraft(withKind(draft, 'articles'))}>
          an article
        </Radio>
      </fieldset>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard */}
      <section className={styles.scroll} tabIndex={0} aria-label={`First rows of ${table.name}`}>
        <table className={styles.table}>
          <thead>
            <tr>
              {preview.columns.map((column) => {
                const field = draft.meanings.get(column);
                const guessed = isGuessed(draft, guess, column);
                return (
                  <th key={column} scope="col" className={field === undefined ? styles.ignored : undefined}>
                    <span className={styles.column} title={column}>
                      {column}
                    </span>
                    <select
                      className={styles.meaning}
                      aria-label={`Column ${column} is${guessed ? ', guessed' : ''}`}
                      value={field ?? ''}
                      onChange={(event) => setDraft(withMeaning(draft, column, event.target.value === '' ? undefined : event.target.value))}
                    >
                      <option value="">ignored</option>
                      {MEANINGS[draft.kind].map((meaning) => (
                        <option key={meaning.field} value={meaning.field}>
                          {meaning.words}
                        </option>
                      ))}
                    </select>
                    <small className={styles.guessed}>{guessed ? 'guessed' : '\u00a0'}</small>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change
              <tr key={at}>
                {preview.columns.map((column, place) => (
                  <td key={column} title={row[place]} className={draft.meanings.has(column) ? undefined : styles.ignored}>
                    {row[place]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <h2 className={styles.head}>As they will be read</h2>
      <div role="status" className={styles.records}>
        {'problem' in mapping ? (
          <p id={problemId} className={styles.problem}>
            {mapping.problem}
          </p>
        ) : (
          <Records table={table} bytes={bytes} mapping={mapping} />
        )}
      </div>
    </Dialog>
  );
}

function Records({ table, bytes, mapping }: { readonly table: WaitingTable; readonly bytes: Uint8Array; readonly mapping: Mapping }) {
  const pages = useMemo(() => previewRecords(bytes, table.name, table.source, mapping), [bytes, table, mapping]);
  const records = pages === undefined ? [] : recordsOf(pages, mapping.kind).slice(0, SHOWN);
  if (records.length === 0) return <p className={styles.problem}>None of the first rows holds a text in this column. Choose another one.</p>;
  return (
    <ol>
      {records.map(({ key, about, text }) => (
        <li key={key}>
          <small>{about}</small>
          <p>{text}</p>
        </li>
      ))}
    </ol>
  );
}

interface Line {
  readonly key: string;
  readonly about: string;
  readonly text: string;
}

function recordsOf(pages: ParsedPages['pages'], kind: Mapping['kind']): readonly Line[] {
  const line = (key: string, about: readonly (string | undefined)[], text: string): Line => ({
    key,
    about: about.filter((part) => part !== undefined && part !== '').join(' · '),
    text: cut(text, 240),
  });
  if (kind === 'articles')
    return pages.map(({ article, blocks }) =>
      line(
        article.id,
        [article.headline, article.byline, article.published?.text],
        blocks
          .filter((block) => block.kind === 'paragraph')
          .map((block) => block.text)
          .join(' '),
      ),
    );
  return pages.flatMap(({ article, comments }) =>
    comments.map(({ id, number, author, posted, rating, text }) =>
      line(
        id,
        [
          number === undefined ? undefined : `#${formatNumber(number)}`,
          author,
          posted?.text,
          rating === undefined ? undefined : `rated ${formatNumber(rating)}`,
          article.headline === undefined ? undefined : `under ${article.headline}`,
        ],
        text,
      ),
    ),
  );
}
