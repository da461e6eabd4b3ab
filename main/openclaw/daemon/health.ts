/** Whether OpenClaw's daemon lives and is ready: asked over HTTP on loopback, with nothing in the question. */
import { type RequestOptions, request } from "node:http";
import { request as requestTls } from "node:https";
import { z } from "zod";
import { type JsonObject, valueAt } from "../../core/json5-edit.ts";

export type Health = {
  /** It has come up, whatever its channels do. */
  readonly isReady: boolean;
  /** Since 2026.6; null when it does not say. */
  readonly version: string | null;
};

const limitMs = 1_500;
const maxAnswerBytes = 16_384;

const live = z.object({ ok: z.literal(true), status: z.literal("live") });
const startup = z.object({
  status: z.enum(["starting", "started", "draining"]),
  version: z.string().nullable().catch(null),
});

/**
 * Null when nothing there answers as OpenClaw. Three addresses are asked at once: `/healthz` (the process lives),
 * `/startupz` (it has come up; not before 2026.6) and `/readyz`, which also fails over a single broken channel and so
 * only counts where there is no `/startupz`. A daemon that is still starting answers the second alone.
 */
export async function askHealth(port: number, isTls = false): Promise<Health | null> {
  const ask = (path: string) => answerOf(port, path, isTls);
  const [healthz, startupz, readyz] = await Promise.all(
    ["/healthz", "/startupz", "/readyz"].map(ask),
  );
  const started = startup.safeParse(startupz?.body);
  const isLive = healthz?.status === 200 && live.safeParse(healthz.body).success;
  if (!isLive && !started.success) return null;
  return {
    isReady: started.success ? started.data.status === "started" : readyz?.status === 200,
    version: started.success ? started.data.version : null,
  };
}

/** A daemon with a certificate of its own answers HTTPS only. */
export const isTls = (config: JsonObject | null): boolean =>
  config !== null && valueAt(config, ["gateway", "tls", "enabled"]) === true;

type HttpAnswer = { readonly status: number; readonly body: unknown };

function answerOf(port: number, path: string, isSecure: boolean): Promise<HttpAnswer | null> {
  // No agent: a proxy configured for this process has no business between it and loopback.
  const target: RequestOptions = { host: "127.0.0.1", port, path, agent: false };
  return new Promise((resolve) => {
    // Its certificate is its own and nothing secret is asked or told, so it is not checked.
    const asked = isSecure ? requestTls({ ...target, rejectUnauthorized: false }) : request(target);
    const limit = setTimeout(() => asked.destroy(), limitMs);
    limit.unref();
    asked.on("response", (answer) => {
      const pieces: Buffer[] = [];
      let size = 0;
      answer.on("data", (piece: Buffer) => {
        pieces.push(piece);
        size += piece.length;
        if (size > maxAnswerBytes) asked.destroy();
      });
      answer.on("error", () => asked.destroy());
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, body: json(Buffer.concat(pieces)) }),
      );
    });
    asked.on("error", () => resolve(null));
    asked.on("close", () => {
      clearTimeout(limit);
      resolve(null);
    });
    asked.end();
  });
}

function json(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return null;
  }
}
