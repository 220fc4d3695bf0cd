import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectSound, kinds, onlyPage, parseBytes, parseText } from './pages.ts';

const STORY = `The ferry that came back

By Petra Holt
3 September 2013

The ferry that was lost in the spring gales has come back to Kelby, by itself and with no one on board, the harbour says.

It will sail again on Monday, and tickets will be free for a week.

`;

/** Every thread that is read below, for shuffling. */
const THREADS: string[] = [];

function read(thread: string, layout: string) {
  THREADS.push(thread);
  const bytes = new TextEncoder().encode(STORY + thread);
  const source = parseBytes(bytes);
  expectSound(source, bytes);
  expect(source.coverage.unparsed).toBe(0);
  expect([source.layout, source.layoutReason]).toEqual([layout, expect.stringMatching(/^\d+ comments? (?:is|are) signed as .* \(“.*”\)/)]);
  const page = onlyPage(source);
  expect(page.article).toMatchObject({ headline: 'The ferry that came back', byline: 'By Petra Holt', published: { at: '2013-09-03' } });
  expect(kinds(page.blocks, 'paragraph')).toHaveLength(2);
  const places = new Map(page.comments.map(({ id }, i) => [id, i]));
  return {
    ...page,
    reason: source.layoutReason,
    said: page.comments.map(({ author, text }) => [author, text]),
    times: page.comments.map(({ posted }) => posted?.at ?? posted?.text),
    ratings: page.comments.map(({ rating }) => rating),
    parents: page.comments.map(({ replyTo: [edge] }) => edge && [edge.author, edge.comment && places.get(edge.comment), edge.confidence]),
  };
}

describe('a thread of Disqus', () => {
  const page = read(
    `142 Comments

Kelby Post
Login
Recommend 3
⤤ Share
Sort by Best

Join the discussion…

Avatar
Ann Lee • 3 hours ago

I never thought that we would see her again.

We should give her a name.

5 △ ▽
Reply
Share ›

Avatar
Ivo → Ann Lee • 2 hours ago

She has a name: “Old Mary”.

12 △ ▽
Reply
Share ›

Avatar
Ann Lee Mod → Ivo • an hour ago • edited

And 12 is the number on her bow.

Reply • Share ›

Kim
→ Ann Lee
• 4 minutes ago

Is it?
see more

1 • Reply • Share ›

Load more comments

Powered by Disqus
`,
    'disqus',
  );
  it('is read whole, buttons and votes apart', () => {
    expect(page.said).toEqual([
      ['Ann Lee', 'I never thought that we would see her again.\n\nWe should give her a name.'],
      ['Ivo', 'She has a name: “Old Mary”.'],
      ['Ann Lee', 'And 12 is the number on her bow.'],
      ['Kim', 'Is it?'],
    ]);
    expect(page.times).toEqual(['3 hours ago', '2 hours ago', 'an hour ago', '4 minutes ago']);
    expect(page.ratings).toEqual([5, 12, undefined, 1]);
    expect(page.article.commentCount).toMatchObject({ captured: 4, stated: 142 });
  });
  it('links answers: to the only comment of an author, to the nearest above of one who wrote several', () => {
    expect(page.parents).toEqual([undefined, ['Ann Lee', 0, 0.8], ['Ivo', 1, 1], ['Ann Lee', 2, 0.8]]);
  });
  it('says why it is taken for one', () =>
    expect(page.reason).toContain('4 comments are signed as Disqus signs them (“Ann Lee • 3 hours ago”), with “Share ›”'));
  it('is none where a page only lists what others wrote when', () => {
    const list = parseText(`${STORY}Elsewhere\n\nKelby Post • 3 hours ago\n\nThe bridge is closed\n\nThe Quay • 5 hours ago\n\nNo tickets left\n`);
    expect(list.layout).toBe('generic');
  });
});

