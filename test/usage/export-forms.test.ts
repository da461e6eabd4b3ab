/** What a spreadsheet of either kind makes of an exported table, and what is not in one. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { exportRows } from "../../main/usage/export.ts";
import { csv, type Decimal } from "../../main/usage/export-forms.ts";
import { createLines } from "../../main/usage/export-lines.ts";
import type { Ledger } from "../../main/usage/ledger.ts";
import { emptySum } from "../../main/usage/sums.ts";
import { exchangeOf } from "../support/exchange.ts";
import { parseCsv } from "./csv.ts";
import { createScene, million, noon, sumOf } from "./scene.ts";

const scene = createScene();
const separators: Readonly<Record<Decimal, string>> = { point: ",", comma: ";" };
const decimals: readonly Decimal[] = ["point", "comma"];
let ledger: Ledger;
beforeEach(() => {
  ledger = scene.open();
});

async function read(decimal?: Decimal): Promise<string> {
  const path = join(scene.folder, "out");
  const span = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER, zone: "Europe/Amsterdam" };
  const options = { path, format: "csv", withIds: false, ...span } as const;
  expect(await exportRows(ledger, { ...options, ...(decimal && { decimal }) })).toMatchObject({
    ok: true,
  });
  return readFileSync(path, "utf8");
}
const columnOf = (text: string, decimal: Decimal, name: string): readonly string[] => {
  const [names = [], ...rows] = parseCsv(text.slice(1), separators[decimal]);
  return rows.map((row) => row[names.indexOf(name)] ?? "");
};

test("a table for languages with a decimal comma has it, semicolons between its cells, and says its bytes are UTF-8", async () => {
  ledger.add(exchangeOf({ startedAt: noon, usage: million, provider: "anthropic" }));
  ledger.add(exchangeOf({ startedAt: noon, usage: million, model: "ünïcode, a; b" }));
  const text = await read("comma");
  expect([...Buffer.from(text).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(text).toContain("\ufeffstartedAt;date;time;zone;requests;");
  expect(text).toContain(";2026-11-21;13:00:00;Europe/Amsterdam;1;");
  expect(text).toContain(";3,000000;");
  expect(columnOf(text, "comma", "model")[1]).toBe("ünïcode, a; b");
  const other = await read();
  expect(other).toContain(",3.000000,");
  expect(columnOf(other, "point", "model")[1]).toBe("ünïcode, a; b");
});

test("any table reads back as it was, and its amounts are numbers of that language", () => {
  const lines = createLines({ zone: "Europe/Copenhagen", withIds: false, profiles: {} });
  const kind = { provider: "p", route: "cloudflare", by: "repriced", profile: null } as const;
  const sums = fc.array(
    fc.record({
      model: fc
        .string({ unit: "binary" })
        .map((text) => text.replaceAll(/[\p{Cc}\p{Cf}\p{Z}]/gu, "")),
      costMicroUsd: fc.option(fc.integer({ min: -2_000_000_000, max: 2_000_000_000 })),
      startAt: fc.integer({ min: 0, max: 4e12 }),
    }),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...decimals), sums, (decimal, made) => {
      const form = csv(decimal);
      const text = form.some(
        made.map(({ costMicroUsd, model, startAt }) =>
          lines.ofSum({ ...emptySum(startAt, { ...kind, model }), costMicroUsd }),
        ),
      );
      const amounts = columnOf(text, decimal, "costUsd").map((cell) => {
        if (cell === "") return null;
        expect(cell).toMatch(decimal === "comma" ? /^-?\d+,\d{6}$/ : /^-?\d+\.\d{6}$/);
        return Math.round(Number(cell.replace(",", ".")) * 1_000_000) + 0;
      });
      expect(amounts).toEqual(made.map(({ costMicroUsd }) => costMicroUsd));
      const formula = /(^|[,;|])'(?=[=+\-@＝＋－＠])/g;
      expect(
        columnOf(text, decimal, "model").map((cell) => cell.replaceAll(formula, "$1")),
      ).toEqual(made.map(({ model }) => model));
    }),
  );
});

test("what Sluice asked for itself is in no line, as it is in no figure", async () => {
  ledger.add(exchangeOf({ startedAt: noon, usage: million }));
  ledger.add(exchangeOf({ startedAt: noon + 1, usage: million, by: "sluice" }));
  ledger.flush();
  expect(columnOf(await read(), "point", "by")).toEqual(["openclaw"]);
  ledger.add(exchangeOf({ startedAt: noon + 2, usage: million, by: "sluice" }));
  ledger.add(exchangeOf({ startedAt: noon + 3, usage: million }));
  ledger.flush();
  ledger.prune(noon + 86_400_000);
  const text = await read();
  expect(columnOf(text, "point", "by")).not.toContain("sluice");
  const { costMicroUsd } = ledger
    .totals(0, Number.MAX_SAFE_INTEGER)
    .reduce((all, one) => ({ costMicroUsd: all.costMicroUsd + (one.costMicroUsd ?? 0) }), {
      costMicroUsd: 0,
    });
  const amounts = columnOf(text, "point", "costUsd").map(Number);
  expect(amounts.reduce((all, one) => all + one, 0) * 1_000_000).toBe(costMicroUsd);
  expect(sumOf(ledger).costMicroUsd).toBe(2 * costMicroUsd);
});
