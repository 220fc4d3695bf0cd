import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidenceOf, expectLedger } from './html.ts';
import { onlyPage, parseBytes } from './pages.ts';
import { SHARED_PAGES } from './shared.ts';

const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
const read = (...path: readonly string[]) => parseBytes(readFileSync(join(SHARED_PAGES, ...path)), path.at(-1));

describe.skipIf(!existsSync(SHARED_PAGES))('real saved web pages', { timeout: 120_000 }, () => {
  it('are all read, every byte accounted for, and their bytes say what their blocks say', () => {
    let blocks = 0;
    let wrong = 0;
    for (const name of readdirSync(join(SHARED_PAGES, 'html'))) {
      const bytes = readFileSync(join(SHARED_PAGES, 'html', name));
      const source = parseBytes(bytes, name);
      expectLedger(source, bytes);
      expect(source.layout, name).toBe('web-page');
      expect(onlyPage(source).article.headline, name).toBeDefined();
      const evidence = evidenceOf(source, bytes);
      blocks += evidence.blocks;
      wrong += evidence.wrong.length;
    }
    expect(blocks).toBeGreaterThan(500);
    expect(wrong / blocks).toBeLessThanOrEqual(0.005);
  });

  it.each(['ebola-2015', 'oscars-2015'])('say the same as the text of the same page: %s', (name) => {
    const page = onlyPage(read('bbc-comments', `${name}.html`));
    const text = onlyPage(read('bbc-comments', `${name}.full.txt`));
    const told = ({ article, comments }: typeof page) => ({
      headline: words(article.headline ?? ''),
      closed: article.capture.commentsClosed,
      stated: article.commentCount.stated,
      comments: comments.map(({ number, author, posted, rating, editorsPick, text: said }) => ({
        number,
        author,
        posted,
        rating,
        editorsPick,
        said: words(said),
      })),
    });
    expect(told(page)).toEqual(told(text));
  });
});
