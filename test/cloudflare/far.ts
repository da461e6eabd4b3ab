/** Far ends that answer as told, and clients on them that do not wait as long as real ones. */
import { type Cloudflare, createCloudflare } from "../../main/cloudflare/cloudflare.ts";
import { createRest, type Rest, type RestOptions } from "../../main/cloudflare/rest.ts";
import { createBudget } from "../../main/core/budget.ts";
import { answerText, type FarEnd, type FarEndRequest, startFarEnd } from "../support/far-end.ts";

export const token = "cfut_CANARY0123456789abcdefghijklmnopqrstuv";
export const quick = { headersMs: 5_000, wholeMs: 20_000, backoffMs: 5, flapMs: 5 };

export type Said = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is no text is sent as JSON. */
  readonly body: unknown;
};

/** Answers each request with what `say` makes of it; null breaks the connection off. */
export async function farEnd(say: (request: FarEndRequest) => Said | null): Promise<FarEnd> {
  return startFarEnd((request, socket) => {
    const said = say(request);
    if (said === null) return void socket.destroy();
    const { status = 200, headers = { "content-type": "application/json" }, body } = said;
    socket.write(
      answerText(status, typeof body === "string" ? body : JSON.stringify(body), headers),
    );
  });
}

export const options = (base: string, more: Partial<RestOptions> = {}): RestOptions => ({
  base: `${base}/client/v4`,
  token,
  now: Date.now,
  budget: createBudget(Date.now),
  patience: quick,
  ...more,
});

export const restOn = (far: FarEnd, more: Partial<RestOptions> = {}): Rest =>
  createRest(options(far.base, more));

export const clientOn = (far: FarEnd, more: Partial<RestOptions> = {}): Cloudflare =>
  createCloudflare(options(far.base, more));

export const done = (result: unknown, info: object = {}): Said => ({
  body: { success: true, errors: [], messages: [], result, ...info },
});

export const refused = (status: number, code: number, message: string): Said => ({
  status,
  body: { success: false, errors: [{ code, message }], messages: [], result: null },
});
