/** A turn as OpenClaw would send it, with the key that stands in its file. */
import { readFileSync } from "node:fs";
import path from "node:path";

/** What became of it: a turn that Sluice answers itself is a refusal, so that OpenClaw stops. */
export type Turn = { readonly status: number; readonly isRefused: boolean };

/** @param folder holds OpenClaw's own, as the fixture lays it out. */
export async function turn(folder: string, model: string, text: string): Promise<Turn> {
  const config = readFileSync(path.join(folder, "openclaw/openclaw.json"), "utf8");
  const base = /http:\/\/127\.0\.0\.1:\d+\/anthropic/.exec(config)?.[0];
  const key = /apiKey"?: "([0-9a-f]{64})"/.exec(config)?.[1] ?? "";
  const answer = await fetch(`${base}/v1/messages`, {
    method: "POST",
    headers: { "x-api-key": key, "anthropic-version": "2023-06-01" },
    body: JSON.stringify({
      model,
      max_tokens: 400,
      stream: true,
      tools: [{ name: "exec", input_schema: { type: "object" } }],
      messages: [{ role: "user", content: text.repeat(900) }],
    }),
  });
  const body = await answer.text();
  return { status: answer.status, isRefused: body.includes('"stop_reason":"refusal"') };
}
