import { describe, expect, it } from 'vitest';
import type { CharRange } from '../../corpus/records.ts';
import { readReplies } from '../../corpus/replies.ts';

/** Reads one comment, number 50, on a page that also has these. */
function reading(text: string, others: readonly { number: number; author?: string; text: string }[] = []) {
  const page = [{ number: 50, text }, ...others].map((comment, position) => ({ ...comment, position, id: `cpage.${comment.number}` as const }));
  const [first] = readReplies(page);
  if (!first) throw new Error('nothing was read');
  return first.reading;
}

describe('a reference at the start of a comment', () => {
  it.each([
    ['12.Ann wrote:\n\nWe should go.\n\nI agree.', 12, 'Ann', 'I agree.'],
    ['@12. Ann\n\nI agree.', 12, 'Ann', 'I agree.'],
    ['12. Ann B\n"We should all go now."\n\nI agree.', 12, 'Ann B', 'I agree.'],
    ['12.AnnB\nI agree.', 12, 'AnnB', 'I agree.'],
    ['@12 I agree.', 12, undefined, 'I agree.'],
    ['In reply to #12, no.', 12, undefined, 'no.'],
    ['@Ann\nI agree.', undefined, 'Ann', 'I agree.'],
    ['Ann wrote:\n\nWe should go.\n\nI agree.', undefined, 'Ann', 'I agree.'],
  ])('%j names its parent', (text, number, author, own) => {
    const { replyTo, own: words } = reading(text);
    expect(replyTo).toHaveLength(1);
    expect([replyTo[0]?.number, replyTo[0]?.author, words]).toEqual([number, author, own]);
  });
  it.each([
    '5 Minutes ago\nI saw it.',
    '100 people came.',
    '12 years is long.',
    '49.5 per cent said no.',
    '1. Lower the toll\n2. Paint it',
    '60. Ann\n\nI agree.',
    '50. Ann\n\nThat is me.',
    '12. A sentence of many words stands here.',
  ])('%j is none', (text) => {
    expect(reading(text).replyTo).toEqual([]);
  });
  it('is linked when the parent is on the page, and doubted when number and author disagree', () => {
    const ann = { number: 12, author: 'Ann', text: 'We should go to the fair.' };
    expect(reading('12. Ann\n\nNo.', [ann]).replyTo[0]).toMatchObject({ comment: 'cpage.12', confidence: 0.98 });
    const doubted = reading('@12. Bob\n\nNo.', [ann]).replyTo[0];
    expect(doubted).toMatchObject({ number: 12, author: 'Bob', confidence: 0.4 });
    expect(doubted?.comment).toBeUndefined();
  });
  it('keeps its place, counted in code points, without the space after it', () => {
    const place = (text: string, others?: Parameters<typeof reading>[1]): [string, CharRange | undefined][] =>
      reading(text, others).replyTo.map(({ method, chars }) => [method, chars]);
    expect(place('\n12.Ann wrote: \n\nWe should go.\n\nI agree.')).toEqual([['number+author', [1, 14]]]);
    expect(place('@Ann 😀\nI agree, 😀 and so does comment 7.')).toEqual([
      ['author', [0, 4]],
      ['mention', [30, 39]],
    ]);
    expect(place('12. Ann\n\n"@7 is right" they said, but @9 is.', [{ number: 12, author: 'Ann', text: 'x' }])).toEqual([
      ['number+author', [0, 7]],
      ['mention', [10, 12]],
      ['mention', [38, 40]],
    ]);
  });
  it('is surer when the page’s form says the same, and stands beside it when it says another', () => {
    const ann = { number: 1, author: 'Ann', text: 'No.' };
    const again = { number: 2, author: 'Ann', text: 'No again.' };
    const answer = (text: string) =>
      readReplies(
        [ann, again, { number: 3, text, parent: 'cpage.2' as const }].map((comment, position) => ({
          ...comment,
          position,
          id: `cpage.${comment.number}` as const,
        })),
      )[2]?.reading.replyTo;
    expect(answer('@Ann\nYes.')).toEqual([{ author: 'Ann', comment: 'cpage.2', method: 'author', confidence: 0.8, chars: [0, 4] }]);
    expect(answer('@1\nYes.')).toMatchObject([
      { number: 2, comment: 'cpage.2', method: 'markup' },
      { number: 1, comment: 'cpage.1', method: 'number' },
    ]);
  });
  it('has no place where the page’s form, or a quote alone, says whom it answers', () => {
    const marked = { id: 'cpage.2', position: 1, number: 2, text: 'Yes.', parent: 'cpage.1' } as const;
    const [, second] = readReplies([{ id: 'cpage.1', position: 0, number: 1, text: 'The old ferry was never late in its life.' }, marked]);
    expect(second?.reading.replyTo).toEqual([{ number: 1, comment: 'cpage.1', method: 'markup', confidence: 0.8 }]);
    const others = [{ number: 20, text: 'I say the old ferry was never late in its life.' }];
    expect(reading('"the old ferry was never late in its life"\n\nIt was.', others).replyTo).toEqual([
      { number: 20, comment: 'cpage.20', method: 'quoted-text', confidence: 0.8 },
    ]);
  });
  it('to an author of several comments may mean any of them, except where only one is earlier', () => {
    const ann = (number: number) => ({ number, author: 'Ann', text: 'No.' });
    expect(reading('@Ann\nYes.', [ann(3), ann(7)]).replyTo).toEqual([
      { author: 'Ann', candidates: ['cpage.3', 'cpage.7'], method: 'author', confidence: 0.3, chars: [0, 4] },
    ]);
    expect(reading('@Ann\nYes.', [ann(3), ann(70)]).replyTo).toMatchObject([{ comment: 'cpage.3', method: 'author', confidence: 0.6 }]);
  });
  it('whose number and author mean different comments keeps them all', () => {
    const others = [12, 20].map((number) => ({ number, author: number === 12 ? 'Ann' : 'Bob', text: 'No.' }));
    const [edge] = reading('@12. Bob\n\nNo.', others).replyTo;
    expect(edge).toMatchObject({ number: 12, author: 'Bob', candidates: ['cpage.12', 'cpage.20'], confidence: 0.4 });
    expect(edge?.comment).toBeUndefined();
  });
  it.each([
    ['Reply to Ann\nYes.', 'Yes.'],
    ['In reply to Ann: yes.', 'yes.'],
    ['En réponse à Ann :\nOui.', 'Oui.'],
    ['Antwort auf Ann:\nJa.', 'Ja.'],
    ['En respuesta a Ann:\nSí.', 'Sí.'],
    ['Ann dijo: sí.\nNo.', 'No.'],
    ['Ann a écrit :\nOui.\nNon.', 'Non.'],
  ])('%j names its author', (text, own) => {
    const read = reading(text, [{ number: 3, author: 'Ann', text: 'x' }]);
    expect([read.replyTo[0]?.comment, read.replyTo[0]?.method, read.own]).toEqual(['cpage.3', 'author', own]);
  });
  it.each(['In reply to the council: yes.\nMore.', 'Reply to all of you, now.'])('%j names nobody', (text) => {
    expect(reading(text, [{ number: 3, author: 'Ann', text: 'x' }]).replyTo).toEqual([]);
  });
  it('may name known authors anywhere, by one word or more, not in mail addresses and quotes', () => {
    const others = [
      { number: 3, author: 'Ann', text: 'x' },
      { number: 4, author: 'Ann Lee', text: 'y' },
    ];
    expect(reading('I am with @Ann Lee and @ann, not with @Bob or me@ann.', others).replyTo).toEqual([
      { author: 'Ann Lee', comment: 'cpage.4', method: 'mention', confidence: 0.6, chars: [10, 18] },
      { author: 'ann', comment: 'cpage.3', method: 'mention', confidence: 0.6, chars: [23, 27] },
    ]);
    expect(reading('"so said our friend @Ann today"\n\nNo.', others).replyTo).toEqual([]);
  });
  it('is never lost when more comments are known, and stubs find their parents', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    // of an author with more than fifty comments only the nearest are candidates: nobody here has so many
    const names = 'Ann Bob Cem Dee Eva Fay Gus Hal Ida Jon Kim'.split(' ').concat('Lou Lee');
    const all = Array.from({ length: 400 }, (_, i) => {
      const [other, who, said] = [random(i + 1) + 1, names[random(12)], `words of comment ${random(i + 1)} stand here`];
      const heads = [`@${other}`, `${other}. ${who} wrote:\n`, `@${who}\n`, `"${said}"\n\n`, `Well, @${who} and`, ''];
      const text = `${heads[random(6)]} these words of comment ${i} stand here`;
      return { id: `cpage.${i + 1}` as const, position: i, number: i + 1, author: names[(i * 7) % 12], text };
    });
    const targets = (list: typeof all) =>
      new Map(
        readReplies(list).map(({ comment, reading: { replyTo } }) => [comment.id, new Set(replyTo.flatMap((edge) => edge.comment ?? edge.candidates ?? []))]),
      );
    const full = targets(all);
    for (let round = 0; round < 20; round++) {
      const kept = all.filter(() => random(10) > 2);
      for (const [id, found] of targets(kept)) for (const target of found) expect(full.get(id)).toContain(target);
    }
    const stub = readReplies(all.slice(299)).flatMap(({ comment, reading: { replyTo } }) =>
      replyTo.flatMap(({ method, number = 0 }) => (method === 'number' && number < 300 ? [[comment.id, `cpage.${number}`] as const] : [])),
    );
    expect(stub.length).toBeGreaterThan(0);
    for (const [id, parent] of stub) expect(full.get(id)).toContain(parent);
  });
  it('may name another comment further on', () => {
    expect(reading('Well said. And @7 is wrong at 7:30.').replyTo).toEqual([{ number: 7, method: 'mention', confidence: 0.6, chars: [15, 17] }]);
  });
});

