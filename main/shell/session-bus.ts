/** The session bus of a Linux desktop, as far as Sluice listens to it: a question now and then, and word of a name that has come or gone. */
import { execFile } from "node:child_process";
import net from "node:net";

const patienceMs = 2_000;
const comeBackMs = 60_000;
const bus = "org.freedesktop.DBus";

/** Named, the bus is asked; unnamed, some systems would start one for the asking. */
const addressOf = (env: NodeJS.ProcessEnv): string =>
  env.DBUS_SESSION_BUS_ADDRESS ?? `unix:path=${env.XDG_RUNTIME_DIR ?? ""}/bus`;

/** Of two programs one is on every desktop: what the first says that is there. Null when nobody answers. */
export async function askBus(ask: {
  /** For `gdbus call --session`. */
  readonly gdbus: readonly string[];
  /** For `dbus-send --session --print-reply`. */
  readonly dbusSend: readonly string[];
}): Promise<string | null> {
  return (
    (await run("gdbus", ["call", "--session", ...ask.gdbus])) ??
    run("dbus-send", ["--session", "--print-reply", ...ask.dbusSend])
  );
}

/** Null when the program is not there or the bus does not answer. */
function run(command: string, args: readonly string[]): Promise<string | null> {
  const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: addressOf(process.env) };
  return new Promise((resolve) => {
    execFile(command, [...args], { timeout: patienceMs, env }, (error, output) =>
      resolve(error ? null : output),
    );
  });
}

/**
 * Calls back each time the name gets another owner or none, over a socket that costs nothing while nothing happens: a program that is asked
 * every minute would, and one left to listen would outlive a Sluice that is killed. A bus that is not there is looked for again now and then.
 * @returns the way to stop.
 */
export function watchName(name: string, listener: () => void): () => void {
  let socket: net.Socket | null = null;
  let timer: NodeJS.Timeout | undefined;

  function connect(): void {
    const path = socketOf(addressOf(process.env));
    if (path === null) return;
    let heard = "";
    const here = net.connect(path);
    socket = here;
    here.unref();
    // What is read is never more than the tail of one message: names and the one word that is waited for.
    here.setEncoding("latin1").on("data", (part: string) => {
      heard = (heard + part).slice(-4_096);
      if (heard.startsWith("OK ")) {
        heard = "";
        here.write("BEGIN\r\n");
        here.write(call(1, "Hello", null));
        const rule = `type='signal',sender='${bus}',member='NameOwnerChanged',arg0='${name}'`;
        here.write(call(2, "AddMatch", rule));
      } else if (heard.includes("NameOwnerChanged")) {
        heard = "";
        listener();
      }
    });
    here.on("connect", () => {
      const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString("hex");
      here.write(`\0AUTH EXTERNAL ${uid}\r\n`);
    });
    here.on("error", () => {});
    here.on("close", () => {
      if (socket !== here) return;
      timer = setTimeout(connect, comeBackMs);
      timer.unref();
    });
  }

  connect();
  return () => {
    clearTimeout(timer);
    const last = socket;
    socket = null;
    last?.destroy();
  };
}

/** The first Unix socket of a bus's address, an abstract one as Node writes it. */
export function socketOf(address: string): string | null {
  for (const each of address.split(";")) {
    const [, kind, value] = /^unix:(?:.*,)?(path|abstract)=([^,]*)/.exec(each) ?? [];
    if (value === undefined || value === "") continue;
    try {
      return `${kind === "abstract" ? "\0" : ""}${decodeURIComponent(value)}`;
    } catch {
      // Not written as the specification has it.
    }
  }
  return null;
}

/** A message that calls one of the bus's own methods, with one text or nothing. Source: D-Bus Specification 0.43, "Message Format". */
function call(serial: number, method: string, argument: string | null): Buffer {
  const fields = [
    field(1, "o", text("/org/freedesktop/DBus")),
    field(2, "s", text(bus)),
    field(3, "s", text(method)),
    field(6, "s", text(bus)),
    ...(argument === null ? [] : [field(8, "g", Buffer.from("\x01s\0", "latin1"))]),
  ];
  const all = fields.reduce((sum, each) => Buffer.concat([padded(sum), each]), Buffer.alloc(0));
  const body = argument === null ? Buffer.alloc(0) : text(argument);
  const head = Buffer.alloc(16);
  // Little-endian, a call that wants no flags, of the first version.
  head.set([0x6c, 1, 0, 1]);
  head.writeUInt32LE(body.length, 4);
  head.writeUInt32LE(serial, 8);
  head.writeUInt32LE(all.length, 12);
  return Buffer.concat([padded(Buffer.concat([head, all])), body]);
}

const field = (code: number, type: string, value: Buffer): Buffer =>
  Buffer.concat([Buffer.from([code, 1, type.charCodeAt(0), 0]), value]);

function text(value: string): Buffer {
  const bytes = Buffer.from(`${value}\0`);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length - 1);
  return Buffer.concat([length, bytes]);
}

const padded = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8)]);
