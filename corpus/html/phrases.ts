import { OTHER_FURNITURE, PUBLISHED_BY, UPDATED } from '../layouts/phrases.ts';

/** What names of classes and short texts say about the parts of an article page. Names are matched in lower case, texts squashed. */

const names = (...words: readonly string[]): RegExp => new RegExp(`(?:^|[\\s_-])(?:${words.join('|')})(?:$|[\\s_-])`);

export const CAPTION_NAMES = names(
  '(?:img|image|photo|picture|media|wp|figure|video)?-?caption(?:-?text|s)?',
  '(?:img|image|photo|picture|media)?-?credits?',
  'figcaption',
  'cutline',
  'cap',
  'photographer',
  'gallery(?:-?\\w+)?',
  'slideshow',
  'imagecaption\\w*',
  'image-?(?:text|desc|description)',
  'photo-?(?:text|desc|description)',
  'legende?',
  'bildunterschrift',
  'bildtext',
);

export const BYLINE_NAMES = names(
  'by-?line\\w*',
  'authors?',
  'author-?(?:name|info|names|line)',
  'writer',
  'entry-?author',
  'post-?author',
  'article-?author',
  'contributors?',
  'reporter',
);

export const DATE_NAMES = names(
  'date-?line',
  'time-?stamp',
  '(?:pub|publish|published|publication|post|entry|article|story)-?(?:date|time|meta|info|details)',
  'date',
  'meta',
  'entry-?meta',
  'story-?date',
  'last-?updated',
);

export const STANDFIRST_NAMES = names('stand-?first', 'sub-?title', 'sub-?head(?:line|ing)?', 'dek', 'deck', 'strapline', 'kicker-?text');

/** Parts that hold links, tools and notices, not the story. */
export const FURNITURE_NAMES = names(
  'nav\\w*',
  'menu',
  'bread-?crumbs?',
  '(?:see-?)?related\\w*',
  'more-?(?:on|from|stories|news|links|like)(?:-\\w+)*',
  '(?:see-?|read-?)also',
  'recommend(?:ed|ations?)?',
  'share\\w*',
  'sharing\\w*',
  'share-?(?:bar|tools|links|buttons)',
  'social\\w*',
  'add-?this\\w*',
  'follow\\w*',
  'newsletters?\\w*',
  'subscri\\w+',
  'sign-?up\\w*',
  'promos?\\w*',
  'advert\\w*',
  'ads?',
  'ad-\\w+',
  'sponsor\\w*',
  'tags?',
  'tag-?(?:list|cloud|links)',
  'tagged',
  'topics?',
  'keywords',
  '(?:about-?the-?)?author-?(?:bio|box|description|profile)',
  'bio',
  'outbrain\\w*',
  'taboola\\w*',
  'most-?(?:read|popular|viewed|shared|commented)\\w*',
  'popular\\w*',
  'trending\\w*',
  'read-?(?:more|next)',
  'toolbar',
  '(?:article|story|page)-?tools',
  'tools',
  'pagination',
  'pager',
  'disclaimer',
  'copyright',
  'comments?(?:-?(?:count|list|section|area|form|link|box))?',
  'respond',
  'poll',
  'widget\\w*',
  'sidebar\\w*',
  'teasers?',
  'hidden-?\\w*',
  'visually-?hidden',
  'screen-?reader-?text',
  'sr-?only',
  'hyper(?:puff|-?depth\\w*)\\w*',
  'corrections?',
  'player\\w*',
  'video-?(?:player|container|info)',
  'utility-?\\w*',
);

const line = (...patterns: readonly string[]): RegExp => new RegExp(`^(?:${patterns.join('|')})$`, 'iu');

