/** Faces for Latin letters, as the browser writes their range. */
const LATIN = /^U\+0+-0*ff\b/iu;

/** Loads the faces that articles are set in before there is one: text that waits for its face is laid out twice, in the midst of the first import. */
export function loadFonts(): void {
  for (const face of document.fonts) {
    // the browser falls back to another face, now as well as later
    if (LATIN.test(face.unicodeRange)) face.load().catch(() => undefined);
  }
}
