import { describe, expect, it } from 'vitest';
import { parseHtml } from './html.ts';
import { expectSound, kinds, onlyPage, parseBytes, parseText } from './pages.ts';

const read = (text: string) => {
  const bytes = new TextEncoder().encode(text);
  const source = parseBytes(bytes);
  expectSound(source, bytes);
  expect(source.coverage.unparsed).toBe(0);
  return onlyPage(source);
};
const said = ({ comments }: ReturnType<typeof read>) => comments.map(({ author, posted, text }) => [author, posted?.at ?? posted?.text, text]);

const FRENCH = `Le Courrier de Valmont

Accueil | À la une | Région | Abonnés

Le pont de Valmont rouvre après neuf mois de travaux

Par Anne Leduc, avec l'agence locale
Publié le 3 septembre 2013 à 14h05 - Mis à jour le 4 septembre 2013 à 08h12

Partager sur Facebook
Imprimer

Le pont qui relie les deux rives de la ville est de nouveau ouvert aux voitures depuis lundi matin, après neuf mois de travaux.

« Nous sommes soulagés », a dit le maire devant les habitants qui étaient venus pour la première traversée de la journée.

Réactions

Les commerçants de la rive gauche ont perdu la moitié de leurs clients pendant les travaux, et ils demandent une aide de la ville.

Ce site utilise des cookies pour mesurer son audience.

1 142 commentaires

Réagir à cet article

Marine Le Pré
3 septembre 2013 à 15 h 20
Enfin ! Nous avons fait le tour par le bac pendant neuf mois.
Répondre
Signaler un abus

Jean-Luc
3 septembre 2013 à 16 h 02
Et qui va payer la facture de ces travaux ?
Répondre
Signaler un abus

Ursule
4 septembre 2013 à 9 h 41
Les impôts, comme toujours.
Répondre
Signaler un abus

À lire aussi

Le bac de Valmont en vente
`;

const GERMAN = `Rückkehr der Fähre nach Kelby

Von Jürgen von der Aa und Petra Holt
03.09.2013, 14:05 Uhr
Aktualisiert: 04.09.2013, 08:12 Uhr

Drucken
Artikel versenden

Die Fähre, die im Frühjahr im Sturm verloren ging, ist am Montag wieder in den Hafen von Kelby eingelaufen, und die Leute waren froh.

Der Kapitän sagte, dass er nicht mehr daran geglaubt habe. „Sie ist ein gutes Schiff“, sagte er, „und sie wird noch lange fahren.“

Reaktionen

Im Rathaus ist man zufrieden. Es gibt aber auch Stimmen, die sich eine Brücke wünschen und die Fähre für zu teuer halten.

Leserkommentare (23)

Kommentar schreiben

Max Ufer schrieb am 03.09.2013 um 15:10 Uhr:
Eine Brücke wäre mir lieber gewesen.
Antworten
Melden

Ursula von der Lahn schrieb am 03.09.2013 um 16:44 Uhr:
Mir nicht, denn die Fähre ist schöner.
Antworten
Melden

Ivo antwortet auf Max Ufer am 04.09.2013 um 07:02 Uhr:
Und wer soll das bezahlen?
Antworten
Melden

Lesen Sie auch

Die Brücke von Valmont
`;

const SPANISH = `El faro de Puerto Hondo vuelve a encenderse

Por Lucía Ferrer de la Cruz
3 de septiembre de 2013, 14:05

Compartir en Twitter
Enviar a un amigo

El faro de Puerto Hondo ha vuelto a encenderse después de dos años, y los vecinos del puerto lo han celebrado con una fiesta en el muelle.

La luz se ve desde muy lejos, como antes, y los pescadores dicen que ya no tienen miedo de entrar en el puerto por la noche.

12 comentarios

Iniciar sesión

Pilar dijo:
3 septiembre, 2013 a las 15:10

¡Qué alegría! Lo echaba de menos.

Responder

Nacho Ruiz dijo:
3 septiembre, 2013 a las 18:30

¿Y cuánto ha costado todo esto?

Responder

También te puede interesar

El puente de Valmont
`;

