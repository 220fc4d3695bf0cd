import { describe, expect, it } from 'vitest';
import type { Block } from '../../corpus/records.ts';
import { parseHtml } from './html.ts';
import { onlyPage } from './pages.ts';

const SAID = [
  'The ferry at Bray ran late on Monday, and nobody on the quay could say why it had, or when it would come again, or whether.',
  'Captain Lee, who has sailed the route for thirty years, said the tide was not to blame and that the engine had been checked in March.',
  'Passengers waited in the tea room for four hours; some went home by bus, others slept on the benches until the morning boat came in.',
] as const;
const [A, B, C] = SAID;
const MORE = 'The harbour board meets on Friday, when it will hear from the company, the crew and those who were left behind on the island that night.';
const p = (...texts: readonly string[]): string => texts.map((text) => `<p>${text}</p>`).join('');
const H1 = '<h1>Ferry late at Bray</h1>';
const page = (inner: string, head = '<title>Ferry late at Bray - Quay Post</title>'): string =>
  `<!doctype html><html><head>${head}</head><body><nav><ul><li><a href="/">Home</a></li></ul></nav>${inner}<footer><p>All rights reserved, Quay Post Ltd, registered in Bray, company number 12345678.</p></footer></body></html>`;
const article = (inner: string): string => page(`<article>${H1}${inner}</article>`);

const STORY: ReadonlySet<Block['kind']> = new Set(['paragraph', 'crosshead', 'listitem', 'pullquote', 'box']);
const blocksOf = (html: string): readonly Block[] => onlyPage(parseHtml(html)).blocks;
const told = (html: string): string[] => blocksOf(html).flatMap(({ kind, text }) => (STORY.has(kind) ? [text] : []));
const ofKind = (html: string, kind: Block['kind']): string[] => blocksOf(html).flatMap((block) => (block.kind === kind ? [block.text] : []));

