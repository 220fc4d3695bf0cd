/** Finding a command by words: every word typed must be in the title or group, at the start of a word for preference. Pure. */
import type { AppCommand } from '../../state/commands.ts';

export interface CommandMatch {
  readonly command: AppCommand;
  /** Half-open UTF-16 ranges of the title that answer what was typed, in order and apart. */
  readonly marks: readonly (readonly [from: number, to: number])[];
}

interface Hit {
  readonly cost: number;
  readonly mark?: readonly [number, number];
}

function findWord(command: AppCommand, word: string): Hit | undefined {
  const title = command.title.toLocaleLowerCase();
  for (let at = title.indexOf(word); at >= 0; at = title.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(title.charAt(at - 1))) return { cost: at === 0 ? 0 : 1, mark: [at, at + word.length] };
  }
  const inside = title.indexOf(word);
  if (inside >= 0) return { cost: 3, mark: [inside, inside + word.length] };
  return command.group.toLocaleLowerCase().startsWith(word) ? { cost: 4 } : undefined;
}

function merged(marks: readonly (readonly [number, number])[]): [number, number][] {
  const result: [number, number][] = [];
  for (const [from, to] of marks.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** Commands that answer every word typed, best first; with nothing typed all, in their order. */
export function matchCommands(commands: readonly AppCommand[], typed: string): readonly CommandMatch[] {
  const words = typed
    .toLocaleLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  return commands
    .flatMap((command) => {
      const hits: Hit[] = [];
      for (const word of words) {
        const hit = findWord(command, word);
        if (!hit) return [];
        hits.push(hit);
      }
      const cost = hits.reduce((sum, hit) => sum + hit.cost, 0);
      return [{ command, cost, marks: merged(hits.flatMap((hit) => (hit.mark ? [hit.mark] : []))) }];
    })
    .sort((a, b) => a.cost - b.cost)
    .map(({ command, marks }) => ({ command, marks }));
}
