import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectSound, onlyPage, parseBytes } from './pages.ts';
import { SHARED_PAGES } from './shared.ts';

const FOLDER = SHARED_PAGES;
const there = existsSync(FOLDER);

function textFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? textFiles(path) : entry.name.endsWith('.txt') ? [path] : [];
  });
}

interface Label {
  readonly headline: string;
  readonly commentsClosed?: boolean;
  readonly comments?: readonly { readonly number: number; readonly author?: string; readonly rating?: number | null }[];
}

describe.skipIf(!there)('real pages', () => {
  it('are all read soundly, with nothing of the BBC family unparsed', { timeout: 60_000 }, () => {
    for (const path of textFiles(FOLDER)) {
      const bytes = readFileSync(path);
      const source = parseBytes(bytes, path);
      expectSound(source, bytes);
      if (source.layout === 'bbc-2010s') expect(source.coverage.unparsed / bytes.length, path).toBeLessThanOrEqual(0.01);
    }
  });
  it('agree with their labels', () => {
    const labels: Record<string, Label> = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8'));
    for (const [name, label] of Object.entries(labels).filter(([file]) => file.endsWith('.txt'))) {
      const { article, comments } = onlyPage(parseBytes(readFileSync(join(FOLDER, name)), name));
      expect(article.headline, name).toBe(label.headline);
      if (label.commentsClosed) expect(article.capture.commentsClosed, name).toBe(true);
      for (const expected of label.comments ?? []) {
        const found = comments.find(({ number }) => number === expected.number);
        expect(found, `${name} ${expected.number}`).toBeDefined();
        if (expected.author) expect(found?.author).toBe(expected.author);
        if (typeof expected.rating === 'number') expect(found?.rating).toBe(expected.rating);
      }
    }
  });
});
