import * as family from './families.ts';
import { threadLayout } from './layout.ts';

/** Comment systems whose text form is known, by id. */
export const THREADS = {
  disqus: threadLayout(family.disqus),
  slashdot: threadLayout(family.slashdot),
  'slashdot-titles': threadLayout(family.slashdotTitles),
  livefyre: threadLayout(family.livefyre),
  huffpost: threadLayout(family.huffpost),
  facebook: threadLayout(family.facebook),
  guardian: threadLayout(family.guardian),
  'daily-mail': threadLayout(family.dailyMail),
  'daily-mail-2010': threadLayout(family.dailyMailBefore),
  'globe-and-mail': threadLayout(family.globeAndMail),
  'cnn-blogs': threadLayout(family.cnnBlogs),
} as const;
