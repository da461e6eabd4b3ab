/** A real Secret Service of a test's own: a private D-Bus and a private gnome-keyring, gone when stopped. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { needTools } from "./tools.ts";

/** "empty" is a service that has no collection and no screen to ask for one on. */
export type KeyringMode = "unlocked" | "locked" | "empty" | "none";

export type Keyring = {
  /** To be laid over a child's environment: `{ ...process.env, ...keyring.env }`. */
  readonly env: Record<string, string>;
  lock(): Promise<void>;
  unlock(): Promise<void>;
  /** From here until `thaw` it owns its name on the bus and answers nothing, like one that waits for a person. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
};

const run = promisify(execFile);
const password = "correct horse";

/** False, said loudly (or thrown, on CI), where the tools are missing. Use it with `describe.skipIf(!hasKeyring())`. */
export function hasKeyring(): boolean {
  if (process.platform !== "linux") return false;
  return needTools({
    names: ["dbus-daemon", "dbus-send", "gnome-keyring-daemon"],
    install: "apt-get install dbus gnome-keyring libsecret-1-0",
  });
}

/**
 * "unlocked" and "locked" have the login collection, empty; "none" is a bus nobody serves secrets on. Nothing of the
 * caller's own keyring is read or written, nothing is started by the bus itself, no display is inherited.
 */
export async function withKeyring(mode: KeyringMode): Promise<Keyring> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-keyring-"));
  const address = `unix:path=${join(folder, "bus")}`;
  const privateEnv = {
    PATH: process.env.PATH ?? "",
    HOME: folder,
    DBUS_SESSION_BUS_ADDRESS: address,
    ...folders(folder, ["XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"]),
  };
  const started: ChildProcess[] = [];
  const killAll = () => {
    for (const child of started) child.kill("SIGKILL");
  };
  process.once("exit", killAll);

  async function stop(): Promise<void> {
    process.off("exit", killAll);
    for (const child of started.toReversed()) await end(child);
    rmSync(folder, { recursive: true, force: true });
  }

  async function send(...call: string[]): Promise<string> {
    const { stdout } = await run("dbus-send", ["--session", "--print-reply", ...call], {
      env: privateEnv,
    });
    return stdout;
  }

  async function startBus(): Promise<void> {
    const config = join(folder, "bus.conf");
    writeFileSync(config, busConfig(address));
    const bus = spawn(
      "dbus-daemon",
      [`--config-file=${config}`, "--nofork", "--nopidfile", "--print-address=1"],
      { env: privateEnv, stdio: ["ignore", "pipe", "ignore"] },
    );
    started.push(bus);
    // The address is printed once connections are accepted.
    await once(createInterface({ input: bus.stdout }), "line");
  }

  async function startSecrets(): Promise<ChildProcess> {
    const secrets = spawn(
      "gnome-keyring-daemon",
      [
        "--foreground",
        ...(mode === "empty" ? [] : ["--unlock"]),
        "--components=secrets",
        `--control-directory=${join(folder, "control")}`,
      ],
      { env: privateEnv, stdio: ["pipe", "ignore", "ignore"] },
    );
    started.push(secrets);
    // The whole input is the password, which makes the login collection; a line end would be part of it.
    secrets.stdin.end(password);
    const deadline = Date.now() + 10_000;
    while (
      !(await send(...busCall("NameHasOwner"), "string:org.freedesktop.secrets")).includes("true")
    ) {
      if (Date.now() > deadline) throw new Error("gnome-keyring-daemon does not appear on the bus");
      await wait(10);
    }
    return secrets;
  }

  const lock = async () => {
    await send(
      "--dest=org.freedesktop.secrets",
      "/org/freedesktop/secrets",
      "org.freedesktop.Secret.Service.Lock",
      "array:objpath:/org/freedesktop/secrets/collection/login",
    );
  };

  try {
    await startBus();
    const secrets = mode === "none" ? null : await startSecrets();
    if (mode === "locked") await lock();
    return {
      env: { DBUS_SESSION_BUS_ADDRESS: address, DISPLAY: "", WAYLAND_DISPLAY: "" },
      lock,
      unlock: () => unlock(join(folder, "control", "control")),
      freeze: () => void secrets?.kill("SIGSTOP"),
      thaw: () => void secrets?.kill("SIGCONT"),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function folders(parent: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const folder = join(parent, name.toLowerCase());
      mkdirSync(folder, { mode: 0o700 });
      return [name, folder];
    }),
  );
}

/** No service folder: the system's own would have the bus start a second, locked keyring for whoever asks too early. */
function busConfig(address: string): string {
  return `<busconfig><type>session</type><listen>${address}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/></policy></busconfig>`;
}

const busCall = (method: string): readonly string[] => [
  "--dest=org.freedesktop.DBus",
  "/",
  `org.freedesktop.DBus.${method}`,
];

/**
 * What the login screen does: one packet on gnome-keyring's control socket. A zero byte (which carries the sender's
 * identity), then length, operation 1 (unlock), and the password with its length; numbers are 32 bits, big-endian.
 */
async function unlock(socketPath: string): Promise<void> {
  const text = Buffer.from(password);
  const packet = Buffer.alloc(13 + text.length);
  packet.writeUInt32BE(12 + text.length, 1);
  packet.writeUInt32BE(1, 5);
  packet.writeUInt32BE(text.length, 9);
  text.copy(packet, 13);
  const socket = connect(socketPath);
  try {
    socket.write(packet);
    const [answer] = (await once(socket, "data")) as [Buffer];
    if (answer.readUInt32BE(4) !== 0) throw new Error("gnome-keyring refused to unlock");
  } finally {
    socket.destroy();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, "exit");
  // A frozen one takes no SIGTERM. Nothing of it is kept, so there is nothing to end gently.
  child.kill("SIGKILL");
  await gone;
}
