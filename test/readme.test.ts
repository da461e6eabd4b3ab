/** What the README says of each provider is what the table of providers does. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { endpointOf } from "../main/core/meter.ts";
import { prices } from "../main/core/prices.ts";
import { type Provider, providers } from "../main/core/providers.ts";
import { providerName } from "../renderer/copy/provider.ts";

const root = path.join(import.meta.dirname, "..");
/** Their answers say themselves what they cost. */
const stated: readonly string[] = ["openrouter", "perplexity-ai"];

const isMetered = (slug: string, { talk }: Provider): boolean =>
  talk !== undefined && endpointOf(slug, "POST", talk.replaceAll(/[{}]/g, "")) !== "unmetered";

function pricedBy(slug: string): string {
  if (stated.includes(slug)) return "stated";
  return prices.some(({ vendor }) => vendor === slug) ? "yes" : "—";
}

function rowOf([slug, provider]: [string, Provider]): string {
  const { base, entry, isSigned, openclaw, takesCredits } = provider;
  const cells = [
    `${providerName(slug)} (\`${slug}\`)`,
    isMetered(slug, provider) ? "yes" : "—",
    pricedBy(slug),
    base === undefined ? "—" : "yes",
    isSigned ? "stored" : takesCredits ? "key, stored, credits" : "key, stored",
    entry ? `\`${entry.api}\`` : "—",
    openclaw ? `\`${openclaw.id}\`` : "—",
  ];
  return `| ${cells.join(" | ")} |`;
}

test("names every provider, and says of each what is true", () => {
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  const rows = readme.split("\n").filter((line) => /^\| [^|]+ \(`[a-z0-9-]+`\) \|/.test(line));
  expect(rows).toEqual(Object.entries(providers).map(rowOf));
});
