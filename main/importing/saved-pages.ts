/** Complete saved pages: `page.html` and beside it `page_files/`, where the browser has put the page's pictures, styles, scripts and frames. */

const PAGE = /^(.+)\.(?:html?|xhtml?|shtml)$/i;
/** How browsers name the folder: most in English, Internet Explorer and old Mozillas in the user's language, Safari and others with a point or hyphen. */
const SUFFIX = '(?:_files|-files|\\.files|_fichiers|-dateien|_dateien|_archivos|_arquivos|_bestanden|-filer|_filer|_file|_pliki|_soubory|_tiedostot|_elemei)';
const FOLDER = new RegExp(`^(.+)${SUFFIX}$`, 'i');

/** Whether a folder of this name holds the parts of a page among `siblings`, the names beside it. */
export function isCompanion(folder: string, siblings: ReadonlySet<string>): boolean {
  const page = FOLDER.exec(folder)?.[1];
  return page !== undefined && ['html', 'htm', 'xhtml', 'xht', 'shtml', 'HTML', 'HTM'].some((ending) => siblings.has(`${page}.${ending}`));
}

/** The companion folders among the paths of an archive, each ending with `/`. */
export function companionFolders(paths: readonly string[]): ReadonlySet<string> {
  const pages = new Set(paths.flatMap((path) => PAGE.exec(path)?.[1] ?? []));
  const folders = new Set<string>();
  for (const path of paths) {
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      const page = FOLDER.exec(path.slice(0, at))?.[1];
      if (page !== undefined && pages.has(page)) folders.add(path.slice(0, at + 1));
    }
  }
  return folders;
}

export function isWithin(path: string, folders: ReadonlySet<string>): boolean {
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) if (folders.has(path.slice(0, at + 1))) return true;
  return false;
}
