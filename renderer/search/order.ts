/** Times as lists are ordered by them. */

/** Milliseconds since 1970. A local time without offset is read as UTC, so that the order does not hang on this machine's time zone. */
export function timeOf(at: string | undefined): number | undefined {
  if (at === undefined) return undefined;
  const local = at.includes('T') && !/(?:Z|[+-]\d\d:?\d\d)$/.test(at);
  const time = Date.parse(local ? `${at}Z` : at);
  return Number.isNaN(time) ? undefined : time;
}
