import { describe, expect, it } from 'vitest';
import { expectSound, fixture, kinds, onlyPage, parseBytes, parseText } from './pages.ts';

describe('a page no layout knows', () => {
  it('is headline, paragraphs and the comments under a recognisable head', () => {
    const bytes = fixture('generic-blog.txt');
    const source = parseBytes(bytes);
    const { article, blocks, comments } = onlyPage(source);
    expectSound(source, bytes);
    expect(article).toMatchObject({ headline: 'Seven ways to mend a kite', byline: 'by Petra Holt', published: { at: '2012-07-21' } });
    expect(kinds(blocks, 'paragraph')).toHaveLength(2);
    expect(comments.map(({ author, posted, text }) => [author, posted?.at, text])).toEqual([
      ['Marta Hill', '2012-07-23T22:28', 'I used glue and regret it.\n\nNever again.'],
      ['Ivo', '2012-07-24T09:01', 'Tape it is, then.'],
      ["Sam O'Dee", '2012-07-24T09:30', '@Ivo, agreed.'],
    ]);
    expect(comments[2]?.replyTo).toMatchObject([{ author: 'Ivo', comment: comments[1]?.id, method: 'author' }]);
    expect(article.commentCount.stated).toBe(3);
  });
  it('reads news text whose first line is the headline', () => {
    const { article, blocks } = onlyPage(
      parseText('Boat sales rise\n\nSales of small boats rose by a fifth last year, makers say.\n\nLarge boats did not sell.\n'),
    );
    expect(article.headline).toBe('Boat sales rise');
    expect(kinds(blocks, 'paragraph')).toHaveLength(2);
  });
  it('finds comments signed at their end', () => {
    const { comments } = onlyPage(
      parseText(
        'A walk\n\nWe walked along the river for a day and saw no one at all.\n\n\n\n\nLovely walk.\n\nPosted by: Kim | October 04, 2012 at 12:42 PM\n\nToo wet for me.\n\nPosted by: Lou | October 05, 2012 at 1:00 PM\n',
      ),
    );
    expect(comments.map(({ author, text }) => [author, text])).toEqual([
      ['Kim', 'Lovely walk.'],
      ['Lou', 'Too wet for me.'],
    ]);
  });
  it('has no article, and says so, where all is furniture or nothing is there', () => {
    for (const bytes of [fixture('furniture-only.txt'), new Uint8Array(0), new TextEncoder().encode(' \n\n\t')]) {
      const source = parseBytes(bytes);
      expect(source.pages).toEqual([]);
      expect(source.warnings.map(({ kind }) => kind)).toEqual(['no-article']);
      expectSound(source, bytes);
    }
  });
});

