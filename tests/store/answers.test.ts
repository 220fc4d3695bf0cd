import { describe, expect, it } from 'vitest';
import { CuttingsError } from '../../corpus/errors.ts';
import type { SearchOutcome } from '../../renderer/search/client.ts';
import { answersFrom } from '../../renderer/service/answers.ts';

const found = (query: string, unindexed = 0): SearchOutcome => ({ ok: true, result: { query, articles: [], comments: [], unindexed, gaps: 0, took: 1 } });

describe('answers to main', () => {
  it('come from a client that is started with the first, once', async () => {
    let started = 0;
    const answer = answersFrom(
      () => {
        started += 1;
        return { search: async (query) => found(query) };
      },
      async () => undefined,
    );
    expect(started).toBe(0);
    expect(await answer('tide', 'title')).toEqual(found('tide'));
    expect(await answer('wall', 'title')).toEqual(found('wall'));
    expect(started).toBe(1);
  });

  it('are given one after the other, each after the index has settled', async () => {
    const steps: string[] = [];
    const answer = answersFrom(
      () => ({
        async search(query, order) {
          steps.push(`${query} by ${order}`);
          await new Promise((wake) => setTimeout(wake, 5));
          steps.push(`${query} found`);
          return found(query);
        },
      }),
      async () => void steps.push('settled'),
    );
    await Promise.all([answer('a', 'title'), answer('b', 'rating')]);
    expect(steps).toEqual(['settled', 'a by title', 'a found', 'settled', 'b by rating', 'b found']);
  });

  it('are asked for again while the index lacks something, and refused where it always does', async () => {
    let lacking = 3;
    const answer = answersFrom(
      () => ({
        async search(query) {
          lacking -= 1;
          return found(query, Math.max(0, lacking));
        },
      }),
      async () => undefined,
    );
    expect(await answer('tide', 'title')).toEqual(found('tide'));
    lacking = 100;
    await expect(answer('tide', 'title')).rejects.toMatchObject({ kind: 'unindexed' });
    // the next one is not held up by it
    lacking = 0;
    expect(await answer('tide', 'title')).toEqual(found('tide'));
  });

  it('need no index that can be written where nothing is lacking, and say why it cannot be where something is', async () => {
    let unindexed = 0;
    const answer = answersFrom(
      () => ({ search: async (query) => found(query, unindexed) }),
      () => Promise.reject(new CuttingsError('index-unwritten', 'The disk is full.')),
    );
    expect(await answer('tide', 'title')).toEqual(found('tide'));
    unindexed = 5;
    await expect(answer('tide', 'title')).rejects.toMatchObject({ kind: 'index-unwritten' });
  });

  it('tell what is wrong with a query', async () => {
    const error = { at: { from: 0, to: 4 }, message: 'A tag is missing.', expected: [] };
    const answer = answersFrom(
      () => ({ search: async () => ({ ok: false, error }) }),
      async () => undefined,
    );
    expect(await answer('tag:', 'title')).toEqual({ ok: false, error });
  });
});