describe('the story of a page', () => {
  it('has the lists among its paragraphs', () => {
    const asked = ['why the boat was late', 'who was told, and when', 'what it cost'];
    expect(told(article(`${p(A)}<p>The board will ask:</p><ul>${asked.map((text) => `<li>${text}</li>`).join('')}</ul>${p(B)}`))).toEqual([
      A,
      'The board will ask:',
      ...asked,
      B,
    ]);
  });
  it('has what a recipe takes and how it is made', () => {
    const takes = [
      '2 cups of flour',
      '1 tsp of salt',
      '3 eggs',
      '200 ml milk',
      '50 g butter',
      '1 lemon',
      '2 tbsp sugar',
      '4 apples',
      '1 cup water',
      '2 cloves',
    ];
    const made = ['Mix the flour and the salt in a bowl.', 'Beat in the eggs and the milk.'];
    const list = (texts: readonly string[]): string => texts.map((text) => `<li>${text}</li>`).join('');
    expect(told(article(`${p(A)}<h2>Ingredients</h2><ul>${list(takes)}</ul><h2>Method</h2><ol>${list(made)}</ol>`))).toEqual([
      A,
      'Ingredients',
      ...takes,
      'Method',
      ...made,
    ]);
  });
  it('has the lines of verse', () => {
    const lines = [
      'The boat came late',
      'to Bray that night',
      'The quay was dark',
      'without a light',
      'We slept on stone',
      'till it was day',
      'and then by bus',
      'we went away',
    ];
    expect(told(article(p(A, ...lines)))).toEqual([A, ...lines]);
  });
  it('has questions and short answers', () => {
    expect(told(article(`${p(A)}<p><b>Why was it late?</b></p>${p(B)}<p><strong>Q: And the tea room?</strong></p><p>A: Full.</p>${p(C)}`))).toEqual([
      A,
      'Why was it late?',
      B,
      'Q: And the tea room?',
      'A: Full.',
      C,
    ]);
  });
  it('has sentences that begin as bylines and dates do', () => {
    const lines = ['By then it was too late.', 'Published in 1952, the book on the ferry sold well.'];
    const html = article(`<p>By Ann Lee</p><p>Published: 4 May 2013, 10:05</p>${p(A, ...lines, B)}`);
    expect(told(html)).toEqual([A, ...lines, B]);
    expect(ofKind(html, 'byline')).toEqual(['By Ann Lee']);
    expect(ofKind(html, 'dateline')).toEqual(['Published: 4 May 2013, 10:05']);
  });
  it('has the sections of a page builder, and not its share buttons', () => {
    const section = (text: string): string =>
      `<div class="elementor-widget elementor-widget-text-editor"><div class="elementor-widget-container">${p(text)}</div></div>`;
    expect(
      told(page(`<div>${H1}${SAID.map(section).join('')}<div class="elementor-widget elementor-widget-share-buttons"><span>Share this</span></div></div>`)),
    ).toEqual([...SAID]);
  });
  it('keeps a paragraph whole where the site has elements of its own in it', () => {
    expect(told(article(`<p>At <place-name>Bray</place-name>, ${A}</p>${p(B, C)}`))).toEqual([`At Bray, ${A}`, B, C]);
  });
  it('is without captions, whatever they are called', () => {
    const html = article(
      `<figure><img src="a"><figcaption>The quay on Monday</figcaption></figure>${p(A)}<div class="img-wrap"><img src="b"><span>Captain Lee at the wheel</span></div>${p(B)}<p><img src="c"><br><em>A boat, last year</em></p><p>The tea room, closed for the season (AP Photo/Bo Ek)</p>${p(C)}`,
    );
    expect(told(html)).toEqual([...SAID]);
    expect(ofKind(html, 'caption')).toHaveLength(4);
  });
  it('is without links to other stories', () => {
    const box =
      '<div class="story-links"><h3>Related stories</h3><ul><li><a href="1">Storm over the bay</a></li><li><h4><a href="2">Board to meet on Friday after all</a></h4></li></ul></div>';
    const links = '<p><strong>READ MORE: <a href="3">Storm over the bay</a></strong></p><p>Video: <a href="4">The storm, seen from the quay</a></p>';
    expect(told(article(`${p(A)}${box}${p(B)}${links}${p(C)}`))).toEqual([...SAID]);
  });
  it('is without the stories beside it', () => {
    const other = `<article><h3><a href="2">Storm over the bay</a></h3>${p(MORE)}</article>`;
    expect(told(page(`<main><article>${H1}${p(...SAID)}</article><section>${other.repeat(3)}</section></main>`))).toEqual([...SAID]);
  });
  it('is without what asks readers to pay, to sign up, to follow or to accept', () => {
    const pay =
      '<div class="wall"><h3>Subscribe to continue reading</h3><p>You have reached your limit of 3 free articles this month. Subscribe now for one euro a week.</p></div>';
    const follow =
      '<p>Follow us on Facebook and sign up for our newsletter to get the news of the bay every morning.</p><p>Have a story? Send it to <a href="x">news@quaypost.example</a></p>';
    const cookies = '<div><p>We use cookies to make this site work, to measure its use and to show advertisements that fit what you like.</p></div>';
    expect(told(page(`${cookies}<article>${H1}${p(...SAID)}${follow}${pay}</article>`))).toEqual([...SAID]);
  });
  it('is without its author’s life', () => {
    const life =
      'Ann Lee has written for the Quay Post since 1990. She lives on the island with two cats and a boat, and likes the sea, tea and the tide tables.';
    expect(told(article(`${p(...SAID)}<div class="author-box"><h4>Ann Lee</h4>${p(life)}</div>`))).toEqual([...SAID]);
    expect(told(article(`${p(...SAID)}<p><em>Ann Lee is a reporter for the Quay Post. Follow her on Twitter <a href="x">@annlee</a>.</em></p>`))).toEqual([
      ...SAID,
    ]);
  });
  it('has a summary under the headline as its standfirst, and a heading that begins it as a crosshead', () => {
    const summary = 'Nobody on the quay could say why it was, nor when another would come';
    const html = article(`<h2>${summary}</h2><p class="byline">By Ann Lee</p>${p(...SAID)}`);
    expect(ofKind(html, 'standfirst')).toEqual([summary]);
    expect(told(html)).toEqual([...SAID]);
    expect(told(page(`${H1}<p class="byline">By Ann Lee</p><div><h2>${summary}</h2>${p(...SAID)}</div>`))).toEqual([summary, ...SAID]);
  });
});