describe('the headline of a page no layout knows', () => {
  const BODY = 'The kite that was lost in the spring gales has come back to Lowfield, by post and in four pieces, with a note.\n\nIt flew again on Monday.\n';
  const headline = (top: string, end = ''): string | undefined => onlyPage(parseText(`${top}\n\n${BODY}${end}`)).article.headline;

  it.each([
    ['a menu', 'The Lowfield Kite\n\nHome | About | Flights | Write for us\n\nThe lost kite\n\nby Petra Holt'],
    ['a motto and a menu', 'The Lowfield Kite\nAll that flies\n\nHome · Letters · Archive\n\nThe lost kite\n\nPosted on May 3, 2012 by Petra Holt'],
    ['a menu and the first paragraph', 'Lowfield Kite\nStartseite | Verein | Kontakt\n\nThe lost kite'],
    ['a menu of bullets', 'Lowfield Kite\n\n• Home\n• Flights\n• Contact us\n\nThe lost kite\n3 May 2012'],
    ['a menu under each other', 'Lowfield Kite\n\nHome\nFlights\nAbout us\n\nThe lost kite\n3 May 2012'],
    ['a trail of places', 'Lowfield Kite\n\nHome » News » Kites\n\nThe lost kite\n3 May 2012'],
    ['a menu and a label', 'Lowfield Kite\n\nHome | Flights | Archive\n\nNews\n\nThe lost kite\n\n3 May 2012'],
    ['a date, the headline right above the byline', 'Lowfield Kite\nThursday, 3 May 2012\n\nThe lost kite\nby Petra Holt'],
    ['a menu above the site’s name alone', 'Home | Flights | Archive\n\nThe lost kite\nby Petra Holt'],
  ])('is the story’s where the site’s name stands above %s', (_what, top) => {
    expect(headline(top)).toBe('The lost kite');
  });

  it('is the story’s where the copyright line names the site', () => {
    const top = 'The Lowfield Kite\n\nThe lost kite\n\n3 May 2012';
    expect(headline(top, '\n© 2012 The Lowfield Kite. All rights reserved.\n')).toBe('The lost kite');
    expect(headline(top)).toBe('The Lowfield Kite');
  });

  it('is what the head of the comments names', () => {
    const comments = '\n1 Response to “The lost kite”\n\nIvo says:\nMay 4, 2012 at 9:01 am\n\nTape it.\n';
    expect(headline('The Lowfield Kite\n\nThe lost kite\n\nCome back by post', comments)).toBe('The lost kite');
    expect(headline('The lost kite\n\nCome back by post', comments)).toBe('The lost kite');
  });

  it('leaves the site’s name and menus to the furniture, every byte accounted for', () => {
    const bytes = new TextEncoder().encode(
      `The Lowfield Kite\nAll that flies\n\nHome | About | Flights\n\nThe lost kite\n\nPosted on May 3, 2012 by Petra Holt\n\n${BODY}`,
    );
    const source = parseBytes(bytes);
    const { article, blocks } = onlyPage(source);
    expectSound(source, bytes);
    expect(article).toMatchObject({ byline: 'by Petra Holt', published: { at: '2012-05-03' } });
    expect(blocks.map(({ kind }) => kind)).toEqual(['headline', 'dateline', 'paragraph', 'paragraph']);
    expect(source.coverage.furniture).toBe('The Lowfield KiteAll that fliesHome | About | Flights'.length);
  });

  it.each([
    ['a standfirst above the byline', 'The lost kite\nCome back by post\nby Petra Holt'],
    ['a date and a standfirst', 'The lost kite, or how the spring gales were good\n3 May 2012\n\nCome back by post\nby Petra Holt'],
    ['the writer, the section and the buttons on one line', 'The lost kite\nby Petra Holt | News | Print\n\nA parcel'],
    ['stars between the parts', 'The lost kite\n\n* * * * * *\n\nA parcel'],
    ['the date above it', '3 May 2012\n\nThe lost kite'],
    ['nothing but the story', 'The lost kite'],
  ])('stays the first line with %s', (_what, top) => {
    expect(headline(top)).toMatch(/^The lost kite/);
  });

  it('may speak of a day', () => {
    expect(headline('Lowfield names 16 March for kite race')).toBe('Lowfield names 16 March for kite race');
    expect(headline('Kite 2 may be shown in summer')).toBe('Kite 2 may be shown in summer');
  });
});

describe('answers set in under what they answer', () => {
  const STORY = 'A walk\n\nWe walked along the river for a day and saw no one at all.\n\n3 Comments\n\n';
  const said = (indent: number, author: string, day: number): string =>
    `${[author, `May ${day}, 2012 at 9:26 am`, '', `The river is high, says ${author}.`].map((line) => ' '.repeat(indent) + line).join('\n')}\n\n`;
  const answered = (...records: readonly (readonly [indent: number, author: string, day: number])[]): (string | undefined)[] => {
    const { comments } = onlyPage(parseText(STORY + records.map((record) => said(...record)).join('')));
    expect(comments.map(({ author }) => author)).toEqual(records.map(([, author]) => author));
    return comments.map(({ replyTo }) => comments.find(({ id }) => id === replyTo[0]?.comment)?.author);
  };
  it('are linked to it, at any depth', () => {
    expect(answered([0, 'Kim', 1], [4, 'Lou', 2], [8, 'Max', 2], [4, 'Nan', 3], [0, 'Oda', 4], [4, 'Pip', 5])).toEqual([
      undefined,
      'Kim',
      'Lou',
      'Kim',
      undefined,
      'Oda',
    ]);
  });
  it('are none where blanks do not bear it out: one alone outside, a level left out, answers older than what they answer', () => {
    expect(answered([0, 'Kim', 1], [4, 'Lou', 2], [4, 'Max', 3])).toEqual([undefined, undefined, undefined]);
    expect(answered([0, 'Kim', 1], [8, 'Lou', 2], [4, 'Max', 3], [0, 'Nan', 4])).toEqual([undefined, undefined, undefined, undefined]);
    expect(answered([0, 'Kim', 5], [4, 'Lou', 4], [0, 'Max', 3], [4, 'Nan', 2])).toEqual([undefined, undefined, undefined, undefined]);
    expect(answered([0, 'Kim', 1], [0, 'Lou', 2], [0, 'Max', 3])).toEqual([undefined, undefined, undefined]);
  });
});

