// Fails when the lock file could not be installed on another platform: an optional package named but not locked, or an entry without integrity.
import { readFileSync } from "node:fs";
import path from "node:path";

const file = path.join(import.meta.dirname, "../package-lock.json");
const { packages } = JSON.parse(readFileSync(file, "utf8"));
const wrong = [];
for (const [name, entry] of Object.entries(packages)) {
  if (name !== "" && !entry.link && !entry.integrity) wrong.push(`${name} has no integrity`);
  if (entry.resolved) wrong.push(`${name} records a download address`);
  for (const wanted of Object.keys(entry.optionalDependencies ?? {})) {
    const places = name
      .split("/node_modules/")
      .map((_, i, all) => all.slice(0, all.length - i).join("/node_modules/"));
    const found = [
      ...places.map((place) => `${place}/node_modules/${wanted}`),
      `node_modules/${wanted}`,
    ];
    if (!found.some((key) => key in packages))
      wrong.push(`${wanted}, wanted by ${name || "us"}, is not locked`);
  }
}
if (wrong.length > 0) {
  console.error(`package-lock.json cannot be installed everywhere:\n  ${wrong.join("\n  ")}`);
  process.exit(1);
}
console.log(`The lock file is complete: ${Object.keys(packages).length - 1} packages.`);
