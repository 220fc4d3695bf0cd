/** What a bar comes to. */
export type Size = 'small' | 'full';

export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Absent for a number that is only told: it says something of this machine alone. */
  readonly demand?: string;
  readonly holds: boolean;
}

export const atLeast = (name: string, value: number, unit: string, least: number): Bar => ({ name, value, unit, demand: `>= ${least}`, holds: value >= least });
export const atMost = (name: string, value: number, unit: string, most: number): Bar => ({ name, value, unit, demand: `<= ${most}`, holds: value <= most });
export const told = (name: string, value: number, unit: string): Bar => ({ name, value, unit, holds: true });

/** The number that `share` (0 to 1) of the numbers do not exceed. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);
