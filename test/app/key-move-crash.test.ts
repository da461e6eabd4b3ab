/** kill -9 while a key is moved: OpenClaw always has a key it can use, and the next start puts everything back or finishes it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { MoveStep } from "../../main/app/key-move.ts";
import { cases, files, filesWith, snapshot } from "./key-move-cases.ts";
import { type Home, home, key, type Order } from "./key-move-room.ts";

const steps: readonly MoveStep[] = [
  "saved",
  "asked",
  "noted",
  "edited",
  "taken",
  "proven",
  "cleaned",
];
const matrix: string[] = [];
afterAll(() => {
  process.stdout.write(
    `kill -9 while a key is moved:\n${matrix.map((line) => `  ${line}\n`).join("")}`,
  );
});

describe.each(cases)("the move of $place, killed at every step", ({ clean, place, secret }) => {
  test("leaves a key OpenClaw can use, and the next start puts everything back or finishes it", async () => {
    const runs = steps.map(async (killAt) => {
      const at = home(files);
      const before = snapshot(at);
      await killed(at, place, killAt);
      const isReadable = JSON.stringify(snapshot(at)).includes(secret);
      const isKept = Object.values(at.keychain()).includes(secret);
      expect(isReadable || isKept, killAt).toBe(true);
      expect(filesWith(at.data, secret), killAt).toEqual([]);

      // A keychain that is still locked at the next start changes nothing for the worse.
      await at.open({ keychain: null }).repair();
      expect(JSON.stringify(snapshot(at)).includes(secret) || isKept, killAt).toBe(true);
      await at.open().repair();
      expect(at.leftovers(), killAt).toBe(false);
      const isFinished = steps.indexOf(killAt) >= steps.indexOf("proven");
      if (isFinished) clean(at);
      else expect(snapshot(at), killAt).toEqual(before);
      matrix.push(`${place}, at "${killAt}": ${isFinished ? "finished" : "as it was"}`);

      if (!isFinished)
        expect(await at.open().move(await at.id(place)), killAt).toEqual({ ok: true });
      clean(at);
    });
    // All of them: a run that is still going would write into a home that is being removed.
    const results = await Promise.allSettled(runs);
    for (const result of results) if (result.status === "rejected") throw result.reason;
  }, 120_000);
});

test("a key that was changed after the kill is not taken for the moved one", async () => {
  const at = home(files);
  await killed(at, "OPENAI_API_KEY", "proven");
  at.write(".env", `OPENAI_API_KEY=${key("newer")}\n`);
  await at.open().repair();
  expect(at.text(".env")).toBe(`OPENAI_API_KEY=${key("newer")}\n`);
  expect(at.leftovers()).toBe(false);
});

async function killed(at: Home, place: string, killAt: MoveStep): Promise<void> {
  const order: Order = { folder: at.folder, id: await at.id(place), killAt };
  const script = path.join(import.meta.dirname, "key-move-child.ts");
  const child = spawn(process.execPath, [script, JSON.stringify(order)], { stdio: "inherit" });
  expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
}
