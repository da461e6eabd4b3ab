/** Run by itself: has the generators of a real OpenClaw write service definitions, and prints what they wrote. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** What OpenClaw is asked to start. */
export type Start = {
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
};
/** Null where that version has no generator to be called from outside. */
export type Written = {
  readonly plist: string | null;
  readonly unit: string | null;
  readonly environmentFile: string | null;
  readonly task: string | null;
};

type Generator = (given: unknown) => string;

if (import.meta.main) {
  const { dist, starts }: { dist: string; starts: readonly Start[] } = JSON.parse(
    readFileSync(0, "utf8"),
  );
  const plist = await generator(dist, "buildLaunchAgentPlist");
  const unit = await generator(dist, "buildSystemdUnit");
  const environmentFile = await generator(dist, "serializeSystemdEnvironmentFile");
  const task = await generator(dist, "buildTaskScript");
  const written = starts.map(({ words, environment }): Written => {
    const given = { programArguments: words, environment };
    const files = { label: "ai.openclaw.gateway", stdoutPath: "/l", stderrPath: "/l" };
    return {
      plist: plist?.({ ...given, ...files }) ?? null,
      unit: unit?.({ ...given, environmentFiles: [] }) ?? null,
      environmentFile: environmentFile?.(environment) ?? null,
      task: task?.(given) ?? null,
    };
  });
  process.stdout.write(JSON.stringify(written));
}

/** The bundler gives files and exports names of its own: the function is found by the one it was declared with. */
async function generator(dist: string, name: string): Promise<Generator | null> {
  for (const file of readdirSync(dist).filter((one) => /\.m?js$/.test(one))) {
    const text = readFileSync(path.join(dist, file), "utf8");
    if (!text.includes(`function ${name}(`)) continue;
    const [, alias = name] =
      new RegExp(`^export \\{[^}]*\\b${name}(?: as (\\w+))?[,\\s}]`, "m").exec(text) ?? [];
    const found: unknown = Reflect.get(await import(path.join(dist, file)), alias);
    if (typeof found === "function") return (given) => String(found(given));
  }
  return null;
}
