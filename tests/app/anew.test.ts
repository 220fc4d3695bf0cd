import { describe, expect, it } from 'vitest';
import type { SourceChange } from '../../corpus/changes.ts';
import { CuttingsError } from '../../corpus/errors.ts';
import type { AnewClient, AnewReport } from '../../renderer/anew/contract.ts';
import { type AnewState, anewSession } from '../../renderer/app/features/anew/session.ts';
import { allMarks, changeWords, doneWords, exampleRuns, marksWords, reportWords } from '../../renderer/app/features/anew/words.ts';

const none = { article: 0, comment: 0, furniture: 0, unparsed: 0, blank: 0 };
const counts = (part: Partial<SourceChange['blocks']> = {}): SourceChange['blocks'] => ({ same: 0, added: 0, gone: 0, changed: 0, ...part });
const change = (part: Partial<SourceChange> = {}): SourceChange => ({
  source: 'sha256:1',
  name: 'a.txt',
  coverage: { before: none, after: none },
  layout: { before: 'bbc', after: 'bbc' },
  articles: { before: 1, after: 1 },
  blocks: counts(),
  comments: counts(),
  examples: [],
  marks: { kept: 0, homeless: 0 },
  ...part,
});
const report = (part: Partial<AnewReport> = {}): AnewReport => ({
  request: { sources: 'all' },
  sources: 3,
  unchanged: 1,
  withoutBytes: 0,
  changes: [change(), change({ source: 'sha256:2' })],
  ...part,
});

const failure = { source: 'sha256:2', name: 'b.txt', failure: { kind: 'changed-since', message: 'b.txt has changed since.' } } as const;

describe('the words of a change', () => {
  it('name the records first, and bytes only where no record changes', () => {
    expect(changeWords(change({ comments: counts({ added: 1, same: 4 }), blocks: counts({ gone: 2, changed: 1 }) }))).toBe(
      'comments: 1 added; blocks: 2 gone, 1 changed',
    );
    expect(changeWords(change({ articles: { before: 1, after: 0 } }))).toBe('articles: 1 → 0');
    expect(changeWords(change({ coverage: { before: { ...none, unparsed: 5 }, after: { ...none, furniture: 5 } } }))).toBe(
      'only what furniture and unparsed covers',
    );
    expect(changeWords(change({ layout: { before: 'bbc', after: 'generic' } }))).toBe('only the layout that reads it');
    expect(changeWords(change())).toBe('only how it was read');
  });

  it('say what becomes of tags and notes', () => {
    expect(marksWords({ kept: 0, homeless: 0 })).toBeUndefined();
    expect(marksWords({ kept: 1, homeless: 0 })).toBe('1 tag or note stays or follows its words.');
    expect(marksWords({ kept: 3, homeless: 1 })).toBe(
      '3 tags and notes stay or follow their words; 1 tag or note loses its words or record and is kept on the whole.',
    );
    expect(marksWords({ kept: 0, homeless: 2 })).toBe('2 tags and notes lose their words or record and are kept on the whole.');
    expect(allMarks([change({ marks: { kept: 1, homeless: 2 } }), change({ marks: { kept: 3, homeless: 0 } })])).toEqual({ kept: 4, homeless: 2 });
  });

  it('sum a report up', () => {
    expect(reportWords(report())).toBe('3 sources were read: 2 would change, 1 would not.');
    expect(reportWords(report({ sources: 4, changes: [], unchanged: 3, withoutBytes: 1 }))).toBe(
      '3 sources were read: nothing would change; 1 came by an export, without bytes, and stays as it is.',
    );
    expect(reportWords(report({ sources: 2, unchanged: 0, changes: [], withoutBytes: 2 }))).toBe(
      'No source was read; 2 came by an export, without bytes, and stay as they are.',
    );
    expect(reportWords(report({ sources: 1, unchanged: 0, changes: [], failed: [failure] }))).toBe(
      '1 source was read: nothing would change; 1 cannot be read anew and stays as it is.',
    );
    expect(doneWords({ written: 2, failed: 0, stopped: false })).toBe('2 sources were read anew.');
    expect(doneWords({ written: 1, failed: 2, stopped: true })).toBe(
      '1 source was read anew; 2 could not be written and stay as they are; the others are as they were.',
    );
  });

  it('tell old from new words, whole where the records have nothing in common', () => {
    expect(exampleRuns({ kind: 'comment', after: { text: 'new words' }, fields: [] })).toEqual([{ kind: 'added', text: 'new words' }]);
    expect(exampleRuns({ kind: 'comment', before: { text: 'old words' }, fields: [] })).toEqual([{ kind: 'removed', text: 'old words' }]);
    expect(exampleRuns({ kind: 'block', before: { text: 'same' }, after: { text: 'same' }, fields: ['author: Ann → Anne'] })).toEqual([
      { kind: 'kept', text: 'same' },
    ]);
    expect(exampleRuns({ kind: 'block', before: { text: 'the harbour wall fell' }, after: { text: 'the harbour wall stood' }, fields: [] })).toEqual([
      { kind: 'kept', text: 'the harbour wall' },
      { kind: 'removed', text: 'fell' },
      { kind: 'added', text: 'stood' },
    ]);
    expect(exampleRuns({ kind: 'block', before: { text: 'one two' }, after: { text: 'three four' }, fields: [] }).map(({ kind }) => kind)).toEqual([
      'removed',
      'added',
    ]);
  });
});

