/** The long run, through the built app with its ledger: every byte of 15 000 streams, and memory that stays where it was. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { expect, test } from "vitest";

test.skipIf(process.platform !== "linux")(
  "10 000 streams one at a time and 500 at once arrive byte for byte, and memory stays flat",
  async () => {
    const script = path.join(import.meta.dirname, "../bench/soak.ts");
    const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.on("data", (piece) => {
      text += piece;
    });
    const [code] = await once(child, "close");
    expect({ code, text }).toMatchObject({ code: 0 });
    expect(text).toContain("metered: 15000 requests");
  },
  300_000,
);
