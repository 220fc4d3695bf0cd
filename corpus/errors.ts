/** A failure that is data: it crosses process borders whole and can be told to the analyst. */
export interface Failure {
  readonly kind: string;
  readonly message: string;
}

/** How every call across a process border answers; Electron's `invoke` would keep only an error's message. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

/** An error with a kind that callers can act on. */
export class CuttingsError extends Error {
  override readonly name = 'CuttingsError';
  constructor(
    readonly kind: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The failure an error stands for; unknown errors become kind `unexpected`. */
export function toFailure(error: unknown): Failure {
  if (error instanceof CuttingsError) return { kind: error.kind, message: error.message };
  if (error instanceof Error) return { kind: 'unexpected', message: error.message };
  return { kind: 'unexpected', message: String(error) };
}

/** The value, or throws the failure as a `CuttingsError`. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new CuttingsError(result.error.kind, result.error.message);
}

/** Runs `work` and gives its outcome as data. */
export async function attempt<T>(work: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error: toFailure(error) };
  }
}