const abortError = (): Error => new DOMException('stopped', 'AbortError');
/** Waits for the signal, as a worker does that is stopped. */
const untilStopped = (signal: AbortSignal): Promise<never> => new Promise((_, fail) => signal.addEventListener('abort', () => fail(abortError())));
const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

function session(client: Partial<AnewClient>) {
  const shown: AnewState[] = [];
  let stops = 0;
  const refuse = (): Promise<never> => Promise.reject(new Error('this test did not expect it'));
  const made = anewSession(
    { propose: client.propose ?? refuse, accept: client.accept ?? refuse },
    (state) => shown.push(state),
    () => {
      stops += 1;
    },
  );
  return { ...made, shown, stops: () => stops };
}

describe('a reading', () => {
  it('tells how far it is, and shows its report', async () => {
    const made = report();
    const { propose, shown } = session({
      async propose(_request, onProgress) {
        onProgress({ done: 1, of: 3 });
        return made;
      },
    });
    propose({ sources: 'all' });
    await settle();
    expect(shown).toEqual([
      { step: 'reading', progress: undefined },
      { step: 'reading', progress: { done: 1, of: 3 } },
      { step: 'report', report: made },
    ]);
  });

  it('that is stopped shows no failure', async () => {
    const { propose, stop, shown, stops } = session({ propose: (_request, _onProgress, signal) => untilStopped(signal) });
    propose({ sources: 'all' });
    stop();
    await settle();
    expect(shown.map(({ step }) => step)).toEqual(['reading']);
    expect(stops()).toBe(1);
  });

  it('that fails says why, and what was asked', async () => {
    const { propose, shown } = session({ propose: () => Promise.reject(new CuttingsError('damaged-source', 'The bytes are damaged.')) });
    propose({ sources: ['sha256:1'] });
    await settle();
    expect(shown.at(-1)).toEqual({
      step: 'failed',
      request: { sources: ['sha256:1'] },
      failure: { kind: 'damaged-source', message: 'The bytes are damaged.' },
    });
  });

  it('that another has replaced, or whose dialog has gone, says no more', async () => {
    const { propose, end, shown, stops } = session({
      propose: (request, _onProgress, signal) => (request.sources === 'old' ? untilStopped(signal) : Promise.resolve(report())),
    });
    propose({ sources: 'old' });
    propose({ sources: 'all' });
    end();
    await settle();
    expect(shown.map(({ step }) => step)).toEqual(['reading', 'reading']);
    expect(stops()).toBe(0);
  });
});

describe('a report that is accepted', () => {
  it('is written, part by part', async () => {
    const { accept, shown } = session({
      async accept(_report, onProgress) {
        onProgress({ done: 1, of: 2 });
        return { written: 2 };
      },
    });
    expect(await accept(report())).toBe(true);
    expect(shown).toEqual([
      { step: 'writing', progress: undefined },
      { step: 'writing', progress: { done: 1, of: 2 } },
      { step: 'done', written: 2, failed: [], stopped: false },
    ]);
  });

  it('and stopped between two parts, says how far it came', async () => {
    const { accept, stop, shown } = session({
      async accept(_report, _onProgress, signal) {
        await untilStopped(signal).catch(() => {});
        return { written: 1 };
      },
    });
    const whole = accept(report());
    stop();
    expect(await whole).toBe(false);
    expect(shown.at(-1)).toEqual({ step: 'done', written: 1, failed: [], stopped: true });
  });

  it('tells of sources that could not be written', async () => {
    const { accept, shown } = session({ accept: async () => ({ written: 1, failed: [failure] }) });
    expect(await accept(report())).toBe(false);
    expect(shown.at(-1)).toEqual({ step: 'done', written: 1, failed: [failure], stopped: false });
  });

  it('of a library that has changed since, says so', async () => {
    const { accept, shown } = session({ accept: () => Promise.reject(new CuttingsError('changed-since', 'a.txt has changed since.')) });
    expect(await accept(report())).toBe(false);
    expect(shown.at(-1)).toMatchObject({ step: 'failed', writing: { changes: 2 }, failure: { kind: 'changed-since' }, request: { sources: 'all' } });
  });
});