describe('a thread of Slashdot', () => {
  const page = read(
    `Old Mary (Score:4, Interesting)
by Ann Lee (12345) on Tuesday September 3, 2013 @10:34AM (#40749375) Homepage

She was built in Kelby.
Reply to This
Share
twitter facebook linkedin
Flag as Inappropriate

    Re:Old Mary (Score:-1, Troll)
    by ivo (678) writes: on Tuesday September 3, 2013 @11:02AM (#40749380)

    No, in Bray.
    Reply to This
    Parent

        Re:Old Mary (Score:2)
        by Anonymous Coward on Tuesday September 3, 2013 @11:40AM (#40749391)

        Neither.
        1 hidden comment

Tickets (Score:1)
by kim (9) on Tuesday September 3, 2013 @12:00PM (#40749400)

Free for a week!
`,
    'slashdot',
  );
  it('has authors, times and scores, and answers by where they stand', () => {
    expect(page.said).toEqual([
      ['Ann Lee', 'She was built in Kelby.'],
      ['ivo', 'No, in Bray.'],
      ['Anonymous Coward', 'Neither.'],
      ['kim', 'Free for a week!'],
    ]);
    expect(page.times).toEqual(['2013-09-03T10:34', '2013-09-03T11:02', '2013-09-03T11:40', '2013-09-03T12:00']);
    expect(page.ratings).toEqual([4, -1, 2, 1]);
    expect(page.parents.map((parent) => parent?.[1])).toEqual([undefined, 0, 1, undefined]);
  });
  it('is read where titles and buttons are left out', () => {
    const bare = read(
      '\n\n\nby Anonymous Coward\n\nShe was built in Kelby.\n\n    by ivo (678) * <ivo@bray.example> on Tuesday September 3, @11 02AM (#40749380) Homepage\n\n    No, in Bray.\n',
      'slashdot',
    );
    expect(bare.said).toEqual([
      ['Anonymous Coward', 'She was built in Kelby.'],
      ['ivo', 'No, in Bray.'],
    ]);
    expect(bare.times).toEqual([undefined, 'Tuesday September 3, @11 02AM']);
  });
  it('is read where only titles and scores are left', () => {
    const short = read(
      '\n\n\nOld Mary (4, Interesting)\n\nShe was built in Kelby.\n    Re:\n    No, in Bray.\n    2 replies beneath your current threshold.\nTickets (1)\n\nFree!\n',
      'slashdot-titles',
    );
    expect(short.said).toEqual([
      [undefined, 'Old Mary (4, Interesting)\n\nShe was built in Kelby.'],
      [undefined, 'No, in Bray.'],
      [undefined, 'Tickets (1)\n\nFree!'],
    ]);
    expect(short.ratings).toEqual([4, undefined, 1]);
  });
});

describe('a thread of Livefyre', () => {
  it('has authors by their points', () => {
    const page = read(
      '2 comments\n\n14 people listening\n\nannlee 12 pts\n3 hours ago\n\nShe was built in Kelby.\n\nLike Reply\n\nivo_b moderator 5 pts\n\n@annlee No, in Bray.\n\n2 likes\nLike · Reply\n',
      'livefyre',
    );
    expect(page.said).toEqual([
      ['annlee', 'She was built in Kelby.'],
      ['ivo_b', '@annlee No, in Bray.'],
    ]);
    expect(page.times).toEqual(['3 hours ago', undefined]);
    expect(page.parents[1]?.slice(0, 2)).toEqual(['annlee', 0]);
  });
  it('is none where points are scored', () => {
    expect(parseText(`${STORY}Bray 5 pts\n\nThe home side lost at last.\n`).layout).toBe('generic');
  });
});

describe('a thread of the Huffington Post', () => {
  it('has the name above motto, fans and time', () => {
    const page = read(
      `Comments (17)

HUFFPOST SUPER USER
Ann Lee
Sails when she can
1,033 Fans
02:34 PM on 09/25/2013
She was built in Kelby.
Favorited (3)
Flag as abusive
Permalink | Share it

Ivo
7 Fans
2 hours ago (7:25 PM)
No, in Bray.
Flag as abusive
Permalink | Share it
`,
      'huffpost',
    );
    expect(page.said).toEqual([
      ['Ann Lee', 'She was built in Kelby.'],
      ['Ivo', 'No, in Bray.'],
    ]);
    expect(page.times).toEqual(['2013-09-25T14:34', '2 hours ago']);
    expect(page.ratings).toEqual([3, undefined]);
  });
});

describe('a thread by Facebook', () => {
  it('has the name above and the time below the words', () => {
    const page = read(
      `2 Comments

Add a comment...

Ann Lee · Works at Kelby Harbour

She was built in Kelby.

Like · Reply · 12 · Sep 3, 2013 2:03pm

Ivo B

No, in Bray.
I have seen the papers.

Like · Reply · 2 hrs

Facebook Comments Plugin
`,
      'facebook',
    );
    expect(page.said).toEqual([
      ['Ann Lee', 'She was built in Kelby.'],
      ['Ivo B', 'No, in Bray.\nI have seen the papers.'],
    ]);
    expect(page.times).toEqual(['2013-09-03T14:03', '2 hrs']);
    expect(page.ratings).toEqual([12, undefined]);
  });
});

describe('a thread of the Guardian', () => {
  it('of 2012 has name over time, and says whom it answers', () => {
    const page = read(
      `Comments

61 comments, displaying oldest first

AnnLee

3 September 2013 2:05PM

She was built in Kelby.

Recommend (12)
Responses (1)
Report
Clip | Link

IvoB
3 September 2013 2:31PM
Response to AnnLee, 3 September 2013 2:05PM

No, in Bray.

Recommend? (0)
Responses (0)
Report
Clip | Link
`,
      'guardian',
    );
    expect(page.said).toEqual([
      ['AnnLee', 'She was built in Kelby.'],
      ['IvoB', 'No, in Bray.'],
    ]);
    expect(page.times).toEqual(['2013-09-03T14:05', '2013-09-03T14:31']);
    expect(page.ratings).toEqual([12, 0]);
    expect(page.parents[1]).toEqual(['AnnLee', 0, 1]);
  });
  it('of later years has them on one line', () => {
    const page = read(
      'comments (2)\n\nOrder by newest\n\nAnnLee 3 Sep 2013 14:05\n\n12\n\nShe was built in Kelby.\n\nReply\nReport\n\nIvoB → AnnLee 3 Sep 2013 14:31\nGuardian Pick\n\nNo, in Bray.\n\nReply\nReport\n',
      'guardian',
    );
    expect(page.said.map(([author]) => author)).toEqual(['AnnLee', 'IvoB']);
    expect(page.parents[1]).toEqual(['AnnLee', 0, 1]);
  });
});

