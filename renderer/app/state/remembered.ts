/** Choices about a view, kept for the next start. View state, so it lives beside the window, not in the library. */

export type ChoiceStore = Pick<Storage, 'getItem' | 'setItem'>;

/** What was kept under `key`, one value of `allowed` each; what is missing or cannot be read is the first that is allowed. */
export function rememberedChoices<T extends Readonly<Record<string, string>>>(
  key: string,
  allowed: { readonly [K in keyof T]: readonly [T[K], ...T[K][]] },
  store: ChoiceStore = localStorage,
): T {
  const kept = readKept(store.getItem(key));
  const choices: Partial<T> = {};
  for (const name in allowed) choices[name] = allowed[name].find((value) => value === kept[name]) ?? allowed[name][0];
  // every name of `allowed` has been given a value
  return choices as T;
}

export function rememberChoices(key: string, choices: Readonly<Record<string, string>>, store: ChoiceStore = localStorage): void {
  store.setItem(key, JSON.stringify(choices));
}

function readKept(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    // choices are a convenience and are made anew by use
    return {};
  }
}
