import { defineConfig } from 'vitest/config';

/** A poll waits longer than a busy machine takes, unless it says otherwise. */
const expect = { poll: { timeout: 10_000 } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          expect,
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