describe('whether names stand above or below their comments', () => {
  const STORY = 'A walk\n\nWe walked along the river for a day and saw no one at all.\n\n\n\n\n';
  const SAID = ['The river path was under water when we went there in spring.', 'Take the upper path then.', 'Which one is the upper path?', 'Yes.'];
  const NAMES = ['Kim Hale', 'Lou', 'Max', 'Nan'];
  const signed = (i: number): string => `${NAMES[i]} at October ${i + 4}, 2012 8:4${i} AM`;
  const after = SAID.map((said, i) => `${said}\n\n${signed(i)}\n\n`).join('');
  const before = SAID.map((said, i) => `${signed(i)}\n\n${said}\n\n`).join('');
  const who = (text: string): [string, string | undefined][] => onlyPage(parseText(STORY + text)).comments.map(({ text: said, author }) => [said, author]);
  const right = SAID.map((said, i) => [said, NAMES[i]]);

  it.each([
    ['nothing', ''],
    ['a stray line', 'ref 0\n'],
    ['two stray lines', 'ref 0\n\nref 1\n'],
    ['buttons', 'Reply\nShare\n'],
  ])('is told by the whole list where names stand below and %s ends the page', (_what, end) => {
    expect(who(after + end).slice(0, 4)).toEqual(right);
  });

  it.each([
    ['nothing more', ''],
    ['a stray line', 'ref 0\n'],
    ['a notice', 'This copy of the page was kept by a reader of ours.\n'],
  ])('is told by the whole list where names stand above and %s ends the page', (_what, end) => {
    const found = who(before + end);
    expect(found.slice(0, 3)).toEqual(right.slice(0, 3));
    expect(found[3]?.[1]).toBe('Nan');
  });

  it('is still right where the page breaks off before the last comment, and under a line on sorting', () => {
    expect(who(before.slice(0, before.lastIndexOf('Yes.'))).slice(0, 3)).toEqual(right.slice(0, 3));
    expect(onlyPage(parseText(`${STORY}4 Comments\n\nSort by newest\n\n${before}`)).comments.map(({ author }) => author)).toEqual(NAMES);
  });

  it('is left open, and no author given, where both ends of the list have text', () => {
    const source = parseText(`${STORY}${after}But I have seen it open late in the autumn, too.\n`);
    const { comments } = onlyPage(source);
    expect(comments.map(({ author }) => author)).toEqual(comments.map(() => undefined));
    expect(comments[1]?.text).toBe(`${SAID[1]}\n\n${signed(1)}`);
    expect(source.warnings.map(({ message }) => message).join()).toContain('not clear whether the names stand above or below');
    expect(source.coverage.unparsed).toBe(0);
  });

  it('is below where each name stands over its text as well', () => {
    const framed = SAID.map((said, i) => `${NAMES[i]}\n\n${said}\n\nPosted by: ${NAMES[i]} | October 0${i + 4}, 2012 at 12:4${i} PM\n`).join('');
    expect(who(`${framed}\nref 0\n`).slice(1, 4)).toEqual([
      [`Lou\n\n${SAID[1]}`, 'Lou'],
      [`Max\n\n${SAID[2]}`, 'Max'],
      [`Nan\n\n${SAID[3]}`, 'Nan'],
    ]);
  });

  it('may be over the text, with the time alone under it', () => {
    const timed = SAID.map((said, i) => `${NAMES[i]}\n\n${said}\n\n#${i + 1} - Mon Oct 29, 2012 10:0${i} AM EDT\n`).join('');
    expect(who(timed)).toEqual(right);
  });
});

