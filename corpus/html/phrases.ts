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

export const STANDFIRST_NAMES = names(
  'stand-?first',
  'sub-?title',
  'sub-?head(?:line|ing)?',
  'dek',
  'deck',
  'strapline',
  'kicker-?text',
  'chapo',
  'sub-?titulo\\w*',
);

/** Boxes about who wrote the story. */
export const PROFILE_NAMES = names(
  '(?:about-?)?(?:the-?)?(?:post-?|article-?|entry-?)?authors?-?(?:bio|box|info|about|card|desc|description|profile|details|block)',
  'about-?(?:the-?)?authors?',
  'biography',
  'bio',
);

/** Class names of page builders and their widgets, which say nothing of what is in them. */
const BUILDERS = /(?:^|\s)(?:elementor|wpb|vc|et_pb|fl|td[bcm]?|brxe|jeg|jnews|wp-block|tribe|fusion|avada|ast|e-con|widget_text|textwidget)(?=[-_\s]|$)\S*/g;
/** The names of an element without those that a page builder gives to everything. */
export const tellingNames = (given: string): string => given.replace(BUILDERS, ' ').trim();

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
  '(?:adjust|resize)-?(?:text|font)\\w*',
  '(?:text|font)-?size\\w*',
  'cookie\\w*',
  'consent\\w*',
  'gdpr\\w*',
  '(?:pay|reg|meter)-?wall-?(?:message|banner|prompt|teaser|overlay|offer|box|cta)',
  '(?:article-?)?cta',
  'call-?to-?action',
  'pop-?ups?',
  'modal\\w*',
  'print-?only',
  'jp-relatedposts',
  'yarpp\\w*',
  'crp_related',
  'sharedaddy',
  'mashsb\\w*',
  'ssba\\w*',
  'donat(?:e|ion)\\w*',
  'patreon\\w*',
  'toc(?:_container)?',
  'table-?of-?contents',
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
  '(?:copyright\\s*(?:©|\\(c\\)|\\d{4}|by\\b)|©|\\(c\\)\\s*\\d).{0,160}',
  'all rights reserved\\.?.{0,60}',
  '(?:tags?|filed under|topics?|categories|category|keywords|schlagworte|mots[- ]clés)\\s*:.{0,200}',
  '(?:this (?:content|video|page)).{0,60}(?:javascript|flash|browser).{0,60}',
  '(?:please )?(?:turn on|enable) javascript.{0,80}',
  'media (?:playback is|caption).{0,80}',
  '(?:loading|please wait)(?:\\.{3}|…)?.{0,20}',
  '(?:photo|image|picture|foto|bild|crédits?(?: photo)?|credit|source|archive image|file photo|getty images|reuters|afp|ap photo)s?\\s?[:/©].{0,120}',
  '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\\d{1,2}(?:st|nd|rd|th)? \\p{L}{3,10},?|\\p{L}{3,10} \\d{1,2}(?:st|nd|rd|th)?),? \\d{4}(?:,? (?:at )?\\d{1,2}[:.]\\d\\d.{0,20})?',
  '(?:posted|published|written) by .{1,100}',
  '(?:click|tap) (?:here|to|on) .{0,80}',
  'view (?:all|gallery|slideshow|photos?|more).{0,60}',
  'start the (?:conversation|discussion).{0,40}',
  '(?:have your say|leave a (?:comment|reply)|post a comment|join the (?:conversation|discussion)).{0,60}',
  '(?:back to )?top(?: of page)?|next|previous|prev|«|»',
  OTHER_FURNITURE,
  `(?:${PUBLISHED_BY}|${UPDATED})(?!\\p{L}).{0,80}\\d.{0,40}`,
  'text size|taille du texte|schriftgröße|tamaño (?:de(?:l)? )?(?:texto|letra)',
  '(?:view|see) (?:this|the) (?:post|tweet|video|photo) on .{1,20}|(?:a|ein|un) (?:post|beitrag|vidéo|photo|publicación) (?:shared|geteilt|publiée?|compartida) .{0,120}|embed(?:ded)? (?:tweet|video|from getty images)',
  '(?:à|a) lire aussi.*|lire aussi.*|(?:lire|voir) (?:la suite|plus|également).{0,60}|sur le même sujet.{0,20}|en savoir plus.{0,60}',
  'lesen sie (?:auch|mehr|hier).*|(?:auch|mehr) (?:zum thema|dazu|interessant).{0,80}|weiterlesen.{0,40}|mehr anzeigen',
  'lea también.*|lee también.*|le puede interesar.*|te puede interesar.*|más información.{0,40}|noticias? relacionadas?.{0,40}',
  'leggi anche.*|leggi di più.{0,40}|approfondisci.{0,60}|potrebbe interessarti.{0,60}',
  'leia (?:também|mais).*|veja (?:também|mais).*|saiba mais.{0,60}|continua (?:após|depois) d[ae] publicidade.{0,20}|continúa después de la publicidad.{0,20}',
  'lees ook.*|lees (?:meer|verder).{0,60}|läs (?:mer|också|även).*|les også.*|læs også.*|lue myös.*|czytaj (?:też|także|również|więcej).*|zobacz (?:też|także|również).*',
  'читайте (?:также|еще|ещё|на эту тему).*|смотрите также.*|по теме.{0,60}|реклама|фото\\s?:.{0,80}|подпис(?:ывайтесь|аться).{0,100}',
  'devamını oku.{0,40}|ilgili haber(?:ler)?.{0,80}|ayrıca okuyun.*|διαβάστε (?:επίσης|ακόμη).*',
  '(?:延伸阅读|相关阅读|相关新闻|推荐阅读|更多|點擊|分享|责任编辑|编辑|責任編輯|原标题|来源|來源)[：:].{0,120}|(?:関連記事|あわせて読みたい|続きを読む|もっと見る).{0,80}|(?:관련기사|관련뉴스|더보기).{0,80}',
  '(?:اقرأ أيضا|اقرأ المزيد|مواضيع ذات صلة|شاهد أيضا).{0,100}',
);

