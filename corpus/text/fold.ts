/** Letters that Unicode does not decompose but readers type plainly. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
  '\u2018': "'",
  '\u2019': "'",
  '\u02bc': "'",
  '\u2010': '-',
  '\u2011': '-',
};

/** Whether every unit is ASCII. */
function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/**
 * The form in which words are compared: lower case, without accents, compatibility forms and typographic apostrophes undone
 * (`Élysée’s` → `elysee's`). Only the combining marks of Latin, Greek and Cyrillic go; vowel signs of other scripts are letters.
 * The result can have another length: fold words, not texts whose offsets matter.
 */
export function foldText(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u00ad\u200b-\u200d\ufeff]+/g, '')
    .toLowerCase()
    .replace(/[\u0300-\u036f]+/g, '')
    .replace(/[ßæœøđðþłħıς\u2018\u2019\u02bc\u2010\u2011]/g, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFC');
}
