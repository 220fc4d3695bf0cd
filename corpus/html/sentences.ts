/** Letters of scripts written without spaces between words; about two of them make a word. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/g;
const UNSPACED_WORD = 2;

/** How many words a text has, near enough to tell a label from a sentence, in scripts with spaces between words and without. */
export function wordsIn(text: string): number {
  const spaced = (text.match(/\S+/g) ?? []).length;
  if (!/[\u0e00-\uffff]/.test(text)) return spaced;
  const letters = text.match(UNSPACED)?.length ?? 0;
  return letters === 0 ? spaced : Math.max(spaced, Math.round(letters / UNSPACED_WORD));
}

/** Whether a text ends as sentences do, in any script: with a full stop, a question, a colon, or a closing quotation mark or bracket. */
export const endsAsSentence = (text: string): boolean => /[.!?…:;"”’»)\]。！？；：」』】）〉》؟۔।॥։።។]$/u.test(text);
