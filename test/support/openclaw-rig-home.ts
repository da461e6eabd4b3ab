/** A home for OpenClaw: its configuration as a person would have written it, its environment, a free port. */
import { randomBytes, randomInt } from "node:crypto";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";

const offline = path.join(import.meta.dirname, "openclaw-rig.offline.cjs");

/** The environment of OpenClaw's processes: nothing of the caller's but where programs are. */
export function openClawEnv(
  home: string,
  env: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`,
    HOME: home,
    TMPDIR: path.join(home, "tmp"),
    TERM: "dumb",
    NODE_OPTIONS: `--require=${JSON.stringify(offline)}`,
    OPENCLAW_DISABLE_BONJOUR: "1",
    OPENCLAW_NO_AUTO_UPDATE: "1",
    OPENCLAW_NO_RESPAWN: "1",
    OPENCLAW_OFFLINE: "1",
    ...env,
  };
}

/** What a person's file would hold, with the daemon's own parts; written as JSON5 with a comment, as people do. */
export function writeConfig(options: {
  readonly home: string;
  readonly port: number;
  readonly token: string;
  /** More top-level members, as JSON5 text: `models: { … }, agents: { … }`. */
  readonly more?: string;
}): string {
  const { home, port, token, more } = options;
  const folder = path.join(home, ".openclaw");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, "openclaw.json");
  writeFileSync(
    file,
    `// My own setup.
{
  gateway: {
    mode: "local",
    bind: "loopback", // nobody else's business
    port: ${port},
    auth: { mode: "token", token: "${token}" },
    controlUi: { enabled: false },
  },
  logging: { file: ${JSON.stringify(path.join(home, "openclaw.log"))} },
${more ? `${more.replace(/^\s*\n|\s+$/g, "")}\n` : ""}}
`,
    { mode: 0o600 },
  );
  return file;
}

export const newToken = (): string => randomBytes(24).toString("hex");

/** Free now, and below the range from which the system hands out ports: nobody takes it while the daemon starts. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

/** OpenClaw keeps compiled code below the temporary folder; without it a start takes several seconds longer. */
export function shareCompiledCode(home: string, cacheFolder: string): void {
  const shared = path.join(cacheFolder, "compiled");
  mkdirSync(shared, { recursive: true });
  const temporary = path.join(home, "tmp");
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  const link = path.join(temporary, "node-compile-cache");
  if (!existsSync(link)) symlinkSync(shared, link);
}
