/** What was found, in the words of the snapshot. */
import { expect, test } from "vitest";
import { daemonStateOf, findingsOf, nothingRead } from "../../../main/core/daemon/daemon-state.ts";
import { configReplyOf, helloOf } from "../../../main/core/daemon/replies.ts";

const hello = helloOf({ protocol: 4, server: { version: "2026.9.6" } });
const base = {
  port: 18_789,
  place: "here",
  health: { isReady: true, version: "2026.9.6" },
  hello: null,
  startedAt: 5,
  canProgram: false,
  isRefused: false,
  problem: null,
  isComingBack: false,
  reading: nothingRead,
} as const;
const starting = { isReady: false, version: null };
const refused = { isRefused: true, problem: "openclaw.unauthorized" } as const;

test.each([
  ["nothing answers", { health: null }, ["stopped", null, null]],
  ["nothing answers yet again", { health: null, isComingBack: true }, ["starting", null, null]],
  ["it comes up", { health: starting, problem: "openclaw.noAnswer" }, ["starting", "health", null]],
  ["it is attached", { hello }, ["running", "rpc", null]],
  ["it is attached while it comes up", { health: starting, hello }, ["running", "rpc", null]],
  [
    "its program gets through",
    { canProgram: true, problem: "openclaw.unauthorized" },
    ["running", "cli", null],
  ],
  [
    "the secret is wrong, its program gets through",
    { ...refused, canProgram: true },
    ["running", "cli", "openclaw.unauthorized"],
  ],
  ["the secret is wrong", refused, ["running", "health", "openclaw.unauthorized"]],
] as const)("%s", (_, found, [status, access, problem]) => {
  expect(findingsOf({ ...base, ...found })).toMatchObject({ status, access, problem });
});

test("an invalid file is a problem of a daemon that runs, a failed start of one that does not", () => {
  const rest = {
    supervisor: null,
    startsLeft: 2,
    refusal: "openclaw.startFailed",
    now: 10,
  } as const;
  const config = configReplyOf({
    hash: "h",
    configRevisionHash: null,
    appliedConfigHash: "a",
    valid: false,
  });
  const running = findingsOf({ ...base, hello, reading: { ...nothingRead, config } });
  expect(daemonStateOf(running, rest)).toMatchObject({
    problem: "openclaw.configInvalid",
    isConfigApplied: false,
    startedAt: 5,
  });
  const stopped = findingsOf({ ...base, health: null });
  expect(daemonStateOf(stopped, rest).problem).toBe("openclaw.startFailed");
  expect(daemonStateOf(findingsOf({ ...base, hello }), rest).problem).toBeNull();
});

test("a cooldown that is over is not shown, whatever OpenClaw still lists", () => {
  const cooling = (until: number) => ({ provider: "p", model: "m", reason: "cooldown", until });
  const reading = { ...nothingRead, cooldowns: [cooling(9), cooling(10), cooling(11)] };
  const rest = { supervisor: null, startsLeft: 3, refusal: null, now: 10 };
  const { cooldowns } = daemonStateOf(findingsOf({ ...base, hello, reading }), rest);
  expect(cooldowns).toEqual([cooling(11)]);
});
