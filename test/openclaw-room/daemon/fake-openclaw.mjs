// OpenClaw's own program as far as these tests go: does what the JSON file named by FAKE_OPENCLAW says, and writes down how it was run.
import { appendFileSync, closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";

const script = JSON.parse(readFileSync(process.env.FAKE_OPENCLAW, "utf8"));
const args = process.argv.slice(2);
const line = {
  args,
  env: Object.keys(process.env),
  config: process.env.OPENCLAW_CONFIG_PATH,
  pid: process.pid,
  isAlone: args[1] !== "call" || takeTurn(),
};
appendFileSync(script.record, `${JSON.stringify(line)}\n`);

const plain = args[0] === "--profile" ? args.slice(2) : args;
const key = plain.slice(0, plain[1] === "call" ? 3 : 2).join(" ");
const {
  out = "",
  err = "",
  exit = 0,
  hang = false,
  listen = null,
  afterMs = 0,
} = script.commands[key] ?? { exit: 2 };
process.stderr.write(err);
if (listen !== null) setTimeout(() => serve(listen), afterMs);
else if (hang) setInterval(() => undefined, 1_000);
else process.stdout.write(out, () => process.exit(exit));

/** False while another call is under way. */
function takeTurn() {
  const turn = `${script.record}.turn`;
  try {
    closeSync(openSync(turn, "wx"));
    process.on("exit", () => rmSync(turn));
    return true;
  } catch {
    return false;
  }
}

function serve(port) {
  const body = {
    "/healthz": '{"ok":true,"status":"live"}',
    "/readyz": '{"ready":true}',
    "/startupz": '{"ok":true,"status":"started","version":"2026.9.6"}',
  };
  createServer((request, response) => response.end(body[request.url] ?? "")).listen(
    port,
    "127.0.0.1",
  );
  process.on("SIGTERM", () => setTimeout(() => process.exit(0), 200));
}
