import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{contract,client,main,renderer,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.docker.test.ts'],
        },
      },
      {
        test: {
          name: 'docker',
          include: ['main/**/*.docker.test.ts'],
          // One daemon, and each test asserts that nothing of ours is left on it.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