/** Short texts that are never the story's. */
export const FURNITURE_TEXT = line(
  'advertisements?|anzeige|publicité|werbung|publicidad',
  '(?:story continues|continue reading|article continues|scroll down).{0,60}',
  '(?:read|see|watch|find out|learn|click|view|hear|listen) (?:more|also|here|now|next|full .{0,30}|the full .{0,30})\\W*',
  '(?:read|see) (?:more|also)\\s?:.*',
  '(?:more|related)(?: (?:stories|articles|news|links|content|coverage|topics|video|posts|from .{0,40}|on this (?:story|topic)))?\\s*:?',
  'share(?: (?:this|on|via|with|it).{0,50})?|tweet(?: this)?|e?-?mail(?: this)?.{0,20}|print(?: this)?.{0,20}|pin it|like us.{0,50}|comments?(?: \\(?\\d+\\)?)?|\\d+ comments?|save|close|reprints?|send',
  '(?:follow|find|like|join) (?:us|me|him|her|\\p{Lu}\\S*|@\\S+)(?: \\S+){0,4} on (?:twitter|facebook|instagram|google\\+?).{0,40}',
  '(?:sign up|subscribe|register|log ?in|sign in)(?: |\\b).{0,120}',
  '(?:get|receive) .{0,60}(?:newsletter|inbox|e-?mail alerts?).{0,60}',
  '(?:copyright|©|\\(c\\)) .{0,160}',
  'all rights reserved\\.?.{0,60}',
  '(?:tags?|filed under|topics?|categories|category|keywords|schlagworte|mots[- ]clés)\\s*:.{0,200}',
  '(?:this (?:content|video|page)).{0,60}(?:javascript|flash|browser).{0,60}',
  '(?:please )?(?:turn on|enable) javascript.{0,80}',
  'media (?:playback is|caption).{0,80}',
  '(?:loading|please wait)(?:\\.{3}|…)?.{0,20}',
  '(?:photo|image|picture|foto|bild|crédits?(?: photo)?|credit|source|archive image|file photo|getty images|reuters|afp|ap photo)s?\\s?[:/©].{0,120}',
  '(?:updated|published|posted|last (?:updated|modified)|first published|publié|mis à jour|veröffentlicht|aktualisiert)\\b.{0,80}\\d.{0,40}',
  '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\\d{1,2}(?:st|nd|rd|th)? \\p{L}{3,10},?|\\p{L}{3,10} \\d{1,2}(?:st|nd|rd|th)?),? \\d{4}(?:,? (?:at )?\\d{1,2}[:.]\\d\\d.{0,20})?',
  "by \\p{Lu}[\\p{L}.’'-]*(?: (?:and |\\p{Lu})[\\p{L}.’'-]*){1,6}",
  '(?:posted|published|written) by .{1,100}',
  '(?:click|tap) (?:here|to|on) .{0,80}',
  'view (?:all|gallery|slideshow|photos?|more).{0,60}',
  'start the (?:conversation|discussion).{0,40}',
  '(?:have your say|leave a (?:comment|reply)|post a comment|join the (?:conversation|discussion)).{0,60}',
  '(?:back to )?top(?: of page)?|next|previous|prev|«|»',
  OTHER_FURNITURE,
  `(?:${PUBLISHED_BY}|${UPDATED})(?!\\p{L}).{0,80}\\d.{0,40}`,
);

/** Headings after which no story follows. */
export const TAIL_HEADING = line(
  'more on this story.{0,20}',
  'related (?:links|stories|articles|content|topics|coverage|posts|news|internet links|bbc sites)\\s*:?',
  'around the (?:bbc|web)|from (?:other news sites|around the web|the web)|elsewhere on .{0,30}',
  'more from .{0,40}|more .{0,30} (?:stories|news|headlines)|most (?:popular|read|viewed|shared).{0,30}',
  '(?:you (?:may|might) also (?:like|be interested in)).{0,30}|recommended(?: for you)?|sponsored (?:links|content|stories)|what others are reading.{0,30}|lire aussi.{0,20}|à lire aussi.{0,20}|mehr zum thema.{0,20}|lesen sie auch.{0,20}|auch interessant.{0,20}|(?:le|lo) más leído|te puede interesar.{0,20}|noticias relacionadas.{0,20}|sur le même sujet.{0,20}|\\d+ (?:kommentare?|commentaires?|comentarios?)|(?:leser)?kommentare?(?: \\(\\d+\\))?|(?:commentaires?|comentarios?)(?: \\(\\d+\\))?|see also\\s*:?|read more\\s*:?|top stories|share this.{0,30}|about the author|your comments|have your say|comments?(?: \\(\\d+\\))?|\\d+ comments|leave a (?:comment|reply).{0,20}|start quote',
);

/** What a site says to those who have not signed up. */
export const NOTICE =
  /\b(?:register(?:ed|ing)?(?: now| members?| users?)?|registration|log(?:ged|ging)? in|sign(?:ed|ing)? up|reset your password|(?:become|as) a (?:member|guest)|joining our community|contribute content|this forum is for|your favorite social networks|all times are gmt|online community)\b/i;
