/** What a model costs as OpenClaw uses it, by whoever bills for it. */
import type { OpenClawModelInfo } from "../../../preload/contract/openclaw.ts";
import { isObject, type Json, type JsonObject, valueAt } from "../json5-edit.ts";
import { ownSlugOf } from "../link/entry.ts";
import { slugOf } from "../link/providers.ts";
import { standingIn } from "../link/standing.ts";
import { priceOf } from "../price.ts";

const microUsdPerUsd = 1_000_000;
const cloudflare = /^https:\/\/gateway\.ai\.cloudflare\.com\/v1\/[^/]+\/[^/]+\/([a-z0-9-]+)/;

/** Cloudflare's slug of the provider that bills for the models of OpenClaw's provider `id`; null when nothing tells. */
export function vendorOf(config: JsonObject, id: string): string | null {
  const base = valueAt(config, ["models", "providers", id, "baseUrl"]);
  const vendor = ownSlugOf(id) ?? slugOf(id);
  const linked = standingIn(config).find((one) => one.id === id);
  if (linked) return linked.slug;
  if (typeof base !== "string") return vendor;
  // Whoever else it leads to has prices of their own, unless it is the provider itself, spelled out.
  return cloudflare.exec(base)?.[1] ?? (base.startsWith(`https://api.${id}.com`) ? vendor : null);
}

/** The list price where it is known, as the meter has it; else what the person wrote. OpenClaw writes 0 where it knows nothing. */
export function priceFor(
  slug: string | null,
  model: string,
  written: JsonObject | null,
  now: number,
): OpenClawModelInfo["price"] {
  const listed = slug === null ? null : priceOf(slug, model, now);
  if (listed) return { input: listed.rates.input, output: listed.rates.output };
  const cost = written?.cost;
  if (!isObject(cost)) return null;
  const [input, output] = [usdOf(cost.input), usdOf(cost.output)];
  if (input === null || output === null || (input === 0 && output === 0)) return null;
  return { input, output };
}

const usdOf = (value: Json | undefined): number | null =>
  typeof value === "number" && Number.isFinite(value) && value >= 0
    ? Math.round(value * microUsdPerUsd)
    : null;
