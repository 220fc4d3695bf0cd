/** What of a document is indexed in which field. */
import { articleFields, commentFields, type DocumentFields } from '../../../corpus/query/documents.ts';
import type { Comment } from '../../../corpus/records.ts';
import type { IndexedArticle } from './document.ts';
import { IndexField } from './segment.ts';

/** The texts of a field. */
export interface FieldTexts {
  readonly field: IndexField;
  readonly texts: readonly string[];
}

/** Fields that are searched where none is named: their words are the length of a document. */
export const DEFAULT_FIELDS: ReadonlySet<IndexField> = new Set([IndexField.Headline, IndexField.Heading, IndexField.Body]);

/** By field, ascending; fields without texts are left out. */
function fieldTexts(fields: DocumentFields): FieldTexts[] {
  const all: FieldTexts[] = [
    { field: IndexField.Headline, texts: fields.headline },
    { field: IndexField.Heading, texts: fields.heading },
    { field: IndexField.Body, texts: fields.body },
    { field: IndexField.Whole, texts: fields.whole },
    { field: IndexField.Quoted, texts: fields.quoted },
    { field: IndexField.Author, texts: fields.author },
  ];
  return all.filter(({ texts }) => texts.length > 0);
}

export function articleTexts({ article, text }: Pick<IndexedArticle, 'article' | 'text'>): FieldTexts[] {
  return fieldTexts(articleFields(article, text));
}

export function commentTexts(comment: Comment): FieldTexts[] {
  return fieldTexts(commentFields(comment));
}
