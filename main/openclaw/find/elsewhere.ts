/** Looks for an OpenClaw that does not run on this system itself; starts nothing but Windows' own list of its Linuxes. */
import { type Elsewhere, parseDistributions, placesOf } from "../../core/find/elsewhere.ts";
import { valuesOf } from "../../core/find/windows-places.ts";
import type { Run } from "./run.ts";
import type { ServiceOptions } from "./services.ts";

const limitMs = 2_000;
const maxBytes = 256 * 1024;

/** Never starts a distribution: listing them does not. */
export async function lookElsewhere(
  { env, homeDir, platform, disk }: ServiceOptions,
  run: Run,
): Promise<readonly Elsewhere[]> {
  const separator = platform === "win32" ? "\\" : "/";
  // A checkout is what OpenClaw's container set-up starts from.
  const files = ["docker-compose.yml", "compose.yml", "compose.yaml"].map((name) =>
    [homeDir, "openclaw", name].join(separator),
  );
  const composeFiles: { file: string; text: string }[] = [];
  for (const file of files) {
    const bytes = await disk.read(file, maxBytes);
    if (bytes) composeFiles.push({ file, text: bytes.toString("utf8") });
  }
  const systemRoot = valuesOf(env)("SystemRoot") ?? "C:\\Windows";
  const program = `${systemRoot}\\System32\\wsl.exe`;
  const isWindows = platform === "win32" && (await disk.look(program))?.kind === "file";
  const printed = isWindows ? await run(program, ["-l", "-q"], { env, limitMs }) : null;
  return placesOf({ composeFiles, distributions: printed ? parseDistributions(printed) : [] });
}
