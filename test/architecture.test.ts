/** Holds the house's shape: which file may import which, how long a file may be, who may touch Electron, what may stand in the tree. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const root = path.join(import.meta.dirname, "..");
const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(path.join(root, file)));
const code = tracked.filter((file) => /\.(ts|tsx|mjs|js|css)$/.test(file));
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

const rooms = ["vault", "openclaw", "router", "cloudflare", "usage", "practice", "login"];
/** What each part may import, besides itself. */
const allowed: Record<string, readonly string[]> = {
  contract: [],
  core: ["contract"],
  kit: ["contract", "core"],
  ...Object.fromEntries(rooms.map((room) => [room, ["contract", "core", "kit"]])),
  app: ["contract", "core", "kit", ...rooms],
  shell: ["contract", "core", "kit", "app", "copy"],
  entry: ["contract", "core", "kit", ...rooms, "app", "shell"],
  preload: ["contract"],
  copy: ["contract"],
  renderer: ["contract", "copy"],
};

function partOf(file: string): string | undefined {
  if (file.startsWith("preload/contract/")) return "contract";
  if (file.startsWith("preload/")) return "preload";
  if (file.startsWith("renderer/copy/")) return "copy";
  if (file.startsWith("renderer/")) return "renderer";
  const room = /^main\/([a-z]+)\//.exec(file)?.[1];
  if (room) return room;
  return file.startsWith("main/") ? "entry" : undefined;
}

type Import = { from: string; to: string; isTypeOnly: boolean };

/** Every import and re-export of our own sources; a type-only one is `import type` or has only `type` names. */
function importsOf(file: string): Import[] {
  const text = read(file).replace(/\/\*[\s\S]*?\*\//g, "");
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s)?(?:([^"';=]*?)\s*from\s+)?["']([^"']+)["']/gm,
  );
  const found = [...statements].map(([, isType, names = "", to = ""]) => ({
    from: file,
    to,
    isTypeOnly:
      Boolean(isType) ||
      (/^\{/.test(names) &&
        names
          .slice(1, -1)
          .split(",")
          .every((name) => name.trim() === "" || name.trim().startsWith("type "))),
  }));
  const dynamic = [...text.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g)];
  return [...found, ...dynamic.map(([, to = ""]) => ({ from: file, to, isTypeOnly: false }))];
}

const shipped = code.filter((file) => partOf(file) !== undefined && /\.tsx?$/.test(file));
const imports = shipped.flatMap(importsOf);
const targetOf = ({ from, to }: Import) =>
  to.startsWith(".") ? path.posix.join(path.posix.dirname(from), to) : to;

describe("the house", () => {
  test("a part imports only the parts below it", () => {
    const wrong = imports.flatMap((one) => {
      const target = targetOf(one);
      const [own, other] = [partOf(one.from), partOf(target)];
      if (!own || !other || own === other || target === "package.json") return [];
      return allowed[own]?.includes(other) ? [] : [`${one.from} -> ${target}`];
    });
    expect(wrong).toEqual([]);
  });

  test("only the shell, the entry and the preload touch Electron", () => {
    const wrong = imports
      .filter(({ to }) => /^electron(\/|$)/.test(to))
      .map(({ from }) => from)
      .filter((file) => !/^main\/shell\/|^main\/index\.ts$|^preload\/index\.ts$/.test(file));
    expect(wrong).toEqual([]);
  });

  test("the window and the preload take only types from the contract", () => {
    const wrong = imports
      .filter((one) => ["renderer", "preload", "copy"].includes(partOf(one.from) ?? ""))
      .filter((one) => partOf(targetOf(one)) === "contract" && !one.isTypeOnly)
      .map((one) => `${one.from} -> ${one.to}`);
    expect(wrong).toEqual([]);
  });

  test("core and the contract reach for nothing of Node, and no package but the few that are pure", () => {
    const pure = ["zod", "json5", "@humanwhocodes/momoa"];
    const wrong = imports
      .filter((one) => ["core", "contract"].includes(partOf(one.from) ?? ""))
      .filter(({ to }) => !to.startsWith(".") && !pure.includes(to))
      .map((one) => `${one.from} -> ${one.to}`);
    expect(wrong).toEqual([]);
  });

  test("every import inside the house names an existing file", () => {
    const missing = imports
      .filter(({ to }) => to.startsWith("."))
      .filter((one) => !tracked.includes(targetOf(one)))
      .map((one) => `${one.from} -> ${one.to}`);
    expect(missing).toEqual([]);
  });

  test("no file is longer than 300 lines", () => {
    const long = code
      .map((file) => `${read(file).split("\n").length - 1} ${file}`)
      .filter((line) => Number.parseInt(line, 10) > 300);
    expect(long).toEqual([]);
  });

  test("every shipped file opens with a sentence that says what it promises", () => {
    const silent = shipped.filter((file) => !/^\s*(\/\*\*|\/\/)/.test(read(file)));
    expect(silent).toEqual([]);
  });

  test("file names are kebab-case, components PascalCase", () => {
    const odd = shipped
      .map((file) => path.posix.basename(file))
      .filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.d)?\.ts$/.test(name))
      .filter((name) => !/^([A-Z][A-Za-z0-9]*|index)\.tsx$/.test(name));
    expect(odd).toEqual([]);
  });

  test("no identifier is the bare word gateway", () => {
    const wrong = shipped.filter((file) =>
      /\b(const|let|function|type|class)\s+gateway\b|\bgateway(\?)?:\s*(string|\{)/i.test(
        read(file),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test("nothing skips, focuses or silences", () => {
    const silenced = /\b(test|it|describe)\.(only|todo)\b|@ts-ignore|@ts-expect-error|biome-ignore/;
    const wrong = code
      .filter((file) => file !== "test/architecture.test.ts")
      .filter((file) => silenced.test(read(file)));
    expect(wrong).toEqual([]);
  });

  test("no address of a registry and no build output is tracked", () => {
    expect(
      tracked.filter((file) => /^(dist|release|node_modules|test-results)\//.test(file)),
    ).toEqual([]);
    expect(read("package-lock.json").includes('"resolved"')).toBe(false);
  });
});