/** “By Ann Lee and Bo Ek”. Case tells it from “by then it was late”. */
export const BYLINE_TEXT = /^(?:by|By|BY) \p{Lu}[\p{L}.’'-]*(?: (?:and |& |AND )?\p{Lu}[\p{L}.’'-]*){1,6}(?:,? \p{Lu}[\p{L}.’'-]*){0,4}$/u;

/** “Published 4 May 2013, 10:12”. */
export const DATED_TEXT =
  /^(?:updated|published|posted|last (?:updated|modified)|first published|publié|mis à jour|veröffentlicht|aktualisiert|stand|actualizado|publicado|aggiornato|pubblicato|atualizado|gepubliceerd|bijgewerkt|опубликовано|обновлено|发布时间|更新)(?!\p{L})/iu;

/** A label before a link to something else: “Video: the ferry”, “READ MORE: …”, “IN PICTURES: …”. */
export const LABELLED_LINK =
  /^\W{0,3}(?:(?:video|photos?|pictures?|gallery|galleries|slideshow|watch|listen|audio|podcast|quiz|poll|interactive|infographics?|graphic|map|timeline|read|see|also|more|related|don['’]t miss|must.read|full (?:story|coverage|report)|background|opinion|analysis|dossier|vidéo|en images|lire|voir|mehr|auch|lees|leggi|lea|lee|ver|vea|mira|leia|veja|читайте|смотрите|czytaj|zobacz|läs|les|læs)(?!\p{L})[^:]{0,40}|\p{Lu}[\p{Lu} '’&-]{2,30})[:：]/u;

/** What a site says of itself, in whole sentences: of cookies, of its terms, of what a reader pays. */
export const STATEMENT =
  /^(?:(?:we|this (?:site|website|page)|our (?:site|website)) (?:uses?|and our partners|may (?:earn|receive))\b.{0,200}(?:cookies?|commission|affiliate)|by (?:continuing|clicking|submitting|signing up|subscribing|using this)\b.{0,200}(?:agree|consent|accept|terms|privacy)|(?:you have|you've) (?:reached|read|used|\d+) .{0,80}(?:free|articles?|limit)|(?:this (?:article|story|content) is|to (?:continue|keep|read) (?:reading|this|the)|already a (?:subscriber|member)|subscribe (?:now|today|to continue)).{0,200}(?:subscri|sign in|log in|register|member)|(?:javascript|cookies) (?:is|are|must|appears?)\b.{0,200}(?:enable|disabled|browser)|your browser (?:does not|doesn't|is).{0,120}|(?:diese|unsere) (?:website|seite|webseite) (?:verwendet|nutzt) cookies|(?:ce|notre) site (?:utilise|internet utilise) des cookies|est(?:e|a) (?:sitio|web|página) (?:utiliza|usa) cookies|questo sito (?:utilizza|usa) (?:i )?cookie)/i;

/** Headings after which no story follows. */
export const TAIL_HEADING = line(
  'more on this story.{0,20}',
  'related (?:links|stories|articles|content|topics|coverage|posts|news|internet links|bbc sites)\\s*:?',
  'around the (?:bbc|web)|from (?:other news sites|around the web|the web)|elsewhere on .{0,30}',
  'more from .{0,40}|more .{0,30} (?:stories|news|headlines)|most (?:popular|read|viewed|shared).{0,30}',
  '(?:you (?:may|might) also (?:like|be interested in)).{0,30}|recommended(?: for you)?|sponsored (?:links|content|stories)|what others are reading.{0,30}|lire aussi.{0,20}|à lire aussi.{0,20}|mehr zum thema.{0,20}|see also\\s*:?|read more\\s*:?|top stories|share this.{0,30}|about the author|your comments|have your say|comments?(?: \\(\\d+\\))?|\\d+ comments|leave a (?:comment|reply).{0,20}|start quote',
  'sur le même sujet.{0,20}|(?:à|a) voir aussi.{0,20}|voir aussi.{0,20}|articles? (?:liés?|similaires?|associés?).{0,20}|(?:nos|les|vos) (?:dernières|commentaires).{0,30}|commentaires?(?: \\(\\d+\\))?|\\d+ commentaires?',
  '(?:das könnte (?:sie|dich)|auch interessant|weitere (?:artikel|themen|meldungen|nachrichten)|ähnliche (?:artikel|beiträge)|verwandte (?:artikel|themen)|lesen sie auch|mehr (?:zu|über|aus|von) .{0,40}|schlagwörter|über den autor|über die autorin).{0,40}|(?:leser)?kommentare?(?: \\(\\d+\\))?|\\d+ (?:leser)?kommentare?',
  '(?:noticias|artículos|notas|temas|contenido|entradas) relacionad[ao]s?.{0,20}|(?:te|le|también te) (?:puede|podría) interesar.{0,20}|más (?:noticias|sobre|en|de) .{0,40}|lea (?:también|además).{0,20}|lo más (?:leído|visto).{0,20}|comentarios?(?: \\(\\d+\\))?|\\d+ comentarios?|archivado en.{0,10}|etiquetas.{0,10}',
  '(?:leggi anche|articoli correlati|notizie correlate|potrebbe(?:ro)? interessarti|commenti|i più letti).{0,30}|(?:leia também|veja também|notícias relacionadas|artigos relacionados|mais lidas|comentários|saiba mais).{0,30}',
  '(?:lees ook|meer over|gerelateerde? .{0,20}|reacties|lees meer|läs (?:mer|också)|relaterat|relaterade .{0,20}|kommentarer|les også|relaterte? .{0,20}|czytaj także|zobacz także|powiązane .{0,20}|komentarze).{0,30}',
  '(?:читайте также|материалы по теме|по теме|похожие .{0,20}|другие новости|новости по теме|комментарии|теги|ilgili haberler|yorumlar|etiketler|διαβάστε επίσης|σχετικά .{0,20}).{0,30}',
  '(?:相关新闻|相關新聞|相关阅读|相關閱讀|延伸阅读|延伸閱讀|推荐阅读|相关文章|热门推荐|评论|評論|留言|関連記事|関連ニュース|関連リンク|おすすめ.{0,10}|あわせて読みたい|コメント|관련 ?기사|관련 ?뉴스|추천 ?뉴스|댓글|많이 본 .{0,10}).{0,20}',
  '(?:اقرأ أيضا|مواضيع ذات صلة|أخبار ذات صلة|التعليقات|المزيد من .{0,30}).{0,20}',
  '(?:read|see|watch) next.{0,20}|up next|(?:more|other|latest|recent|similar|popular|trending|further) (?:stories|articles|news|posts|reading|headlines|coverage).{0,30}|(?:also|more) (?:on|in|by) .{0,40}|keep reading|you might (?:also )?like.{0,30}|what to read next|in this (?:story|article)\\s*:?|share (?:article|story|on).{0,30}|filed under.{0,40}|tags?\\s*:?|topics?\\s*:?|about (?:the )?(?:writer|author)s?|like this\\s*:?|sources?\\s*:?|(?:join|start) the (?:conversation|discussion).{0,30}|responses?(?: to .{1,60})?',
);

/** What a site says to those who have not signed up. */
export const NOTICE =
  /\b(?:register(?:ed|ing)?(?: now| members?| users?)?|registration|log(?:ged|ging)? in|sign(?:ed|ing)? up|reset your password|(?:become|as) a (?:member|guest)|joining our community|contribute content|this forum is for|your favorite social networks|all times are gmt|online community)\b/i;
