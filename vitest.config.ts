import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/{corpus,main,store,search,indexer,app,scripts}/**/*.test.ts', 'tests/*.test.ts'],
          // nothing is timed: a limit only ends what hangs, also on a busy machine
          testTimeout: 60_000,
        },
      },
      { test: { name: 'e2e', environment: 'node', include: ['tests/e2e/**/*.test.ts'], testTimeout: 90_000, hookTimeout: 90_000, fileParallelism: false } },
    ],
  },
});
