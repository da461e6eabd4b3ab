/** Sluice without a face: one command or query a line in, states and replies a line out, logs on stderr. */
import { homedir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Reply } from "../preload/contract/command.ts";
import type { AppState } from "../preload/contract/state.ts";
import type { App } from "./app/app.ts";
import { type Arguments, readArguments } from "./app/arguments.ts";
import { composeApp } from "./app/compose.ts";
import { version } from "./app/version.ts";

const exitCodes = { ok: 0, usage: 2, refused: 4 } as const;

const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
const print = (value: object): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

/** Ends once what was printed has left the process. A keychain that never answers would hold an ordinary exit for ever. */
function leave(code: number, isHeld = false): void {
  process.stdout.write("", () => {
    if (isHeld) process.kill(process.pid, "SIGKILL");
    process.exit(code);
  });
}

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2), true);
  if (!args.ok) {
    say(args.message);
    return leave(exitCodes.usage);
  }
  const given = givenKey(args.value);
  const composed = await composeApp({
    args: args.value,
    env: process.env,
    defaultUserDataDir: defaultFolder(),
    isPackaged: import.meta.url.includes("app.asar"),
    version,
    writeLog: say,
    program: [process.execPath, import.meta.filename],
  });
  if (!composed.ok) {
    say(composed.message);
    return leave(composed.exitCode);
  }
  const { app } = composed;
  let exitCode: number = exitCodes.ok;
  void app.done.then(async () => {
    await composed.release();
    // The reply to app.quit is printed in this turn; leave in the next.
    setImmediate(() => leave(exitCode, composed.isHeld()));
  });
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const)
    process.on(signal, () => void app.quit());
  process.stdout.on("error", () => void app.quit());

  const { leave: isLeaving, once, unlink } = args.value;
  const isBrief = once || unlink || isLeaving;
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  await app.start({ isObserver: isBrief });
  let newest = 0;
  const show = (state: AppState): void => {
    if (state.rev <= newest) return;
    newest = state.rev;
    print({ state });
  };
  app.watch(show);
  const refusal = await setUp(app, args.value, given, async () => (await lines.next()).value ?? "");
  if (refusal) {
    say(refusal);
    exitCode = exitCodes.refused;
    return app.quit();
  }
  show(app.state());
  if (isBrief) return app.quit();
  const pending = new Set<Promise<void>>();
  for await (const line of { [Symbol.asyncIterator]: () => lines }) {
    if (line.trim() === "") continue;
    const obeyed = obey(app, line).finally(() => pending.delete(obeyed));
    pending.add(obeyed);
  }
  // The end of the input is no reason to leave a command without its reply.
  await Promise.all(pending);
  await app.quit();
}

/** The key the switches bring; null when it comes as the first line. Taken out of the environment at once: OpenClaw must not inherit it from a Sluice that starts it. */
function givenKey({ providerKey }: Arguments): string | null {
  if (providerKey?.from === "literal") return providerKey.secret;
  if (providerKey?.from !== "environment") return null;
  const secret = process.env[providerKey.name] ?? "";
  delete process.env[providerKey.name];
  return secret;
}

/** Does what the set-up switches say; returns a sentence when something was refused. */
async function setUp(
  app: App,
  args: Arguments,
  given: string | null,
  firstLine: () => Promise<string>,
): Promise<string | null> {
  const send = async (input: object, what: string): Promise<string | null> => {
    const reply = await app.send(input);
    return reply.ok ? null : `${what} was refused: ${reply.error.code}.`;
  };
  const { profile, providerKey } = args;
  const steps: (() => Promise<string | null>)[] = [];
  if (profile)
    steps.push(() =>
      send({ type: "profile.save", name: profile.aiGatewayId, ...profile }, "The profile"),
    );
  if (providerKey)
    steps.push(async () => {
      if (providerKey.from === "literal")
        say("Others on this machine can see a key given as a switch. Use env:NAME or - instead.");
      const secret = given ?? (await firstLine());
      return send(
        { type: "secret.save", kind: "provider", provider: "anthropic", secret },
        "The provider key",
      );
    });
  if (args.link) steps.push(() => send({ type: "openclaw.link", kind: "own" }, "Linking OpenClaw"));
  if (args.unlink)
    steps.push(async () => {
      const undone = await app.undo();
      return undone.ok ? null : `Unlinking OpenClaw was refused: ${undone.error.code}.`;
    });
  if (args.leave)
    steps.push(async () => {
      const left = await app.leave();
      return left.ok ? null : `Leaving OpenClaw was refused: ${left.error.code}.`;
    });
  for (const step of steps) {
    const refusal = await step();
    if (refusal) return refusal;
  }
  return null;
}

async function obey(app: App, line: string): Promise<void> {
  let input: unknown;
  try {
    input = JSON.parse(line);
  } catch {
    return reply(null, { ok: false, error: { code: "command.malformed" } });
  }
  if (typeof input === "object" && input !== null && "query" in input)
    return reply(typeOf(input.query), await app.read(input.query));
  reply(typeOf(input), await app.send(input));
}

function reply(to: string | null, answer: Reply | Awaited<ReturnType<App["read"]>>): void {
  print({ reply: { to, ...answer } });
}

/** Echoed only when it looks like the name of a command: anything else could be a secret on the wrong line. */
function typeOf(input: unknown): string | null {
  const type = typeof input === "object" && input !== null && "type" in input ? input.type : null;
  if (type === "diagnostics") return type;
  return typeof type === "string" && /^[a-z]{1,20}\.[a-z]{1,20}$/i.test(type) ? type : null;
}

/** Where desktop programs of this system keep their data; the same folder the window's build uses. */
function defaultFolder(): string {
  const home = homedir();
  if (process.platform === "darwin") return path.join(home, "Library/Application Support/Sluice");
  if (process.platform === "win32")
    return path.join(process.env.APPDATA ?? path.join(home, "AppData/Roaming"), "Sluice");
  return path.join(process.env.XDG_CONFIG_HOME ?? path.join(home, ".config"), "Sluice");
}

await main();
