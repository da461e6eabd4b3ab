/** What `openclaw onboard` left behind on disk, as recorded: found, and looked at without a trace. */
import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { parseJson5 } from "../../../main/core/json5-edit.ts";
import { findOnboarded } from "../../../main/openclaw/models/onboarded.ts";

const providerKey = "sk-ant-api03-canary-onboarded-key-Zz9Q";
const recorded = (version: string, name: string) =>
  readFileSync(
    path.join(import.meta.dirname, "recorded", `onboard-${version}`, name),
    "utf8",
  ).replace("PROVIDER-KEY", providerKey);
const configOf = (version: string) => parseJson5(recorded(version, "openclaw.json"));
const offer = {
  accountId: "0123456789abcdef0123456789abcdef",
  aiGatewayId: "my-gateway",
  provider: "anthropic",
  tail: "Zz9Q",
  hasToken: false,
};

function stateFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-onboarded-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function write(folder: string, name: string, text: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o600 });
}

/** OpenClaw's state database with the recorded rows, as far as it matters; held open by its writer, as the daemon does. */
function stateDatabase(folder: string): DatabaseSync {
  const { create, rows } = JSON.parse(recorded("2026.9.6", "state.json").replaceAll(/\n/g, "")) as {
    create: string;
    rows: { state_key: string; value_json: string; updated_at_ms: number }[];
  };
  mkdirSync(path.join(folder, "state"), { recursive: true });
  const database = new DatabaseSync(path.join(folder, "state", "openclaw.sqlite"));
  onTestFinished(() => {
    if (database.isOpen) database.close();
  });
  database.exec(`PRAGMA journal_mode = WAL; ${create}`);
  const insert = database.prepare("INSERT INTO config_machine_state VALUES (?, ?, ?)");
  for (const row of rows) insert.run(row.state_key, row.value_json, row.updated_at_ms);
  return database;
}

/** Every file and folder: its bytes, mode and times but that of the last reading. */
function everything(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    ["", ...names].map((name) => {
      const file = path.join(folder, name);
      const { mode, mtimeMs, ctimeMs, ino } = statSync(file);
      const bytes = statSync(file).isFile() ? readFileSync(file) : "";
      const hash = createHash("sha256").update(bytes).digest("hex");
      return [name, [hash, mode, mtimeMs, ctimeMs, ino].join()];
    }),
  );
}

test("2026.5.28 kept the key and the ids in a file of the agent", async () => {
  const folder = stateFolder();
  write(
    folder,
    "agents/main/agent/auth-profiles.json",
    recorded("2026.5.28", "auth-profiles.json"),
  );
  const config = configOf("2026.5.28");
  const before = everything(folder);
  const whole = { offer, providerKey, token: null };
  expect(await findOnboarded({ config, stateFolder: folder })).toEqual(whole);
  // The ids stand beside the key too.
  expect(await findOnboarded({ config: null, stateFolder: folder })).toEqual(whole);
  expect(everything(folder)).toEqual(before);
});

test("an agent of another name may have them", async () => {
  const folder = stateFolder();
  write(
    folder,
    "agents/work/agent/auth-profiles.json",
    recorded("2026.5.28", "auth-profiles.json"),
  );
  expect((await findOnboarded({ config: null, stateFolder: folder }))?.offer).toEqual(offer);
});

describe("2026.9.6 keeps them in a database", () => {
  const config = configOf("2026.9.6");

  test("that is read while others write to it, and nothing is changed or left beside it", async () => {
    const folder = stateFolder();
    const database = stateDatabase(folder);
    expect(readdirSync(path.join(folder, "state"))).toContain("openclaw.sqlite-wal");
    const before = everything(folder);
    expect(await findOnboarded({ config, stateFolder: folder })).toEqual({
      offer,
      providerKey,
      token: null,
    });
    expect(everything(folder)).toEqual(before);
    // No lock of ours is in its way.
    database.exec("BEGIN EXCLUSIVE; DELETE FROM config_machine_state; COMMIT");
    expect((await findOnboarded({ config, stateFolder: folder }))?.providerKey).toBeNull();
  });

  test("that is read while nobody does", async () => {
    const folder = stateFolder();
    stateDatabase(folder).close();
    const before = everything(folder);
    expect((await findOnboarded({ config: null, stateFolder: folder }))?.providerKey).toBe(
      providerKey,
    );
    expect(everything(folder)).toEqual(before);
  });

  test("that may be of a shape nobody knows", async () => {
    const folder = stateFolder();
    const database = stateDatabase(folder);
    database.exec("ALTER TABLE config_machine_state RENAME TO other");
    expect((await findOnboarded({ config, stateFolder: folder }))?.offer.tail).toBeNull();
    database.close();
    write(folder, "state/openclaw.sqlite", "not a database");
    expect((await findOnboarded({ config, stateFolder: folder }))?.offer.tail).toBeNull();
  });
});

test("a key in OpenClaw's .env is found with the entry", async () => {
  const folder = stateFolder();
  write(folder, ".env", `# mine\nexport CLOUDFLARE_AI_GATEWAY_API_KEY="${providerKey}"\n`);
  const found = await findOnboarded({ config: configOf("2026.5.28"), stateFolder: folder });
  expect(found).toEqual({ offer, providerKey, token: null });
});

test("with no set-up, or no folder at all, there is nothing to take over", async () => {
  const folder = stateFolder();
  expect(await findOnboarded({ config: {}, stateFolder: folder })).toBeNull();
  expect(await findOnboarded({ config: null, stateFolder: path.join(folder, "gone") })).toBeNull();
});

test("what is offered holds nothing of the key but its last four characters", async () => {
  const folder = stateFolder();
  write(
    folder,
    "agents/main/agent/auth-profiles.json",
    recorded("2026.5.28", "auth-profiles.json"),
  );
  const found = await findOnboarded({ config: configOf("2026.5.28"), stateFolder: folder });
  expect(JSON.stringify(found?.offer)).not.toContain("canary");
});
