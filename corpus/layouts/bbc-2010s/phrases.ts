/** The fixed phrases of BBC pages of 2010-15 as an HTML-to-text extractor leaves them. Patterns are matched against whole trimmed lines. */

/** A layout looks for its phrases only in lines up to this length. */
export const PHRASE = 300;

/** `16 October 2012 Last updated at 15:32 GMT Help`; early pages: `Page last updated at 15:32 GMT, Tuesday, 16 October 2012`. */
export const LAST_UPDATED = /^(\d{1,2} \p{L}+ \d{4}) Last updated at (\d{1,2}:\d\d)(?: ([A-Z]{2,4}))?(?: Help)?$/u;
export const PAGE_LAST_UPDATED = /^Page last updated at (\d{1,2}:\d\d) ([A-Z]{2,4}), (?:\p{L}+,? )?(\d{1,2} \p{L}+ \d{4})(?: \d{1,2}:\d\d UK)?$/u;

export const START_QUOTE = /^[“"]?Start Quote$/;
export const END_QUOTE = /^End Quote(?:\s+(\S.*))?$/;

export const BYLINE = /^(?:By (?=\p{Lu})|Article written by )/u;

/** The head of a list of links whose items belong to the page, not to the story. */
export const LINKS_HEAD = /^(?:Related Stories|Share this page|More from \p{Lu}\S*|BBC navigation|Accessibility links|Most Popular|Top stories)$/u;

/** Single lines that are never the story's. */
export const FURNITURE_LINE = new RegExp(
  `^(?:${[
    'Continue reading the main story',
    'Related Stories',
    'Share this page',
    'Read full article',
    'Read More',
    'RSS',
    'Jump to comments pagination',
    '(?:bbc\\.co\\.uk|BBC) navigation',
    'Accessibility links',
    'Media playback is (?:not supported|unsupported) on (?:your|this) device',
    'Please turn on JavaScript\\..*',
    'This (?:video|content|media).*(?:JavaScript|Flash).*',
    '(?:Click|Press) to play',
    'Follow \\p{Lu}\\S* on Twitter',
    "In today's Magazine",
    'Read the terms and conditions',
    'Terms and conditions',
    'Send your pictures and videos to .*',
    'If you are happy to be contacted by a BBC journalist.*',
    'Live from \\d\\d:\\d\\d to \\d\\d:\\d\\d',
    'Try our new site and tell us what you think\\..*',
    'Take me there',
  ].join('|')})$`,
  'u',
);

/** Where the story has ended for certain. */
export const TAIL =
  /^(?:More on This Story|From other news sites|Related Internet links|The BBC is not responsible for the content of external (?:Internet )?sites.*|(?:Copyright © \d{4} BBC|BBC © \d{4}|© BBC \d{4}).*|Related video ?\/ ?audio|Elsewhere on (?:the )?BBC(?: News)?|About BBC News|BBC links|This page is best viewed in an up-to-date web browser.*)$/;

/** Where it has ended unless whole paragraphs follow: as headings these could stand in a story. */
export const WEAK_TAIL =
  /^(?:More .{2,40} stories|Around the BBC|Features(?: & Analysis)?|From BBC \p{Lu}\S*|BBC (?:Future|Culture|Capital|Travel)|Programmes|Services|Top stories|Most (?:Popular|watched)|Share this page|Read More|Add your comment)$/u;

export const COPYRIGHT = /(?:Copyright © \d{4} BBC|BBC © \d{4}|© BBC \d{4}|© \d{4} BBC)/;

export const COMMENTS_HEAD = /^(?:Comments|COMMENTS|Have your say|Your comments|!@#\$%\^&\*\(\)\s*COMMENTS)$/;
export const COMMENTS_START = /^(?:This entry is now closed for comments|Jump to comments pagination|!@#\$%\^&\*\(\)\s*COMMENTS)$/;
export const COMMENTS_CLOSED = /^This entry is now closed for comments/;
export const ALL_COMMENTS = /^(?:[•*·-]\s+)?All Comments \(?([\d,]{1,9})\)?$/i;
export const COMMENTS_SHOWN = /^Comments ([\d,]{1,9}) of ([\d,]{1,9})$/i;
export const EDITORS_PICKS = /^(?:[•*·-]\s+)?Editors['’] Picks?$/i;
export const ORDER_BY = /^(?:[•*·-]\s+)?Order by:?$/i;
export const COMMENT_PAGE = /^Page (\d{1,6}) of (\d{1,6})$/i;

export const RATE_THIS = /^(?:[•*·-]\s*)?rate this(?:\s+([+\-−–]?\d{1,6}))?$/i;
export const RATING = /^[+\-−–]?\d{1,6}$/;
export const COMMENT_NUMBER = /^Comment number (\d{1,7})\.?(?:\s+(\S.*))?$/i;
/** `12. Ann`: a hand-cleaned head; only with a time on the next line. */
export const BARE_NUMBER = /^(\d{1,7})\.\s*(\S.{0,60})$/;
export const POSTED = /^\d{1,2}(?:st|nd|rd|th) \p{L}+ \d{4} - \d{1,2}:\d\d$/iu;
export const AGO = /^(?:\d{1,4}|an?|one) (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) ago$/i;
export const REPORT_OR_LINK = /^(?:[•*·-]\s*)?(?:Report this comment|Link to this) ?\(Comment number \d{1,7}\)$/i;