describe('a French page as text', () => {
  const page = read(FRENCH);
  it('has headline, byline and both its times', () => {
    expect(page.article).toMatchObject({
      headline: 'Le pont de Valmont rouvre après neuf mois de travaux',
      byline: "Par Anne Leduc, avec l'agence locale",
      published: { at: '2013-09-03T14:05' },
      updated: { at: '2013-09-04T08:12' },
      language: 'fr',
    });
  });
  it('has its paragraphs, and what is nobody’s text is furniture', () => {
    expect(kinds(page.blocks, 'paragraph')).toHaveLength(3);
    expect(kinds(page.blocks, 'crosshead')).toEqual(['Réactions']);
  });
  it('has its comments and says how many there are', () => {
    expect(said(page)).toEqual([
      ['Marine Le Pré', '2013-09-03T15:20', 'Enfin ! Nous avons fait le tour par le bac pendant neuf mois.'],
      ['Jean-Luc', '2013-09-03T16:02', 'Et qui va payer la facture de ces travaux ?'],
      ['Ursule', '2013-09-04T09:41', 'Les impôts, comme toujours.'],
    ]);
    expect(page.article.commentCount.stated).toBe(1142);
  });
});

describe('a German page as text', () => {
  const page = read(GERMAN);
  it('has headline, byline and both its times', () => {
    expect(page.article).toMatchObject({
      headline: 'Rückkehr der Fähre nach Kelby',
      byline: 'Von Jürgen von der Aa und Petra Holt',
      published: { at: '2013-09-03T14:05' },
      updated: { at: '2013-09-04T08:12' },
      language: 'de',
    });
    expect(kinds(page.blocks, 'paragraph')).toHaveLength(3);
  });
  it('has its comments, names whole, and who answers whom', () => {
    expect(said(page)).toEqual([
      ['Max Ufer', '2013-09-03T15:10', 'Eine Brücke wäre mir lieber gewesen.'],
      ['Ursula von der Lahn', '2013-09-03T16:44', 'Mir nicht, denn die Fähre ist schöner.'],
      ['Ivo', '2013-09-04T07:02', 'Und wer soll das bezahlen?'],
    ]);
    expect(page.comments[2]?.replyTo).toMatchObject([{ author: 'Max Ufer', comment: page.comments[0]?.id, method: 'markup' }]);
    expect(page.article.commentCount.stated).toBe(23);
  });
});

describe('a Spanish page as text', () => {
  const page = read(SPANISH);
  it('has headline, byline, time, paragraphs and comments', () => {
    expect(page.article).toMatchObject({
      headline: 'El faro de Puerto Hondo vuelve a encenderse',
      byline: 'Por Lucía Ferrer de la Cruz',
      published: { at: '2013-09-03T14:05' },
      language: 'es',
    });
    expect(kinds(page.blocks, 'paragraph')).toHaveLength(2);
    expect(said(page)).toEqual([
      ['Pilar', '2013-09-03T15:10', '¡Qué alegría! Lo echaba de menos.'],
      ['Nacho Ruiz', '2013-09-03T18:30', '¿Y cuánto ha costado todo esto?'],
    ]);
    expect(page.article.commentCount.stated).toBe(12);
  });
});

describe('heads over comments', () => {
  const story = 'Der Drachen von Kelby\n\nDer Drachen, der im Sturm verloren ging, ist wieder da, und die Leute sind froh.\n\nEr fliegt am Montag.\n\n';
  const two = (form: (name: string, day: number) => string) => `${form('Ann', 3)}\n\nSchön.\n\n${form('Ivo', 4)}\n\nSehr schön.\n`;
  it.each([
    ['Kommentare (23)', 23],
    ['142 commentaires', 142],
    ['Commentaires : 12', 12],
    ['12 comentarios', 12],
    ['Comentarios (1.204)', 1204],
    ['Vos réactions', undefined],
    ['Leserkommentare', undefined],
    ['3 Gedanken zu „Der Drachen von Kelby“', 3],
    ['Comentarios de los lectores', undefined],
  ])('“%s” is one', (head, stated) => {
    const { article, comments, blocks } = onlyPage(parseText(`${story}${head}\n\n${two((name, day) => `${name}\n${day}.5.2013`)}`));
    expect(comments.map(({ author }) => author)).toEqual(['Ann', 'Ivo']);
    expect(blocks.map(({ text }) => text)).not.toContain(head);
    expect(article.commentCount.stated).toBe(stated);
  });
  it('“Reaktionen” is none where nobody signs below it', () => {
    const { comments, blocks } = onlyPage(parseText(`${story}Reaktionen\n\nIm Rathaus ist man zufrieden.\n\nAndere sind es nicht.\n`));
    expect(comments).toEqual([]);
    expect(kinds(blocks, 'crosshead')).toContain('Reaktionen');
  });
  it.each([
    ['vor 2 Stunden', 'vor 3 Tagen'],
    ['il y a 3 jours', 'il y a une heure'],
    ['hace 5 minutos', 'hace un año'],
  ])('times told from now sign comments: %s', (one, other) => {
    const { comments } = onlyPage(parseText(`${story}2 Kommentare\n\nAnn\n${one}\n\nSchön.\n\nIvo\n${other}\n\nSehr schön.\n`));
    expect(comments.map(({ author, posted }) => [author, posted?.text])).toEqual([
      ['Ann', one],
      ['Ivo', other],
    ]);
  });
});

