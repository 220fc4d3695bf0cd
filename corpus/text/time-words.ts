/** The words dates and times are written with, in English, French, German and Spanish. Sources of regular expressions, to be used with the flags `iu`. */

/** Names of months, by month; a name stands for its month in whichever language it comes. */
const MONTH_NAMES: readonly string[] = [
  'january|janvier|januar|jänner|enero',
  'february|février|fevrier|februar|febrero',
  'march|mars|märz|maerz|marzo',
  'april|avril|abril',
  'may|mai|mayo',
  'june|juin|juni|junio',
  'july|juillet|juli|julio',
  'august|août|aout|agosto',
  'september|septembre|septiembre|setiembre',
  'october|octobre|oktober|octubre',
  'november|novembre|noviembre',
  'december|décembre|decembre|dezember|diciembre',
];
/** Short forms that are months wherever a day stands beside them. */
const SHORT_MONTHS: readonly string[] = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep|sept', 'oct', 'nov', 'dec'];
/** Short forms that are words of their own in another language, `ago` for one: they need a day before them and a year after. */
const SHORT_WITH_YEAR: readonly string[] = ['janv|jän|ene', 'févr|fév|fevr', 'mrz|mär', 'avr|abr', '', '', 'juil', 'ago', 'set', 'okt', '', 'déc|dez|dic'];

export const MONTH = `(?:${[...MONTH_NAMES, ...SHORT_MONTHS].join('|')})\\.?`;
export const YEARED_MONTH = `(?:${SHORT_WITH_YEAR.filter((forms) => forms !== '').join('|')})\\.?`;

/** A day of the week before a date, with what parts them. Short forms that are names too, `Sam` and `Mo`, need their stop or a date such as `3.9.` after them. */
export const WEEKDAY = `(?:(?:${[
  '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?',
  '(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?=,? \\d)',
  '(?:mon|diens|donners|frei|sams)tag|mittwoch|sonnabend|sonntag|(?:mo|di|mi|do|fr|sa|so)(?=\\.?,? \\d{1,2}\\.)',
  '(?:lunes|martes|miércoles|miercoles|jueves|viernes|sábado|sabado|domingo)(?=,? \\d)',
  '(?:lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom)(?=\\.,? \\d)',
].join('|')})\\.?,? )?`;

/** 1 to 12, for a month's name or short form. */
export function monthOf(name: string): number | undefined {
  const word = name.toLowerCase();
  for (const names of [MONTH_NAMES, SHORT_MONTHS, SHORT_WITH_YEAR]) {
    const found = names.findIndex((forms) => forms.split('|').includes(word));
    if (found >= 0) return found + 1;
  }
  return undefined;
}

const COUNT = '\\d{1,3}';
const CLOCK = '\\d{1,2}(?:[:.]| ?h ?)\\d\\d';

/** Times that are told from now: `9 Minutes ago`, `il y a 3 jours`, `vor 2 Stunden`, `hace 5 minutos`, `gestern um 14:05 Uhr`. */
export const RELATIVE = [
  `(?:(?:about|over|almost|nearly|less than) )?(?:${COUNT}|an?|one|a few) (?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?|yrs?)\\.? ago`,
  `${COUNT} ?(?:mo|[smhdwy]) ago|just now|(?:a )?moments? ago`,
  '(?:yesterday|today),? at \\d{1,2}:\\d\\d ?(?:[ap]m)?',
  `il y a (?:environ |(?:plus|moins) d(?:e |['’]))?(?:${COUNT}|une?|quelques) ?(?:secondes?|sec|s|minutes?|min|mn|heures?|h|jours?|j|semaines?|mois|ans?|années?)`,
  `à l['’]instant|(?:hier|aujourd['’]hui),? à ${CLOCK}`,
  `vor (?:etwa |ca\\. |über |fast |rund |mehr als )?(?:${COUNT}|eine[mrn]?|wenigen|einigen) (?:sekunden?|sek|minuten?|min|stunden?|std|tag(?:en?)?|wochen?|monat(?:en?)?|jahr(?:en?)?)\\b`,
  `(?:heute|gestern|vorgestern)(?:,? um|,| -)? ${CLOCK}(?: ?uhr)?`,
  `hace (?:cerca de |aproximadamente |más de |casi )?(?:${COUNT}|una?|un[oa]s|poc[oa]s) ?(?:segundos?|seg|minutos?|min|horas?|h|d[ií]as?|semanas?|mes(?:es)?|años?)`,
  `ahora mismo|(?:ayer|hoy),? a las? ${CLOCK}`,
].join('|');

/** How many units ago, where it is stated: the count and the unit. */
export const AGO: readonly RegExp[] = [
  /^(?:(?:about|over|almost|nearly|less than) )?(\d{1,3}|an?|one) ?(\p{L}+)\.? ago$/iu,
  /^il y a (?:environ |(?:plus|moins) d(?:e |['’]))?(\d{1,3}|une?) ?(\p{L}+)$/iu,
  /^vor (?:etwa |ca\. |über |fast |rund |mehr als )?(\d{1,3}|eine[mrn]?) (\p{L}+)$/iu,
  /^hace (?:cerca de |aproximadamente |más de |casi )?(\d{1,3}|una?) ?(\p{L}+)$/iu,
];

/** Units fine enough to tell a moment by, in seconds. */
const UNITS: readonly (readonly [unit: RegExp, seconds: number])[] = [
  [/^(?:s|se[ck].*|sek.*|seg.*)$/, 1],
  [/^(?:m|min.*|mn)$/, 60],
  [/^(?:h|hour.*|hrs?|heure.*|hora.*|stunde.*|std)$/, 3600],
  [/^(?:d|j|day.*|jour.*|tag.*|d[ií]a.*)$/, 86_400],
  [/^(?:w|week.*|wk.*|semaine.*|woche.*|semana.*)$/, 7 * 86_400],
];

/** Seconds of a unit of time, undefined for months and years. */
export function secondsOf(unit: string): number | undefined {
  return UNITS.find(([form]) => form.test(unit.toLowerCase()))?.[1];
}
