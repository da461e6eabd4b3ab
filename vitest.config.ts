import { defineConfig } from "vitest/config";

const openclaw = "test/openclaw/**/*.test.ts";
const elsewhere = ["test/e2e/**", "node_modules/**"];

/** The projects of the suite; end-to-end specs run under Playwright, not here. */
export default defineConfig({
  test: {
    globalSetup: ["test/support/build.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: "rooms",
          include: ["test/**/*.test.ts"],
          exclude: [...elsewhere, openclaw],
          sequence: { groupOrder: 0 },
        },
      },
      {
        // A real program with times of its own, which must not be measured beside packing and fuzzing.
        extends: true,
        test: {
          name: "the real OpenClaw",
          include: [openclaw],
          exclude: elsewhere,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
