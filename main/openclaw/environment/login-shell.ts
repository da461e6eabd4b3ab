/** What a login shell would give OpenClaw: asked the way OpenClaw asks, with a limit, and not again within ten minutes. */
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseVariables } from "../../core/environment/process-text.ts";

export type LoginShell = {
  /** Names of no interest are dropped at once; null where there is no such shell, or it did not answer in time. */
  read(): Promise<ReadonlyMap<string, string> | null>;
  /** The last answer, without asking. */
  last(): ReadonlyMap<string, string> | null;
};

const limitMs = 10_000;
const asksEveryMs = 10 * 60_000;
const maxBytes = 2 * 1024 * 1024;

export function createLoginShell({
  env,
  homeDir,
  platform,
  now,
  isOfInterest,
}: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
  readonly platform: NodeJS.Platform;
  readonly now: () => number;
  readonly isOfInterest: (name: string) => boolean;
}): LoginShell {
  let answer: ReadonlyMap<string, string> | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<ReadonlyMap<string, string> | null> | null = null;

  async function ask(): Promise<ReadonlyMap<string, string> | null> {
    if (platform === "win32") return null;
    const shell = await trustedShell(env.SHELL);
    const output = await run(shell, shellEnv(env, homeDir, shell));
    // What its start-up files print comes before the mark.
    const mark = output?.indexOf("\0") ?? -1;
    if (output === null || mark < 0) return null;
    const all = parseVariables(output.slice(mark + 1));
    return new Map([...all].filter(([name]) => isOfInterest(name)));
  }

  return {
    last: () => answer,
    read() {
      if (now() - askedAt < asksEveryMs) return asking ?? Promise.resolve(answer);
      askedAt = now();
      asking = ask().then((found) => {
        answer = found;
        asking = null;
        return found;
      });
      return asking;
    },
  };
}

/** OpenClaw's rule: `$SHELL` if the system lists it as one, else `/bin/sh`. */
async function trustedShell(shell: string | undefined): Promise<string> {
  const listed = await readFile("/etc/shells", "utf8").catch(() => "");
  const named = shell?.trim() ?? "";
  const isTrusted = path.isAbsolute(named) && path.normalize(named) === named;
  return isTrusted && listed.split(/\r?\n/).some((line) => line.trim() === named)
    ? named
    : "/bin/sh";
}

/** Nothing of Sluice's own environment: what stands there is not what the login shell gives. */
function shellEnv(
  env: Readonly<Record<string, string | undefined>>,
  homeDir: string,
  shell: string,
): Record<string, string> {
  const kept = ["USER", "LOGNAME", "LANG", "LC_ALL", "TMPDIR", "XDG_RUNTIME_DIR"].flatMap((name) =>
    env[name] === undefined ? [] : [[name, env[name]] as const],
  );
  return {
    ...Object.fromEntries(kept),
    HOME: homeDir,
    SHELL: shell,
    TERM: "dumb",
    PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
  };
}

function run(shell: string, env: Record<string, string>): Promise<string | null> {
  const isBash = path.basename(shell) === "bash";
  const command = "printf '\\0'; env -0";
  const args = isBash ? ["-lic", command] : ["-l", "-c", command];
  return new Promise((resolve) => {
    // A session of its own: its start-up files get no terminal, and everything it starts ends with it.
    const child = spawn(shell, args, { env, stdio: ["ignore", "pipe", "ignore"], detached: true });
    const chunks: Buffer[] = [];
    let size = 0;
    const end = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch {
        // It has ended already.
      }
    };
    const limit = setTimeout(end, limitMs);
    child.stdout.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) end();
      else chunks.push(chunk);
    });
    child.once("error", () => {
      clearTimeout(limit);
      resolve(null);
    });
    child.once("close", (code) => {
      clearTimeout(limit);
      resolve(code === 0 ? Buffer.concat(chunks).toString("utf8") : null);
    });
  });
}
