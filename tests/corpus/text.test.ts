import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, unitOf1252 } from '../../corpus/text/decode.ts';
import { detectEncoding, isBinary } from '../../corpus/text/detect.ts';
import { foldText } from '../../corpus/text/fold.ts';
import { guessLanguage } from '../../corpus/text/language.ts';
import { repairMojibake } from '../../corpus/text/mojibake.ts';
import { codePointCounter, codePointLength, codePointsAt, sliceByCodePoints, utf16At } from '../../corpus/text/offsets.ts';
import { sha256 } from '../../corpus/text/sha256.ts';
import { findTime, isoOf, resolveTime } from '../../corpus/text/times.ts';
import { countWords, eachWord, wordsOf } from '../../corpus/text/words.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16le = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf16le'));
const utf16be = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf16le').swap16());
const joined = (...parts: (Uint8Array | number[])[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

describe('decoding', () => {
  it('finds the encoding by its mark, by zero bytes, by validity, or takes windows-1252', () => {
    expect(detectEncoding(joined([0xef, 0xbb, 0xbf], utf8('é')))).toEqual({ encoding: 'utf-8', bom: 3 });
    expect(detectEncoding(joined([0xff, 0xfe], utf16le('é')))).toEqual({ encoding: 'utf-16le', bom: 2 });
    expect(detectEncoding(utf16le('A line of text\r\n'))).toEqual({ encoding: 'utf-16le', bom: 0 });
    expect(detectEncoding(utf16be('A line of text\r\n'))).toEqual({ encoding: 'utf-16be', bom: 0 });
    expect(detectEncoding(utf8('caf\u00e9'))).toEqual({ encoding: 'utf-8', bom: 0 });
    expect(detectEncoding(Uint8Array.of(0x63, 0x61, 0x66, 0xe9))).toEqual({ encoding: 'windows-1252', bom: 0 });
  });
  it('keeps UTF-8 with a few damaged bytes as UTF-8, and counts the places', () => {
    const bytes = joined(utf8('‘one’ “two”'), [0x80, 0xe2, 0x82], utf8(' end’'));
    const decoded = decode(bytes);
    expect(decoded).toMatchObject({ encoding: 'utf-8', undecodable: 2, text: '‘one’ “two”\ufffd\ufffd end’' });
    expect(decoded.bytesOf(11, 13)).toEqual([19, 22]);
  });
  it('decodes windows-1252 by the web’s table', () => {
    expect(decode(Uint8Array.of(0x80, 0x92, 0xa3, 0x81, 0xff)).text).toBe('€’£\u0081ÿ');
    for (let byte = 0; byte < 256; byte++) expect(unitOf1252(byte)).toBeLessThan(0x2123);
  });
  it('maps every offset to the byte where its character begins, in every encoding', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\r\n', 'é', '’', '😀', ' ', '漢'), maxLength: 400 });
    fc.assert(
      fc.property(text, fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'), (sample, encoding) => {
        const encode = { 'utf-8': utf8, 'utf-16le': utf16le, 'utf-16be': utf16be }[encoding];
        const mark = { 'utf-8': [0xef, 0xbb, 0xbf], 'utf-16le': [0xff, 0xfe], 'utf-16be': [0xfe, 0xff] }[encoding];
        const decoded = decode(joined(mark, encode(sample)));
        expect(decoded.text).toBe(sample);
        let at = 0;
        let byte = mark.length;
        for (const character of sample) {
          expect(decoded.byteAt(at)).toBe(byte);
          expect(decoded.utf16At(byte)).toBe(at);
          if (character.length === 2) expect(decoded.byteAt(at + 1)).toBe(byte);
          const length = encode(character).length;
          expect(decoded.bytesOf(at, at + 1)).toEqual([byte, byte + length]);
          at += character.length;
          byte += length;
        }
        expect(decoded.byteAt(at)).toBe(decoded.byteLength);
      }),
      { numRuns: 60 },
    );
  });
  it('agrees with the platform’s decoder on any bytes, and its mapping never goes back', () => {
    const part = fc.oneof(
      fc.constantFrom([...utf8('é’😀a')], [0xe2, 0x80], [0xf0, 0x9f], [0xc0], [0xed, 0xa0, 0x80], [0xf4, 0x90]),
      fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 200 }), (parts) => {
        const bytes = Uint8Array.from(parts.flat());
        const decoded = decode(bytes);
        if (decoded.encoding === 'utf-8' && detectEncoding(bytes).bom === 0)
          expect(decoded.text).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
        for (let at = 0, last = -1; at <= decoded.text.length; at++) {
          const byte = decoded.byteAt(at);
          expect(byte).toBeGreaterThanOrEqual(last);
          last = byte;
        }
      }),
      { numRuns: 100 },
    );
  });
  it('refuses offsets outside the text', () => {
    expect(() => decode(utf8('ab')).byteAt(3)).toThrow(RangeError);
    expect(() => decode(utf8('ab')).utf16At(-1)).toThrow(RangeError);
  });
  it('tells binary files from text', () => {
    for (const magic of ['%PDF-1.4', 'PK\u0003\u0004', 'GIF89a']) expect(isBinary(utf8(magic))).toBe(true);
    expect(isBinary(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))).toBe(true);
    expect(isBinary(new Uint8Array(100))).toBe(true);
    for (const text of [utf8('plain text\n'), utf16le('plain text\n'), new Uint8Array(0), Uint8Array.of(0xe9, 0x20)]) expect(isBinary(text)).toBe(false);
  });
});

