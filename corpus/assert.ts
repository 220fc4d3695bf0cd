/** Ends a switch over a union: the compiler refuses a forgotten case, and data from elsewhere cannot pass in silence. */
export function assertNever(value: never, what: string): never {
  throw new Error(`unknown ${what}: ${JSON.stringify(value)}`);
}

/** The value, where it cannot be missing; `reason` says why. */
export function assertNonNullable<T>(value: T, reason: string): NonNullable<T> {
  if (value === null || value === undefined) throw new Error(`missing value: ${reason}`);
  return value;
}
