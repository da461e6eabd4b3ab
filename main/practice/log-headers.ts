/** Reads the headers that tell Cloudflare what to write into its log. */
import type { Usage } from "../core/traffic.ts";
import type { AiGateway } from "./ai-gateways.ts";
import { isRecord, parse, text } from "./json.ts";
import type { PracticeLog } from "./log.ts";

type Headers = Readonly<Record<string, unknown>>;

const said = (headers: Headers, name: string): unknown =>
  parse(Buffer.from(text(headers[name]) ?? ""));

/** "≤5 entries; >5: first five kept; one null/object value → whole metadata lost, no error; `cf.*` keys reserved & stripped". */
export function metadataIn(headers: Headers): PracticeLog["metadata"] {
  const given = said(headers, "cf-aig-metadata");
  if (!isRecord(given)) return null;
  const isFlat = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
  if (!Object.values(given).every(isFlat)) return null;
  const own = Object.entries(given).filter(([key]) => !key.startsWith("cf."));
  return Object.fromEntries(own.slice(0, 5)) as PracticeLog["metadata"];
}

/** "Overrides gateway": whether a row is kept, and whether with its bodies. */
export function collects(
  headers: Headers,
  aiGateway: AiGateway,
): { readonly row: boolean; readonly bodies: boolean } {
  const own = headers["cf-aig-collect-log"];
  const row = own === "true" || (own !== "false" && aiGateway.collect_logs);
  return { row, bodies: row && headers["cf-aig-collect-log-payload"] !== "false" };
}

/** USD per token, or for all of it; micro-dollars out. Null: none was given, or nothing to count. */
export function customCostIn(headers: Headers, usage: Usage | null): number | null {
  const given = said(headers, "cf-aig-custom-cost");
  if (!isRecord(given)) return null;
  const rate = (name: string): number =>
    typeof given[name] === "number" ? Number(given[name]) : 0;
  if (typeof given.total_cost === "number") return given.total_cost * 1e6;
  if (usage === null) return null;
  const usd =
    usage.tokensIn * rate("per_token_in") +
    usage.tokensOut * rate("per_token_out") +
    usage.cacheRead * rate("per_cache_read_token") +
    usage.cacheWrite * rate("per_cache_write_token");
  return usd * 1e6;
}
