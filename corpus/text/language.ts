/** Common function words. Portuguese, Italian and Dutch stand here so that they are not taken for a neighbour. */
const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  en: 'the and of to in is that was for on with he it as his they at be this have from or had by but what were we when your said there an which',
  fr: 'le la les des et est que une dans qui pour pas sur au par plus avec ce il sont ont cette aux ses mais du été vous nous je',
  de: 'der die und das nicht von sie ist des sich mit dem dass er es ein ich auf so eine auch als nach wie im für den war werden',
  es: 'el la de que y en los se del las un por con una su para es al lo como más pero sus le ya fue este ha',
  pt: 'o a de que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem',
  it: 'il di che è la e un per non sono una con gli del della si da come più nel alla le dei anche ha questo ma',
  nl: 'de het een en van ik te dat die in niet zijn is was op aan met als voor had er maar om hem dan zou',
};

const LANGUAGES = Object.entries(FUNCTION_WORDS).map(([language, words]) => ({ language, words: new Set(words.split(' ')) }));

/** UTF-16 units looked at. */
const SAMPLE = 20_000;

/**
 * The language a text is most probably in, as BCP 47, told by its function words; undefined when it is short or two languages come close.
 */
export function guessLanguage(text: string): string | undefined {
  const words =
    text
      .slice(0, SAMPLE)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  if (words.length < 20) return undefined;
  const scored = LANGUAGES.map(({ language, words: known }) => ({ language, share: words.filter((word) => known.has(word)).length / words.length }));
  scored.sort((a, b) => b.share - a.share);
  const [best, second] = scored;
  return best && second && best.share >= 0.15 && best.share >= 1.4 * second.share ? best.language : undefined;
}
