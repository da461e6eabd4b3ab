/** One request on its way through the aiGateway: what is learned of it, until it is a row of the log and of the analytics. */
import type { Address } from "./address.ts";
import type { AiGateway } from "./ai-gateways.ts";
import { costAt } from "./cost.ts";
import { isRecord, parse, text } from "./json.ts";
import type { Logs, PracticeLog } from "./log.ts";
import { collects, customCostIn, metadataIn } from "./log-headers.ts";
import type { Identity } from "./marks.ts";
import type { Call } from "./server.ts";
import type { PracticeSettings } from "./settings.ts";
import { usageIn } from "./usage-reader.ts";

export type Learned = {
  /** Where it went in; null: nowhere that is there, and no row is written. */
  readonly into: { readonly address: Address; readonly aiGateway: AiGateway } | null;
  /** The request's headers, and for the universal endpoint those of the element that was answered. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** What was asked, which for the universal endpoint is that element's. */
  readonly body: Buffer;
  /** Null: as in the path. */
  readonly slug: string | null;
  readonly step: number;
  readonly isCached: boolean;
  readonly isWholesale: boolean;
};

export type Visit = {
  readonly call: Call;
  readonly identity: Identity;
  learn(change: Partial<Learned>): void;
  /** As a rule about models sees it: the one that is asked for. */
  modelAsked(): string;
  /** Writes the row, the first time it is said; `body` as it went out, null where it did not get to its end. */
  finish(status: number, body: Buffer | null, headers: Readonly<Record<string, unknown>>): void;
};

/** "Since 2026-09-01 model names may be normalised `anthropic/claude-haiku-4.5`." */
function catalogueName(slug: string, model: string): string {
  const bare = model.replace(/-(?:\d{8}|\d{4}-\d\d-\d\d)$/, "");
  return `${slug}/${slug === "anthropic" ? bare.replace(/-(\d+)-(\d+)$/, "-$1.$2") : bare}`;
}

/** A model's name with the colon it may have; null for none. */
function decoded(name: string | undefined): string | null {
  try {
    return name === undefined ? null : decodeURIComponent(name);
  } catch {
    return name ?? null;
  }
}

/** "401/400 rows appear with model `unknown`", and so does what has no model. */
function modelOf(
  { body: bytes, path }: { readonly body: Buffer; readonly path: string },
  provider: string,
  status: number,
  settings: PracticeSettings,
): string {
  if (status === 400 || status === 401) return "unknown";
  const body = parse(bytes);
  const inPath =
    /\/models?\/([^/:?]+)[:/]/.exec(path)?.[1] ??
    /\/workers-ai\/(?:run\/)?(@[^?]+)/.exec(path)?.[1] ??
    /\/azure-openai\/[^/]+\/([^/?]+)\//.exec(path)?.[1];
  const name = (isRecord(body) ? text(body.model) : null) ?? decoded(inPath);
  if (name === null || name === "") return "unknown";
  const isShort = settings.modelNames === "catalogue" && provider !== "compat";
  return isShort ? catalogueName(provider, name) : name;
}

export function openVisit(
  call: Call,
  identity: Identity,
  atMs: number,
  parts: {
    readonly now: () => number;
    readonly logs: Logs;
    readonly settings: () => PracticeSettings;
  },
): Visit {
  let learned: Learned = {
    into: null,
    headers: call.headers,
    body: call.body,
    slug: null,
    step: 0,
    isCached: false,
    isWholesale: false,
  };
  let isWritten = false;

  function rowOf(
    { address, aiGateway }: NonNullable<Learned["into"]>,
    status: number,
    body: Buffer | null,
    answerHeaders: Readonly<Record<string, unknown>>,
  ): PracticeLog {
    const { headers, isCached, body: asked } = learned;
    const settings = parts.settings();
    const provider = address.slug ?? learned.slug ?? "unknown";
    const model = modelOf({ body: asked, path: call.path }, provider, status, settings);
    const usage = body === null || status >= 400 ? null : usageIn(body, answerHeaders);
    const custom = customCostIn(headers, usage);
    const known = custom ?? costAt({ provider, model, usage }, atMs, settings.prices);
    const collected = collects(headers, aiGateway);
    return {
      id: identity.logId,
      accountId: address.accountId,
      aiGatewayId: address.aiGatewayId,
      createdAt: atMs,
      durationMs: parts.now() - atMs,
      provider,
      model,
      path: address.rest.replace(/^\//, "").replace(/\?.*$/s, ""),
      status,
      isCached,
      usage,
      // "Cost is 0 even with a custom cost", and a refused request costs nothing.
      costMicroUsd: isCached || status >= 400 ? 0 : known,
      isStored: collected.row,
      eventId: identity.eventId,
      step: learned.step,
      metadata: metadataIn(headers),
      hasCustomCost: custom !== null && !isCached,
      isWholesale: learned.isWholesale,
      userAgent: call.headers["user-agent"] ?? "",
      bodies: collected.bodies
        ? { request: call.body.toString(), response: body?.toString() ?? "" }
        : null,
    };
  }

  return {
    call,
    identity,
    learn: (change) => {
      learned = { ...learned, ...change };
    },
    modelAsked: () => {
      const provider = learned.slug ?? learned.into?.address.slug ?? "unknown";
      return modelOf({ body: learned.body, path: call.path }, provider, 200, parts.settings());
    },
    finish: (status, body, headers) => {
      if (isWritten || learned.into === null) return;
      isWritten = true;
      parts.logs.add(rowOf(learned.into, status, body, headers));
    },
  };
}
