/** A new id of a record: its letter and 16 random hexadecimal digits. */
export function newId<P extends 't' | 'n' | 'f'>(letter: P): `${P}${string}` {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `${letter}${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
