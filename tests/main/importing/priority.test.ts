import { constants } from 'node:os';
import { expect, it } from 'vitest';
import { giveWay } from '../../../main/importing/priority.ts';

it('the parser process gives way to the windows', () => {
  const set: number[] = [];
  const warnings: string[] = [];
  giveWay(
    (message) => warnings.push(message),
    (priority) => set.push(priority),
  );
  expect([set, warnings]).toEqual([[constants.priority.PRIORITY_BELOW_NORMAL], []]);
});

it('and works on where the system refuses that, saying so', () => {
  const warnings: string[] = [];
  giveWay(
    (message) => warnings.push(message),
    () => {
      throw new Error('not permitted');
    },
  );
  expect(warnings).toEqual(['the parser keeps its priority: not permitted']);
});
