/** Invented news: texts about subjects that have words and turns of their own, so that words stand together as in real text and phrases come again. */
import { drawHeadRank, drawRank, headWord, mix, wordOf } from './vocabulary.ts';
import { between, pick, type Random, seeded } from './words.ts';

/** What a text is about. */
export interface Topic {
  readonly words: readonly string[];
  /** Two to four words each. */
  readonly turns: readonly string[];
}

const TOPICS = 3_000;
const topics = new Map<number, Topic>();

/** The subject of article `number`: a few are in the news again and again. */
export function topicOf(number: number): Topic {
  const random = seeded(mix(number) ^ 0x51ed);
  const key = Math.floor(TOPICS * random() ** 2.5);
  const known = topics.get(key);
  if (known !== undefined) return known;
  const made = makeTopic(key);
  topics.set(key, made);
  return made;
}

function makeTopic(key: number): Topic {
  const random = seeded(key + 101);
  const own = [
    ...Array.from({ length: 30 }, () => headWord(300 + Math.floor(14_000 * random() ** 2))),
    ...Array.from({ length: 8 }, () => wordOf(20_000 + Math.floor(400_000 * random()))),
  ];
  const turn = (): string =>
    Array.from({ length: between(random, 2, 4) }, () => (random() < 0.4 ? headWord(drawHeadRank(random)) : pick(random, own))).join(' ');
  return { words: own, turns: Array.from({ length: 10 }, turn) };
}

/** What everybody writes. */
const STOCK = (
  'at the end of the day|one of the|to be a|it is not|a lot of|in the first place|as well as|the rest of the|on the other hand|for the first time|it is a|there is no|' +
  'would have been|as a result of|to do with|the fact that|in order to|out of the|it was the|of the people|has to be|up to the|by the time|more than a|what is the'
).split('|');
const SHORT = ["don't", "it's", "can't", "isn't", "that's", "I'm", "we're", "won't", "didn't", "they're"];

/** The next word, or the next few. */
function piece(random: Random, topic: Topic): string {
  const at = random();
  if (at < 0.9) return wordOf(drawRank(random));
  if (at < 0.955) return topic.words[Math.floor(topic.words.length * random() ** 2)] ?? 'news';
  if (at < 0.968) return topic.turns[Math.floor(topic.turns.length * random() ** 2)] ?? 'news';
  if (at < 0.985) return STOCK[Math.floor(STOCK.length * random())] ?? 'of the';
  return SHORT[Math.floor(SHORT.length * random())] ?? "don't";
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Sentences until the text has about `length` UTF-16 units. */
export function newsText(random: Random, length: number, topic: Topic): string {
  let text = '';
  while (text.length < length) {
    let sentence = capital(headWord(drawHeadRank(random)));
    for (let words = between(random, 5, 26); words > 0; words--) {
      if (text.length + sentence.length > length) break;
      sentence += (random() < 0.06 ? ', ' : ' ') + piece(random, topic);
    }
    text += `${text === '' ? '' : ' '}${sentence}${pick(random, ['.', '.', '.', '.', '?', '!'])}`;
  }
  return text;
}

/** As papers set it: curly quotation marks and apostrophes, which make a text take two bytes a letter. */
export const typeset = (text: string): string => text.replaceAll("'", '’').replace(/\. (\w[^.]{20,60})\./, '. “$1”.');

/** A headline, without a full stop. */
export function headlineOf(random: Random, topic: Topic): string {
  let text = capital(pick(random, topic.words));
  for (let words = between(random, 4, 9); words > 0; words--) text += ` ${words % 3 === 0 ? pick(random, topic.words) : headWord(drawHeadRank(random))}`;
  return text;
}

const AUTHORS = 120_000;
/** A few write much. */
export function authorOf(random: Random): string {
  const number = Math.floor(AUTHORS * random() ** 3);
  const name = wordOf(40_000 + (mix(number) % 900_000)).replace(/[^A-Za-zé]/g, '') || 'reader';
  return number % 3 === 0
    ? `${name}_${headWord(200 + (number % 5_000))}`
    : number % 3 === 1
      ? `${capital(name)}${number % 97}`
      : `${capital(name)} ${capital(headWord(200 + (number % 7_000)))}`;
}