describe('quotes', () => {
  const quotes = (text: string, ...rest: Parameters<typeof reading>[1][]) => reading(text, rest[0]).quotes.map((quote) => quote.text);
  it('are set apart at the start, closed, never closed, or without their opening half', () => {
    expect(quotes('"The old ferry was never late, they say."\n\nIt was.')).toEqual(['"The old ferry was never late, they say."']);
    expect(quotes('“The old ferry was ‘never’ late\n\nIt was.')).toEqual(['“The old ferry was ‘never’ late']);
    expect(quotes('was never late"\n\nIt was.')).toEqual(['was never late"']);
    expect(quotes('> The old ferry\n> was never late\nIt was.')).toEqual(['> The old ferry\n> was never late']);
  });
  it('are not seen in a figure of speech', () => {
    expect(quotes('"Progress" is a strange word for it.')).toEqual([]);
    expect(quotes('"We are all in this together now" is what they said.')).toEqual([]);
    expect(quotes("'Tis the season.\n\nYes.")).toEqual([]);
  });
  it('lead to their comment when its words are on the page', () => {
    const others = [{ number: 20, author: 'Ann', text: 'I say the old ferry was never late in its life.' }];
    expect(reading('"the old ferry was never late in its life"\n\nIt was.', others)).toMatchObject({
      own: 'It was.',
      replyTo: [{ number: 20, author: 'Ann', comment: 'cpage.20', method: 'quoted-text' }],
    });
  });
  it('without marks are known by the parent’s words', () => {
    const others = [{ number: 20, author: 'Ann', text: 'The old ferry was never late. I liked it.' }];
    expect(reading('20. Ann\nThe old ferry was never late.\nIt was, twice.', others)).toMatchObject({
      own: 'It was, twice.',
      quotes: [{ text: 'The old ferry was never late.' }],
    });
  });
  it('count their place in code points', () => {
    expect(reading('😀\n\n"Nobody ever needs a lamp now."\n\nTrue.').quotes[0]?.chars[0]).toBe(3);
  });
  it('that thousands of comments share do not cost thousands squared', { timeout: 20_000 }, () => {
    const comments = Array.from({ length: 5000 }, (_, i) => ({
      id: `cpage.${i}` as const,
      position: i,
      number: i + 1,
      text: `"we have all said the same thing ${i}"\n\nNot me.`,
    }));
    expect(readReplies(comments).every(({ reading: { quotes } }) => quotes.length === 1)).toBe(true);
  });
  it('come from a comment that says them in whole words', () => {
    const others = [{ number: 20, text: 'I say the old ferry was never later than this.' }];
    expect(reading('"the old ferry was never late"\n\nIt was.', others).replyTo).toEqual([]);
  });
  it('that one comment makes by the thousand, or that thousands make of one long comment, cost no more each', { timeout: 20_000 }, () => {
    const many = { id: 'cpage.2', position: 0, number: 2, text: '"one two three four five six"\n\n'.repeat(20_000) } as const;
    const again = { ...many, id: 'cpage.3', number: 3 } as const;
    expect(readReplies([many, again]).map(({ reading: { quotes } }) => quotes.length)).toEqual([20_000, 20_000]);
    const long = { id: 'cpage.1', position: 0, number: 1, text: `The ferry was late. ${'And then it was late again. '.repeat(40_000)}` } as const;
    const answers = Array.from({ length: 5000 }, (_, i) => ({
      id: `cpage.${i + 2}` as const,
      position: i + 1,
      number: i + 2,
      text: '1. Ann\nThe ferry was late.\nIt was not.',
    }));
    expect(readReplies([long, ...answers]).filter(({ reading: { quotes } }) => quotes.length === 1)).toHaveLength(5000);
  });
});