describe('a thread of Mail Online', () => {
  it('has who and where above the words since 2012', () => {
    const page = read(
      `Comments (2)

The comments below have not been moderated.

Newest

Ann Lee, Kelby, United Kingdom, 3 hours ago

She was built in Kelby.

Click to rate
12
3

Ivo, Bray, 2 hours ago

No, here.

New Comment
Click to rate     Rating   23
`,
      'daily-mail',
    );
    expect(page.said).toEqual([
      ['Ann Lee', 'She was built in Kelby.'],
      ['Ivo', 'No, here.'],
    ]);
    expect(page.ratings).toEqual([undefined, 23]);
  });
  it('has them below before', () => {
    const page = read(
      `Comments (2)

She was built in Kelby.

- Ann Lee, Kelby, United Kingdom, 25/9/2013 14:05

Click to rate     Rating   (12)

No, here.

- Ivo, Bray, 25/9/2013 15:10

Click to rate     Rating   -3
`,
      'daily-mail-2010',
    );
    expect(page.said).toEqual([
      ['Ann Lee', 'She was built in Kelby.'],
      ['Ivo', 'No, here.'],
    ]);
    expect(page.times).toEqual(['2013-09-25T14:05', '2013-09-25T15:10']);
    expect(page.ratings).toEqual([12, -3]);
  });
});

describe('a thread of the Globe and Mail', () => {
  it('has name over time, scores, and whom it answers', () => {
    const page = read(
      `34 comments

Ann Lee
10:23 AM on September 3, 2013
She was built in Kelby.
Score: 5
Report Abuse

Ivo B
11:40 AM on September 3, 2013
In reply to Ann Lee
No, in Bray.
Score: -2
2 replies
Report Abuse
`,
      'globe-and-mail',
    );
    expect(page.said).toEqual([
      ['Ann Lee', 'She was built in Kelby.'],
      ['Ivo B', 'No, in Bray.'],
    ]);
    expect(page.times).toEqual(['2013-09-03T10:23', '2013-09-03T11:40']);
    expect(page.ratings).toEqual([5, -2]);
    expect(page.parents[1]).toEqual(['Ann Lee', 0, 1]);
  });
});

describe('a thread of CNN’s blogs', () => {
  it('begins at the first name where no head stands above', () => {
    const { said } = read(
      'Ann Lee\n\nShe was built in Kelby.\n\nSeptember 3, 2013 at 2:05 pm | Reply\n\nIvo B\n\nNo, in Bray.\n\nSeptember 3, 2013 at 3:10 pm | Reply\n',
      'cnn-blogs',
    );
    expect(said).toEqual([
      ['Ann Lee', 'She was built in Kelby.'],
      ['Ivo B', 'No, in Bray.'],
    ]);
  });
  it('has the name over the words and the time below', () => {
    const page = read(
      `soundoff (2 Responses)

Ann Lee

She was built in Kelby.

I have seen the yard.

September 3, 2013 at 2:05 pm | Report abuse | Reply

Ivo B

No, in Bray.

September 3, 2013 at 3:10 pm | Report abuse | Reply
`,
      'cnn-blogs',
    );
    expect(page.said).toEqual([
      ['Ann Lee', 'She was built in Kelby.\n\nI have seen the yard.'],
      ['Ivo B', 'No, in Bray.'],
    ]);
    expect(page.times).toEqual(['2013-09-03T14:05', '2013-09-03T15:10']);
  });
});

describe('threads out of order', () => {
  it('are read soundly, whatever lines are left out, doubled or mixed in from another', { timeout: 60_000 }, () => {
    const lines = THREADS.flatMap((thread) => thread.split('\n'));
    expect(THREADS.length).toBeGreaterThan(10);
    const piece = fc.record({
      from: fc.nat(lines.length),
      count: fc.integer({ min: 1, max: 12 }),
      blanks: fc.nat(4),
      indent: fc.constantFrom('', '    ', '\t'),
    });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const mixed = pieces.map(
          ({ from, count, blanks, indent }) =>
            `${lines
              .slice(from, from + count)
              .map((line) => indent + line)
              .join('\n')}${'\n'.repeat(blanks + 1)}`,
        );
        const bytes = new TextEncoder().encode(STORY + mixed.join(''));
        const source = parseBytes(bytes);
        // a reading that fails leaves all unparsed
        expect(source.coverage.unparsed).toBe(0);
        if (source.layout !== 'generic') expectSound(source, bytes);
      }),
      { numRuns: 500 },
    );
  });
});
