import { defineConfig } from 'vitest/config';

/** A poll waits longer than a busy machine takes, unless it says otherwise. */
const expect = { poll: { timeout: 10_000 } };
/** A machine that is there to run the tests is slow and busy; a person is to see red. `npm test` names what was retried. */
const retry = process.env.CI === 'true' ? 1 : 0;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          expect,
          retry,
          include: ['{contract,client,main,renderer,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.docker.test.ts', '**/*.embedded.test.ts'],
          // Some go through millions of lines, and `npm test` builds images beside them.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'embedded',
          expect,
          retry,
          include: ['main/**/*.embedded.test.ts'],
          globalSetup: ['scripts/build-embedded/before-tests.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'docker',
          expect,
          retry,
          include: ['{client,main}/**/*.docker.test.ts'],
          // One daemon, and each test asserts that nothing of ours is left on it.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