describe('the words a quote quotes', () => {
  const comment = (number: number, text: string, author?: string) => ({
    id: `cpage.${number}` as const,
    position: number,
    number,
    text,
    ...(author ? { author } : {}),
  });
  const article = [
    { text: 'Fares on the ferry rise.' },
    { text: '😀 The council’s new ferry will cross the bay twice a day, weather permitting, until the bridge is mended next spring.' },
  ];
  const ofFirst = (text: string, ...others: ReturnType<typeof comment>[]) => readReplies([comment(50, text), ...others], article)[0]?.reading;

  it('are found in the article, in code points, and then answer no comment', () => {
    const read = ofFirst('"The council\'s new ferry will cross the bay"\n\nIt will not.');
    expect(read?.quotes[0]?.of).toEqual({ block: 1, chars: [2, 44] });
    expect(read?.replyTo).toEqual([]);
  });
  it.each([
    ['cut', '"The council’s new ferry … until the bridge is mended"'],
    ['garbled', '"The councilâ€™s new ferry will cross the bay twice a day, weather permitting, until the bridge is mended"'],
    ['misquoted by a word', '"The council’s old ferry will cross the bay twice a day, weather permitting, until the bridge is mended"'],
    ['with a word left out', '"The council’s new ferry will cross the bay twice a day, weather, until the bridge is mended"'],
  ])('are found when %s', (_, quote) => {
    const said = article[1]?.text ?? '';
    const end = [...said.slice(0, said.indexOf(' next'))].length;
    expect(ofFirst(`${quote}\n\nNo.`)?.quotes[0]?.of).toEqual({ block: 1, chars: [2, end] });
  });
  it.each([
    ['four words', '"ferry will cross the"'],
    ['one word in five wrong', '"will cross the river twice"'],
    ['the parts in another order', '"until the bridge is mended … will cross the bay twice"'],
  ])('are not found with %s', (_, quote) => {
    expect(ofFirst(`${quote}\n\nNo.`)?.quotes.map(({ of }) => of)).toEqual([undefined]);
  });
  it('are those of the comment that is answered, though others say the same', () => {
    const same = 'I say the old ferry was never late in its life.';
    const read = ofFirst('@21 "the old ferry was never late in its life"\n\nIt was.', comment(20, same), comment(21, same));
    expect(read?.quotes[0]?.of).toEqual({ comment: 'cpage.21', chars: [6, 46] });
  });
  it('may be said by several comments: all are candidates, one that only quotes them is none', () => {
    const quote = '"the old ferry was never late in its life"\n\nIt was.';
    const same = 'I say the old ferry was never late in its life.';
    expect(ofFirst(quote, comment(20, same), comment(21, same))?.replyTo).toEqual([
      { method: 'quoted-text', confidence: 0.4, candidates: ['cpage.20', 'cpage.21'] },
    ]);
    expect(ofFirst(quote, comment(20, same), comment(21, quote))?.replyTo).toMatchObject([{ comment: 'cpage.20', method: 'quoted-text' }]);
  });
  it('are looked for in 50,000 comments in seconds', { timeout: 60_000 }, () => {
    let seed = 1;
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const passage = (length: number) => Array.from({ length }, () => `w${Math.floor(Math.exp(random() * Math.log(20_000)))}`).join(' ');
    const said: string[] = [];
    const comments = Array.from({ length: 50_000 }, (_, i) => {
      const body = passage(60);
      const quoted = said[Math.floor(random() * i)]?.split(' ').slice(5, 17).join(' ');
      said.push(body);
      return comment(i + 1, i % 2 ? `"${quoted}"\n\n${body}` : body);
    });
    const before = process.cpuUsage();
    const read = readReplies(comments, [{ text: passage(3000) }]);
    const seconds = process.cpuUsage(before).user / 1e6;
    // measured at five; a machine under load is given more, the square of it would be minutes
    expect(seconds).toBeLessThan(12);
    expect(read.filter(({ reading: { replyTo } }) => replyTo.length > 0).length).toBeGreaterThan(24_900);
  });
});
