/** Recorded with every source: captures read by another version can be read anew. */
export const PARSER_VERSION = '4';
