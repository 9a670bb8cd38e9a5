// Tests import the built files as Node.js does, untransformed: they are what is shipped, and what is
// sent into a page has no helpers of a bundler in it.
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const minutes = 60_000;

export default defineConfig({
  test: {
    include: ["test/*.test.mjs"],
    experimental: { viteModuleRunner: false, nodeLoader: false },
    pool: "forks",
    maxWorkers: Math.min(2, availableParallelism()), // each drives a browser of its own
    testTimeout: 10 * minutes,
    hookTimeout: 10 * minutes,
    reporters: ["verbose"],
  },
});
