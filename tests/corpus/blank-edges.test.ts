import { describe, expect, it } from 'vitest';
import { parseSource } from '../../corpus/parse.ts';

describe('markup that begins with a no-break space', () => {
  it('is read, the space being blank and in no record', () => {
    const markup =
      '?xml version="1.0"?>\n<rss version="2.0"><channel><title>T</title><item><title>A headline here</title><link>https://a.example/1</link><description>Some words of it.</description></item></channel></rss>';
    const bytes = new Uint8Array([160, ...new TextEncoder().encode(markup)]);
    const { ledger, warnings } = parseSource({ id: 'sha256:00', name: 'tide.xml', bytes });
    expect(warnings.map(({ message }) => message).filter((message) => message.startsWith('Reading this page failed'))).toEqual([]);
    expect(ledger[0]?.bytes[0]).toBe(1);
  });
});