describe('a story shorter than what stands round it', () => {
  const about = p(
    'The Quay Post has been the paper of the bay since 1890, and is read by all who sail there, and by those who only wait on the quay.',
    'It is printed on Fridays, sold on the quay and in the tea room, and costs as much as a cup of tea does on the island.',
  );
  it('is found by the name of its element', () => {
    expect(
      told(
        page(
          `<div class="entry-content">${H1}<p>The ferry at Bray ran late on Monday, and nobody could say why.</p></div><div class="side"><h3>About us</h3>${about}</div>`,
        ),
      ),
    ).toEqual(['The ferry at Bray ran late on Monday, and nobody could say why.']);
  });
  it('is found beside its headline', () => {
    const latest = '<div class="box"><h3>Latest</h3><ul><li><a href="1">Storm over the bay closes the harbour for two days</a></li></ul></div>';
    expect(
      told(page(`<main>${H1}<p class="date">4 May 2013</p><p>The ferry at Bray ran late on Monday.</p><p>Nobody could say why.</p></main>${latest}`)),
    ).toEqual(['The ferry at Bray ran late on Monday.', 'Nobody could say why.']);
  });
});

describe('a story given as data only', () => {
  const data = (text: string, type = 'NewsArticle'): string =>
    page(
      '<div id="app"></div>',
      `<title>Ferry late at Bray</title><script type="application/ld+json">${JSON.stringify({ '@type': type, articleBody: text })}</script>`,
    );
  it('is read from there, each paragraph with its own bytes', () => {
    const html = data([A, B, C].join('\n\n'));
    expect(told(html)).toEqual([...SAID]);
    expect(parseHtml(html).layoutReason).toContain('story as data (JSON-LD)');
  });
  it('is not where it is a summary, or of something else', () => {
    expect(told(data('The ferry was late.'))).toEqual([]);
    expect(told(data([A, B, C].join('\n\n'), 'Recipe'))).toEqual([]);
  });
});

describe('a story in another script', () => {
  const CHINESE = [
    '香港行政长官在各方压力下就其大宅的违章建筑问题到立法会接受质询，并向香港民众道歉。',
    '不过民主派议员们普遍指责他撒谎，要求他马上辞职下台，并且对他提出不信任动议。',
    '他强调承诺将在两周内解决其住宅的违建问题，同时表示没有隐瞒的意图和动机。',
  ];
  const ARABIC = [
    'تأخرت العبارة في ميناء براي يوم الاثنين أربع ساعات، ولم يستطع أحد على الرصيف أن يقول لماذا تأخرت.',
    'وقال القبطان الذي يبحر على هذا الطريق منذ ثلاثين عاما إن المد ليس السبب وإن المحرك فحص في مارس.',
    'وستجتمع لجنة الميناء يوم الجمعة لتستمع إلى الشركة والطاقم ومن تركوا في الجزيرة تلك الليلة.',
  ];
  it('has its sentences where no spaces part the words', () => {
    const links = '<h2>相关新闻</h2><ul><li><a href="1">立法会否决不信任动议</a></li></ul>';
    expect(told(page(`<div><h1>行政长官就违建道歉</h1>${p(...CHINESE)}${links}</div>`, '<title>行政长官就违建道歉 - 新闻</title>'))).toEqual(CHINESE);
  });
  it('is parted from a date whose words are not known, and from links', () => {
    const html = page(
      `<div><h1>تأخر العبارة في ميناء براي</h1><p>4 مايو 2013، آخر تحديث 10:05</p>${p(...ARABIC)}<p>اقرأ أيضا: <a href="1">عاصفة فوق الخليج</a></p></div>`,
      '<title>تأخر العبارة في ميناء براي</title>',
    );
    expect(told(html)).toEqual(ARABIC);
    expect(ofKind(html, 'dateline')).toEqual(['4 مايو 2013، آخر تحديث 10:05']);
  });
});