describe('hashes and offsets', () => {
  it('hashes as the platform does', () => {
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    for (let length = 0; length < 200; length += 7) {
      const bytes = new Uint8Array(length).fill(length);
      expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });
  it('counts code points, not UTF-16 units', () => {
    expect([0, 2, 3, 4, 9, 1].map(codePointCounter('a😀b'))).toEqual([0, 1, 2, 3, 3, 1]);
    expect([codePointsAt('a😀b', 3), codePointsAt('a😀b', 2), utf16At('a😀b', 2), codePointLength('a😀b')]).toEqual([2, 1, 3, 3]);
    expect(sliceByCodePoints('a😀b', 1, 2)).toBe('😀');
  });
});

describe('words', () => {
  it('folds case, accents and apostrophes', () => {
    expect(foldText('Élysée’s STRASSE Straße Łódź')).toBe("elysee's strasse strasse lodz");
  });
  it('gives folded words with their places', () => {
    expect(wordsOf('Don’t re-read Café 3.14')).toEqual([
      { word: "don't", from: 0, to: 5 },
      { word: 're', from: 6, to: 8 },
      { word: 'read', from: 9, to: 13 },
      { word: 'cafe', from: 14, to: 18 },
      { word: '3.14', from: 19, to: 23 },
    ]);
    expect(wordsOf('我爱北京').length).toBeGreaterThan(1);
  });
  it('cuts ASCII as the platform’s segmenter does', () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
    const text = fc.string({ unit: fc.constantFrom(...'aB1_.,;\'" -@#/\n!?'), maxLength: 40 });
    fc.assert(
      fc.property(text, (sample) => {
        const expected = [...segmenter.segment(sample)].filter(({ isWordLike }) => isWordLike).map(({ segment, index }) => [segment.toLowerCase(), index]);
        expect(wordsOf(sample).map(({ word, from }) => [word, from])).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
  it('cuts Latin text with typographic signs as the platform’s segmenter does', () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
    const units = [..."aZ1_.,;:'’‘“”„‟‚‛–—―‒…€•éÉßøÐþÿœŁıİŉſž×÷£§·ªº²½µ¬¿«»°© \u00a0\u00ad\u2010\u2011\u200b\u0301\u0085ёא中👍"];
    // all that can stand alone, and more often what is in most texts
    const text = fc.string({ unit: fc.oneof(fc.constantFrom(...'aé1’.“ :'), fc.constantFrom(...units)), maxLength: 12 });
    const all = Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code));
    const signs = Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(0x2000 + code));
    const samples = [...all, ...signs].flatMap((sign) => [sign, `a${sign}b`, `1${sign}2`, `a${sign}1`, `_${sign}_`, `a${sign}${sign}b`, `é${sign}’b`]);
    const same = (sample: string): void => {
      const expected = [...segmenter.segment(sample)]
        .filter(({ isWordLike }) => isWordLike)
        .map(({ segment, index }) => ({ word: foldText(segment), from: index, to: index + segment.length }));
      expect(wordsOf(sample)).toEqual(expected);
      const visited: unknown[] = [];
      eachWord(sample, (from, to, folded) => visited.push({ word: folded ?? sample.slice(from, to).toLowerCase(), from, to }));
      expect(visited).toEqual(expected);
    };
    for (const sample of samples) if (!/[A-Za-z]:[A-Za-z]/.test(sample)) same(sample);
    fc.assert(fc.property(text, same), { numRuns: 5000 });
  });
  it('counts words as they are parted', () => {
    expect(countWords("It's a well-known café, isn’t it?")).toBe(6);
  });
  it('guesses a language only when sure', () => {
    expect(guessLanguage('The mayor said that the bridge was not to be built, and that they had no money for it in this year or the next one.')).toBe('en');
    expect(guessLanguage('Der Bürgermeister sagte, dass die Brücke nicht gebaut wird und dass es für das Jahr auch kein Geld mehr von der Stadt ist.')).toBe(
      'de',
    );
    expect(guessLanguage('Le maire a dit que les travaux ne sont pas prévus et que la ville est dans une situation qui ne permet pas le pont.')).toBe('fr');
    expect(guessLanguage('Kelby 3 Marlow 1')).toBeUndefined();
  });
});

describe('mojibake', () => {
  it('is undone where the bytes turn back into UTF-8', () => {
    expect(repairMojibake('protestersâ€™ cafÃ© Â£5 â€œyesâ€\u009d ðŸ˜€')).toBe('protesters’ café £5 “yes” 😀');
  });
  it('is not seen in honest text', () => {
    for (const text of ['château â la carte', 'Voilà\u00a0» dit-il', '£5 ‘quoted’ É', 'São Â', '']) expect(repairMojibake(text)).toBeUndefined();
  });
});

describe('stated times', () => {
  it.each([
    ['16th October 2012 - 16:41', '2012-10-16T16:41'],
    ['24TH JULY 2012 - 15:48', '2012-07-24T15:48'],
    ['July 7, 2012 at 12:27 am', '2012-07-07T00:27'],
    ['Monday, November 5 2012', '2012-11-05'],
    ['2012-11-09 17:18', '2012-11-09T17:18'],
    ['10/28/12 5:33 PM', '2012-10-28T17:33'],
    ['12 Nov 2012 at 11:20 am PST', '2012-11-12T11:20-08:00'],
    ['17 July 2013 01:21 BST', '2013-07-17T01:21+01:00'],
    ['7 juillet 2012 à 12:27', '2012-07-07T12:27'],
    ['7. Juli 2012, 12:27 Uhr', '2012-07-07T12:27'],
    ['3 septembre 2013 à 14h05', '2013-09-03T14:05'],
    ['mardi 3 septembre 2013 à 14 h 05 min', '2013-09-03T14:05'],
    ['3\u00a0septembre 2013 à 14\u202fh\u202f05', '2013-09-03T14:05'],
    ['1er févr. 2013 à 9h05', '2013-02-01T09:05'],
    ['03/09/2013 à 14:05', '2013-09-03T14:05'],
    ['03.09.2013, 14:05 Uhr', '2013-09-03T14:05'],
    ['03.09.2013 um 14.05 Uhr', '2013-09-03T14:05'],
    ['Dienstag, 3. September 2013 um 14:05', '2013-09-03T14:05'],
    ['Di, 3. Dez. 2013 | 14:05', '2013-12-03T14:05'],
    ['14:05 Uhr, 3. September 2013', '2013-09-03T14:05'],
    ['3 de septiembre de 2013, 14:05', '2013-09-03T14:05'],
    ['martes, 3 de septiembre de 2013 a las 14:05 horas', '2013-09-03T14:05'],
    ['3 septiembre, 2013 en 2:05 pm', '2013-09-03T14:05'],
    ['5 ago. 2013 14:05 h', '2013-08-05T14:05'],
  ])('%s is %s', (text, iso) => {
    expect(findTime(`${text}`)?.time).toEqual({ text, at: iso });
  });
  it('are left as text where day and month, the year or the moment cannot be known', () => {
    expect(findTime('Ann 11.05.12 at 4:07 pm')?.time).toEqual({ text: '11.05.12 at 4:07 pm' });
    expect(findTime('November 12th')?.time).toEqual({ text: 'November 12th' });
    expect(findTime('9 Minutes ago')?.time).toEqual({ text: '9 Minutes ago' });
    expect(isoOf('31 February 2012')).toBeUndefined();
    expect(findTime('A line with 100 people')).toBeUndefined();
    expect(findTime('03.09.2013')?.time).toEqual({ text: '03.09.2013' });
    expect(isoOf('03.09.2013', true)).toBe('2013-09-03');
    expect(isoOf('09/25/2013', true)).toBe('2013-09-25');
  });
  it.each([
    ['vor 2 Stunden', '2013-09-03T12:05Z'],
    ['vor einer Stunde', '2013-09-03T13:05Z'],
    ['vor etwa 20 Min', '2013-09-03T13:45Z'],
    ['vor 3 Tagen', '2013-08-31'],
    ['il y a 3 jours', '2013-08-31'],
    ['il y a environ 2 heures', '2013-09-03T12:05Z'],
    ['il y a 5\u00a0min', '2013-09-03T14:00Z'],
    ['hace 5 minutos', '2013-09-03T14:00Z'],
    ['hace una semana', '2013-08-27'],
    ['3h ago', '2013-09-03T11:05Z'],
    ['an hour ago', '2013-09-03T13:05Z'],
    ['hace 2 años', undefined],
    ['vor einem Monat', undefined],
    ['gestern um 14:05 Uhr', undefined],
    ['hier à 14h05', undefined],
    ['ayer a las 14:05', undefined],
    ['just now', undefined],
  ])('%s is told from now', (text, at) => {
    expect(findTime(`Ann, ${text}`)).toMatchObject({ from: 5, to: 5 + text.length, time: { text }, relative: true });
    expect(resolveTime({ text }, '2013-09-03T14:05:00Z')).toEqual(at === undefined ? { text } : { text, at });
  });
  it('are not what other words stand beside figures for', () => {
    for (const line of ['vor 30 Leuten', 'il y a 20 personnes', 'hace 3 veces', 'ago', 'Mai']) expect(findTime(line), line).toBeUndefined();
    expect(findTime('Sam May 3, 2012 at 9:26 am')?.from).toBe(4);
    expect(findTime('Mo, May 3, 2012')?.from).toBe(4);
  });
});
