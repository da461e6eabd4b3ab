/** Whether OpenClaw's daemon runs: asked over HTTP on loopback, at the ports it may listen on. */
import { request } from "node:http";
import { type JsonObject, valueAt } from "../core/json5-edit.ts";

const defaultPort = 18_789;
const limitMs = 400;
const maxAnswerBytes = 1_024;

/** @param config what the configuration file says, null when it cannot be read. */
export async function isDaemonRunning(
  env: Readonly<Record<string, string | undefined>>,
  config: JsonObject | null,
): Promise<boolean> {
  const ports = [
    Number(env.OPENCLAW_GATEWAY_PORT),
    config && valueAt(config, ["gateway", "port"]),
    defaultPort,
  ];
  const candidates = new Set(ports.filter((port) => isPort(port)));
  const answers = await Promise.all([...candidates].map(isLive));
  return answers.includes(true);
}

const isPort = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value > 0 && value < 65_536;

/** Measured on 2026.9.6: `/healthz` answers `{"ok":true,"status":"live"}` without a token. */
function isLive(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request(
      { host: "127.0.0.1", port, path: "/healthz", timeout: limitMs, agent: false },
      (answer) => {
        let text = "";
        answer.on("data", (piece: Buffer) => {
          text += piece.toString("latin1");
          if (text.length > maxAnswerBytes) asked.destroy();
        });
        answer.on("end", () => resolve(answer.statusCode === 200 && text.includes('"live"')));
      },
    );
    asked.on("timeout", () => asked.destroy());
    asked.on("error", () => resolve(false));
    asked.on("close", () => resolve(false));
    asked.end();
  });
}
