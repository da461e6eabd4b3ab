import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, test } from "vitest";
import { quarterMs } from "../../main/core/spend.ts";
import { type ExportOptions, exportRows } from "../../main/usage/export.ts";
import type { Ledger } from "../../main/usage/ledger.ts";
import { exchangeOf } from "../support/exchange.ts";
import { createManualTimer } from "../support/manual-timer.ts";
import { parseCsv } from "./csv.ts";
import { createScene, million, noon, settledOf, sumOf } from "./scene.ts";

const scene = createScene();
const uuid = "0193b2f0-7c1e-7000-8000-00000000beef";
const ids = { p1: { accountId: "0123456789abcdef0123456789abcdef", aiGatewayId: "my-gate" } };

let ledger: Ledger;
beforeEach(() => {
  ledger = scene.open();
});

async function write(more: Partial<ExportOptions> = {}): Promise<string> {
  const options: ExportOptions = {
    ...{ path: join(scene.folder, "out"), format: "csv", fromMs: 0, toMs: Number.MAX_SAFE_INTEGER },
    ...{ zone: "Asia/Kolkata", withIds: false, profiles: ids },
    ...more,
  };
  expect(await exportRows(ledger, options)).toEqual({ ok: true, path: options.path });
  return readFileSync(options.path, "utf8");
}

type Read = Readonly<Record<string, string>>;
function linesOf(text: string, separator = ","): readonly Read[] {
  expect(text.startsWith("\ufeff")).toBe(true);
  const [names = [], ...rows] = parseCsv(text.slice(1), separator);
  return rows.map((row) => {
    expect(row).toHaveLength(names.length);
    return Object.fromEntries(names.map((name, at) => [name, row[at] ?? ""]));
  });
}
const microUsd = (cell: unknown): number => Math.round(Number(cell) * 1_000_000);

test("every request is a line: local time, dollars with six places, nothing where nothing is known", async () => {
  ledger.add(exchangeOf({ startedAt: noon + 123, usage: million, logId: uuid }));
  ledger.add(
    exchangeOf({
      startedAt: noon + 124,
      model: null,
      usage: null,
      status: null,
      firstByteMs: null,
    }),
  );
  ledger.flush();
  ledger.confirm([{ id: 1, costMicroUsd: 3_100_001 }]);
  const [first, second] = linesOf(await write());
  expect(first).toEqual({
    ...{
      startedAt: "2026-11-21T17:30:00.123+05:30",
      ...{ date: "2026-11-21", time: "17:30:00", zone: "Asia/Kolkata" },
      requests: "1",
      by: "openclaw",
      route: "cloudflare",
    },
    ...{
      provider: "anthropic",
      model: "claude-sonnet-4-6",
      outcome: "ok",
      status: "200",
      refusal: "",
    },
    ...{
      durationMs: "2500",
      firstByteMs: "400",
      cacheHit: "false",
      tokensIn: "1000000",
      tokensOut: "0",
    },
    ...{
      cacheRead: "0",
      cacheWrite: "0",
      searches: "0",
      tier: "",
      costUsd: "3.100001",
      costFrom: "log",
    },
    ...{ talliedUsd: "3.000000", loggedUsd: "3.100001" },
  });
  expect(second).toMatchObject({
    ...{ model: "", status: "", firstByteMs: "", costUsd: "", costFrom: "", talliedUsd: "" },
  });
});

test("both forms say the same, and read back whole", async () => {
  for (let index = 0; index < 1300; index++) {
    const model = ['gpt-"quoted", twice', "a; b| c", "plain", "ünïcode ☂"][index % 4] ?? null;
    ledger.add(exchangeOf({ startedAt: noon + index * 1000, usage: million, model }));
  }
  ledger.flush();
  const csv = linesOf(await write());
  const json = JSON.parse(await write({ format: "json" })) as Record<string, unknown>[];
  expect(csv).toHaveLength(1300);
  const asText = (cell: unknown) => (cell === null ? "" : String(cell));
  expect(
    json.map((line) =>
      Object.fromEntries(Object.entries(line).map(([name, cell]) => [name, asText(cell)])),
    ),
  ).toEqual(csv);
});

test("a cell that a spreadsheet would run is a text", async () => {
  const formulas = [
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "＝1+1",
    "－1",
    " =1+1",
  ];
  for (const model of formulas) ledger.add(exchangeOf({ startedAt: noon, model, provider: model }));
  const csv = linesOf(await write());
  expect(csv.map(({ model }) => model)).toEqual(formulas.map((model) => `'${model}`));
  for (const line of csv)
    for (const cell of Object.values(line)) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠\t\r]/);
});

test("a part of a cell that begins a cell where semicolons divide is a text, too", async () => {
  const models = ['x;=HYPERLINK("http://x")', "a; =1;@b", "|+1|2", "a;b", "1-1=0"];
  for (const model of models) ledger.add(exchangeOf({ startedAt: noon, model }));
  const text = await write();
  expect(linesOf(text).map(({ model }) => model)).toEqual([
    ...['x;\'=HYPERLINK("http://x")', "a;' =1;'@b", "|'+1|2", "a;b", "1-1=0"],
  ]);
  for (const part of text.split(/[;|\t\r\n]/)) expect(part).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
});

test("nothing that is not seen is in a cell, and no cell has a line end", async () => {
  const models = ["\u0000=1", "\ufeff=1", "\t\u200b=1", "line\r\nend", "\n=1", "a\u202eb"];
  for (const model of models) ledger.add(exchangeOf({ startedAt: noon, model }));
  const text = await write();
  expect(linesOf(text).map(({ model }) => model)).toEqual([
    ...["'=1", "'=1", "' =1", "line end", "' =1", "ab"],
  ]);
  expect(JSON.parse(await write({ format: "json" }))).toMatchObject(
    models.map((model) => ({ model })),
  );
});

