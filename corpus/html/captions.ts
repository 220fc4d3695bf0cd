import { ancestorsOf, closest, type ElementNode, elementsOf, headingAround, namesOf, textIn } from './nodes.ts';
import type { Run } from './runs.ts';
import { wordsIn } from './sentences.ts';

/** Names of what holds a picture and what is said of it: `photo-box`, `img-left`, `wp-image`, `articlePhotoR`, `foto`, `bild`. */
const PICTURE_NAMES =
  /(?:^|[\s_-]|article|story|post|lead|main|top)(?:image|img|photo|picture|pic|foto|bild|figure|imagen|immagine|thumb|media-?(?:object|item))s?(?:[a-z]?$|[\s_-]|box|wrap|left|right|container|block|holder)/;
const PICTURES = /^(?:img|picture|video|amp-img|amp-video|figure|svg|object|iframe)$/;
/** What is said of a picture is at most so many words long. */
const LONGEST = 60;
/** Elements round a run in which the picture is looked for. */
const NEAR = 4;

/** Who took a picture, at the end of a caption: “(AP Photo/Ann Lee)”, “Photo: Ann Lee”, “Ann Lee/Getty Images”. */
const CREDIT =
  /(?:\((?:(?:file )?photo|image|picture|credit|foto|crédits?|ap|afp|reuters|getty|epa)\b[^)]{0,60}\)|(?:^|[\s.(])(?:photo|photograph|image|picture|picture credit|credit|foto|bild|crédits?(?: photo)?|photo credit)s?(?: by| courtesy(?: of)?)?\s?[:/©][^.:]{2,50}|[\s/(](?:getty images|shutterstock|alamy|istock(?:photo)?|flickr)|\/(?:reuters|afp|ap|epa|dpa|efe|ansa)(?:[ /][\p{L} -]{1,40})?)\)?\.?$/iu;

/** Whether a run is a picture's caption by where it stands or how it ends, though no name says so. */
export function isCaptionByForm(run: Run): boolean {
  const words = wordsIn(run.text);
  if (words > LONGEST || headingAround(run.block)) return false;
  if (words <= LONGEST * 0.75 && CREDIT.test(run.text)) return true;
  const { block } = run;
  if (words <= LONGEST / 2 && holdsPicture(block) && run.nodes.every((node) => closest(node, ({ name }) => /^(?:em|i|small)$/.test(name)) !== undefined))
    return true;
  let steps = 0;
  for (const element of ancestorsOf(block)) {
    if (++steps > NEAR || element.name === 'body' || element.name === 'article' || element.name === 'td') return false;
    if (PICTURE_NAMES.test(namesOf(element)) && holdsPicture(element) && wordsIn(textIn(element, 1000)) <= LONGEST) return true;
  }
  return false;
}

const PICTURED = new WeakMap<ElementNode, boolean>();
function holdsPicture(element: ElementNode): boolean {
  const known = PICTURED.get(element);
  if (known !== undefined) return known;
  let found = false;
  for (const inner of elementsOf(element)) {
    if (inner === element || !PICTURES.test(inner.name)) continue;
    found = true;
    break;
  }
  PICTURED.set(element, found);
  return found;
}