describe('the tail under the comments of a page no layout knows', () => {
  const PAGE =
    'A walk\n\nWe walked along the river for a day and saw no one at all.\n\n2 Comments\n\nKim\nMay 3, 2012 at 9:26 am\n\nLovely.\n\nLou\nMay 4, 2012 at 9:26 am\n\nToo wet.\n\n';
  it.each([
    ['Related articles\n\nThe ferry that never left\nA bridge for Kelby\n\n© 2012 The Kelby Post. All rights reserved.'],
    ['À lire aussi :\n\nLe bac de Kelby\n\n© Le Courrier de Kelby, 2012. Tous droits réservés.'],
    ['Lesen Sie auch\n\nDie Fähre von Kelby\n\nNewsletter abonnieren'],
    ['También te puede interesar\n\nEl puente de Kelby\n\nCompartir en Facebook'],
    ['Copyright 2012 The Kelby Post'],
    ['Sign up for our weekly newsletter\n\nShare this page with friends'],
    ['Most popular\n\nThe ferry that never left\n12 May 2012\nA bridge for Kelby\n13 May 2012'],
  ])('is furniture: %j', (tail) => {
    const bytes = new TextEncoder().encode(`${PAGE}${tail}\n`);
    const source = parseBytes(bytes);
    expectSound(source, bytes);
    expect(onlyPage(source).comments.map(({ author, text }) => [author, text])).toEqual([
      ['Kim', 'Lovely.'],
      ['Lou', 'Too wet.'],
    ]);
    expect(source.coverage.unparsed).toBe(0);
  });
  it('is none where somebody writes on under such a line, or more comments follow', () => {
    const on = 'Read also\n\nThe old map of the river, which has the upper path on it and the name of the ferry as well.';
    expect(onlyPage(parseText(`${PAGE}${on}\n`)).comments[1]?.text).toBe(`Too wet.\n\n${on}`);
    const more = 'See also\n\nMax\nMay 5, 2012 at 9:26 am\n\nI saw it.';
    expect(onlyPage(parseText(`${PAGE}${more}\n`)).comments.map(({ author }) => author)).toEqual(['Kim', 'Lou', 'Max']);
  });
});

describe('a dateline that comes again', () => {
  it('is furniture, and the first one stays a block', () => {
    const { blocks, article } = onlyPage(
      parseText('The lost kite\n\n3 May 2012\n\n3 May 2012\n\nThe kite that was lost in the spring gales has come back to Lowfield by post.\n'),
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(['headline', 'dateline', 'paragraph']);
    expect(article.published?.at).toBe('2012-05-03');
  });
});

describe('a name that answers a name', () => {
  const STORY = 'A walk\n\nWe walked along the river for a day and saw no one at all.\n\n4 Comments\n\n';
  const read = (form: (name: string, parent?: string) => string) => {
    const lines = [form('Kim Hale'), form('Lou of the Upper Path', 'Kim Hale'), form('Max'), form('Kim Hale', 'Max')];
    const { comments } = onlyPage(
      parseText(STORY + lines.map((line, i) => `${line} | November ${i + 3}, 2012 11:51 AM | Reply\n\nThe river is high.\n\n`).join('')),
    );
    const at = new Map(comments.map(({ id }, i) => [id, i]));
    return comments.map(({ author, replyTo }) => [author, replyTo.map(({ method, comment }) => [method, comment && at.get(comment)])]);
  };
  it.each([['replied to comment from'], ['in reply to'], ['→'], ['en réponse à'], ['antwortet auf'], ['en respuesta a']])(
    'is an answer to their comment: “%s”',
    (joiner) => {
      expect(read((name, parent) => (parent === undefined ? name : `${name} ${joiner} ${parent}`))).toEqual([
        ['Kim Hale', []],
        ['Lou of the Upper Path', [['markup', undefined]]],
        ['Max', []],
        ['Kim Hale', [['markup', 2]]],
      ]);
    },
  );
  it('means the one it is set under, where they wrote several', () => {
    const said = (indent: number, line: string, day: number) =>
      `${' '.repeat(indent)}${line} | May ${day}, 2012 9:26 AM\n\n${' '.repeat(indent)}The river is high.\n\n`;
    const { comments } = onlyPage(parseText(STORY + said(0, 'Kim', 1) + said(4, 'Lou → Kim', 2) + said(0, 'Kim', 3) + said(4, 'Max → Kim', 4)));
    expect(comments.map(({ replyTo }) => comments.findIndex(({ id }) => id === replyTo[0]?.comment))).toEqual([-1, 0, -1, 2]);
  });
});