test("nothing names an account, an aiGateway or a log unless it is asked for", async () => {
  ledger.add(exchangeOf({ startedAt: noon, logId: uuid }));
  for (const format of ["csv", "json"] as const) {
    const text = await write({ format });
    for (const secret of [uuid, "0123456789abcdef", "my-gate", "p1"])
      expect(text).not.toContain(secret);
  }
  expect(linesOf(await write({ withIds: true }))).toMatchObject([{ ...ids.p1, logId: uuid }]);
});

test("lines add up to the figures: what passed Sluice by is in them, and what is not kept any more", async () => {
  for (let index = 0; index < 40; index++) {
    ledger.add(exchangeOf({ startedAt: noon + index * 450_000 + 60_000, usage: million }));
  }
  ledger.flush();
  ledger.settle(settledOf(noon, Array(8).fill({ requests: 4, costMicroUsd: 12_000_000 })));
  while (!ledger.flush());
  ledger.prune(noon + 4 * quarterMs);
  const sum = sumOf(ledger);
  const lines = linesOf(await write());
  const total = (name: string) => lines.reduce((all, line) => all + Number(line[name]), 0);
  expect(total("requests")).toBe(sum.requests);
  expect(lines.reduce((all, { costUsd }) => all + microUsd(costUsd), 0)).toBe(sum.costMicroUsd);
  expect(total("tokensIn")).toBe(sum.tokensIn);
  expect(lines.filter(({ by }) => by === "elsewhere")).toHaveLength(8);
  expect(lines.find(({ by }) => by === "elsewhere")).toMatchObject({ costFrom: "analytics" });
});

describe("a disk that refuses", () => {
  const refuse = (sql: string) => {
    const db = new DatabaseSync(scene.path);
    db.exec(sql);
    db.close();
  };

  test("leaves the requests it does not take in the file, as sums", async () => {
    ledger.add(exchangeOf({ startedAt: noon, usage: million }));
    ledger.flush();
    refuse("CREATE TRIGGER never BEFORE INSERT ON request BEGIN SELECT RAISE(ABORT, 'never'); END");
    for (const model of ["claude-sonnet-4-6", "claude-sonnet-4-6", "claude-next"]) {
      ledger.add(exchangeOf({ startedAt: noon + 1, usage: million, model }));
    }
    ledger.add(exchangeOf({ startedAt: noon + 2 * quarterMs, usage: million }));
    expect(ledger.flush()).toBe(false);
    const lines = linesOf(await write());
    const told = lines.map(({ requests, model, costUsd }) => [requests, model, costUsd]);
    expect(told).toEqual([
      ["1", "claude-sonnet-4-6", "3.000000"],
      ["2", "claude-sonnet-4-6", "6.000000"],
      ["1", "claude-next", ""],
      ["1", "claude-sonnet-4-6", "3.000000"],
    ]);
  });

  test("and takes them again: all that waited have a line of their own", async () => {
    const timer = createManualTimer();
    ledger.close();
    ledger = scene.open({ schedule: timer.schedule });
    refuse("CREATE TRIGGER never BEFORE INSERT ON request BEGIN SELECT RAISE(ABORT, 'never'); END");
    for (let index = 0; index < 9000; index++) {
      ledger.add(exchangeOf({ startedAt: noon + index, usage: million }));
    }
    refuse("DROP TRIGGER never");
    timer.run();
    expect(ledger.requests({ limit: 9000 })).toHaveLength(1000);
    const lines = linesOf(await write());
    expect(lines).toHaveLength(9000);
    expect(new Set(lines.map(({ requests }) => requests))).toEqual(new Set(["1"]));
  });

  test("to be read gives no file", async () => {
    ledger.add(exchangeOf({ startedAt: noon }));
    ledger.flush();
    refuse("ALTER TABLE bucket RENAME TO away");
    const path = join(scene.folder, "out");
    const span = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER, zone: "UTC", withIds: false };
    const result = await exportRows(ledger, { path, format: "csv", ...span });
    expect(result).toEqual({ ok: false, code: "ledger.failed" });
    expect(readdirSync(scene.folder)).toEqual(["data"]);
  });
});

test("only the span that was asked for is in it; without a request there are no lines", async () => {
  for (let index = 0; index < 10; index++)
    ledger.add(exchangeOf({ startedAt: noon + index * 60_000 }));
  const span = { fromMs: noon + 120_000, toMs: noon + 300_000 };
  expect(linesOf(await write(span))).toHaveLength(3);
  expect(linesOf(await write({ toMs: 5 }))).toEqual([]);
  expect(JSON.parse(await write({ toMs: 5, format: "json" }))).toEqual([]);
});

describe("the file", () => {
  test.skipIf(process.platform === "win32")(
    "is its owner's alone, and nothing is left beside it",
    async () => {
      ledger.add(exchangeOf());
      await write();
      expect(statSync(join(scene.folder, "out")).mode & 0o777).toBe(0o600);
      expect(readdirSync(scene.folder).sort()).toEqual(["data", "out"]);
    },
  );

  test("is not there when it could not be written", async () => {
    const options = {
      path: join(scene.folder, "no", "where"),
      format: "csv",
      zone: "UTC",
    } as const;
    const all = { ...options, fromMs: 0, toMs: 9e15, withIds: false };
    expect(await exportRows(ledger, all)).toEqual({ ok: false, code: "export.failed" });
    ledger.close();
    const path = join(scene.folder, "out");
    expect(await exportRows(ledger, { ...all, path })).toEqual({
      ok: false,
      code: "ledger.failed",
    });
    expect(readdirSync(scene.folder)).toEqual(["data"]);
  });
});
