/** What pages say in French, German and Spanish that is nobody's text, as sources of regular expressions for whole lines, to be used with the flags `iu`. */

const FRENCH = [
  'partager(?: (?:cet article|cette page|sur .{2,30}))?|envoyer(?: (?:à un ami|par e-?mail))?|imprimer(?: (?:cet article|la page))?|recommander|favoris',
  "(?:se |me )?connecter|connexion|s[’']inscrire|inscription|créer un compte|mon compte|déjà abonné ?\\?.{0,40}|abonnez-vous.{0,60}|s[’']abonner.{0,40}|je m[’']abonne.{0,40}",
  '(?:aller|accéder) au contenu(?: principal)?|retour en haut(?: de (?:la )?page)?|haut de page|lire la suite(?: …|\\.{3}| »)?|(?:réservé aux|article réservé aux) abonnés',
  '(?:ce site|nous) (?:utilise|utilisons) des cookies.{0,160}|en poursuivant votre navigation.{0,200}|(?:tout )?accepter(?: et (?:fermer|continuer)| les cookies)?|paramétrer les cookies|gérer (?:les|mes) cookies',
  'mentions légales|plan du site|contactez-nous|données personnelles|politique de confidentialité|conditions générales(?: .{2,40})?|tous droits réservés\\.?.{0,100}',
  '(?:poster|laisser|ajouter|écrire|publier) (?:un|votre) commentaire|réagir(?: à cet article)?|réagissez(?: à cet article)?|commenter cet article|lire aussi|voir aussi|à lire aussi',
];

const GERMAN = [
  '(?:artikel |beitrag |seite )?(?:teilen|drucken|versenden|empfehlen|merken|weiterempfehlen)|(?:teilen|auf .{2,20} teilen|per e-?mail (?:versenden|weiterleiten))|auf .{2,20} teilen|vorlesen|drucken|druckversion',
  'anmelden|einloggen|login|registrieren|jetzt registrieren|konto erstellen|mein konto|abonnieren|jetzt abonnieren|abo(?:nnement)?|newsletter bestellen',
  'zum (?:haupt)?inhalt(?: springen)?|zur (?:navigation|suche)(?: springen)?|(?:nach|seiten)? ?oben|zum seitenanfang|weiter ?lesen(?: …|\\.{3}| »)?|mehr lesen|zur startseite',
  '(?:diese (?:website|webseite|seite)|wir) (?:verwende[tn]|nutz(?:t|en)|benutz(?:t|en)) cookies.{0,200}|(?:alle )?(?:cookies )?(?:akzeptieren|ablehnen|zustimmen)|cookie-?einstellungen',
  'impressum|datenschutz(?:erklärung|hinweise)?|nutzungsbedingungen|agb|kontakt|alle rechte vorbehalten\\.?.{0,100}|werbung',
  '(?:einen |ihren |neuen )?kommentar (?:schreiben|verfassen|hinterlassen|abgeben)|(?:jetzt )?kommentieren|(?:artikel |beitrag )?diskutieren|schreiben sie (?:einen|ihren) kommentar|mitdiskutieren|lesen sie auch|mehr zum thema',
];

const SPANISH = [
  'compartir(?: (?:este artículo|esta noticia|en .{2,30}))?|enviar(?: (?:a un amigo|por (?:e-?mail|correo)))?|imprimir(?: (?:esta noticia|artículo))?|recomendar|me gusta|guardar',
  'iniciar sesión|inicia sesión|identif[ií]cate|reg[ií]strate(?: .{2,40})?|registrarse|mi cuenta|crear (?:una )?cuenta|suscr[ií]bete.{0,60}|suscribirse|ya soy suscriptor',
  '(?:ir|saltar) al contenido(?: principal)?|volver arriba|ir arriba|(?:seguir leyendo|leer más|sigue leyendo)(?: …|\\.{3}| »)?|contenido (?:exclusivo )?para suscriptores',
  '(?:esta (?:web|página)|este sitio(?: web)?|nosotros)?(?: ?(?:utiliza|utilizamos|usa|usamos)) cookies.{0,200}|(?:aceptar|rechazar)(?: (?:todas las )?cookies)?|configurar cookies|política de (?:cookies|privacidad)',
  'aviso legal|mapa (?:del sitio|web)|condiciones de uso|protección de datos|todos los derechos reservados\\.?.{0,100}',
  '(?:escribe|escribir|deja|dejar|añade|añadir|publicar) (?:un|tu|su) comentario|comentar(?: (?:esta noticia|este artículo))?|deja una respuesta|opina(?:r)?|ver también|lea también',
];

/** Shares, prints, log-ins, cookies and the like. */
export const OTHER_FURNITURE = [...FRENCH, ...GERMAN, ...SPANISH].join('|');

/** Words before a date or name that say when something was published or by whom; and when it was changed. */
export const PUBLISHED_BY = 'publié|paru|mis en ligne|posté|écrit|rédigé|veröffentlicht|erschienen|erstellt|publicado|escrito';
export const UPDATED =
  '(?:last )?(?:updated|modified)|(?:dernière )?mise? à jour|modifié|actualisé|(?:zuletzt |letzte )?(?:aktualisier(?:t|ung)|geändert|änderung)|stand(?= ?:| ?\\d)|(?:última )?actualiza(?:do|da|ción)|modificado';