describe('figures of a date', () => {
  const page = (body: string): string => `${body}\n\n2 Kommentare\n\nAnn\n03.09.2013\n\nSchön.\n\nIvo\n04.09.2013\n\nSehr schön.\n`;
  it('are day and month in the order of the page’s language, and left open where it does not tell', () => {
    const german = page(
      'Der Drachen von Kelby\n\nDer Drachen, der im Sturm verloren ging, ist wieder da, und die Leute sind froh, dass er nicht in der See liegt.',
    );
    const english = page(
      'The kite of Kelby\n\nThe kite that was lost in the spring gales has come back, and the people of the town are glad that it was not lost.',
    );
    expect(onlyPage(parseText(german)).comments.map(({ posted }) => posted)).toEqual([
      { text: '03.09.2013', at: '2013-09-03' },
      { text: '04.09.2013', at: '2013-09-04' },
    ]);
    expect(onlyPage(parseText(english)).comments.map(({ posted }) => posted)).toEqual([{ text: '03.09.2013' }, { text: '04.09.2013' }]);
  });
});

describe('bylines', () => {
  const BODY = 'Die Fähre, die im Frühjahr im Sturm verloren ging, ist am Montag wieder in den Hafen von Kelby eingelaufen, und die Leute waren froh.';
  it.each([['Von Petra Holt'], ['Par Anne Leduc, avec AFP'], ['Publié par Anne Leduc'], ['Por Lucía Ferrer y Nacho Ruiz'], ['Ein Kommentar von Petra Holt']])(
    '“%s” is one',
    (line) => {
      expect(onlyPage(parseText(`Die Fähre\n\n${line}\n\n${BODY}\n`)).article.byline).toBe(line);
    },
  );
  it.each([['Von Kiel nach Kelby in drei Stunden'], ['Por qué suben los precios'], ['Par ici la sortie']])('“%s” is a headline', (line) => {
    const { article } = onlyPage(parseText(`${line}\n\n${BODY}\n`));
    expect([article.headline, article.byline]).toEqual([line, undefined]);
  });
  it('a headline may say how long ago', () => {
    expect(onlyPage(parseText(`Vor einem Jahr in Kelby\n\n${BODY}\n`)).article.headline).toBe('Vor einem Jahr in Kelby');
  });
});

describe('saved pages in other languages', () => {
  const PROSE = 'Die Fähre, die im Frühjahr im Sturm verloren ging, ist am Montag wieder in den Hafen von Kelby eingelaufen, und die Leute waren froh.';
  it.each([
    ['Artikel drucken'],
    ['Diese Webseite verwendet Cookies, um ihre Inhalte zu verbessern'],
    ['Kommentar schreiben'],
    ['Partager cet article'],
    ['Réagir à cet article'],
    ['Compartir en Twitter'],
    ['Escribe tu comentario'],
  ])('“%s” is not the story’s', (line) => {
    const { blocks } = onlyPage(
      parseHtml(
        `<!doctype html><html><head><title>Die Fähre</title></head><body><h1>Die Fähre</h1><div><p>${PROSE}</p><p>${line}</p><p>${PROSE}</p></div></body></html>`,
      ),
    );
    expect(blocks.map(({ text }) => text)).toEqual(['Die Fähre', PROSE, PROSE]);
  });
  it.each([['12 comentarios'], ['Leserkommentare (12)'], ['12 réactions']])('“%s” tells how many comments there are', (head) => {
    const comment = (name: string, day: number) =>
      `<li class="comment" id="comment-${day}"><cite class="fn">${name}</cite><span class="comment-meta">${day}. Mai 2013</span><p>Schön, dass sie wieder fährt.</p></li>`;
    const { article, comments } = onlyPage(
      parseHtml(
        `<!doctype html><html><head><title>Die Fähre</title></head><body><h1>Die Fähre</h1><div><p>${PROSE}</p></div><div id="comments"><h3>${head}</h3><ol>${comment('Ann', 3)}${comment('Ivo', 4)}</ol></div></body></html>`,
      ),
    );
    expect(comments.map(({ author, posted }) => [author, posted?.at])).toEqual([
      ['Ann', '2013-05-03'],
      ['Ivo', '2013-05-04'],
    ]);
    expect(article.commentCount.stated).toBe(12);
  });
});
