import { defineConfig } from 'vitest/config';

// These start processes, browsers or engines of their own; they get a process of their own as well.
const ALONE = 'test/{acceptance,browser,faults,replay,scripts,worker,workflows}/**/*.test.ts';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 3, // some wait for others' processes all the time
    globalSetup: ['test/harness/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { TZ: 'Asia/Shanghai' },
    projects: [
      { extends: true, test: { name: 'alone', include: [ALONE] } },
      // loading everything anew for each file takes longer than most of these tests
      {
        extends: true,
        test: {
          name: 'together',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [ALONE],
        },
      },
    ],
  },
});
