/** What one look at the configuration file tells, the journal beside it; pure. */
import { isEditable } from "../../core/json5-document.ts";
import { applyEdit, type JsonObject, valueAt } from "../../core/json5-edit.ts";
import { fallbacksPath, primaryPath } from "../../core/link/entry.ts";
import { findLink, includeInTheWay, leftoverChanges } from "../../core/link/found.ts";
import { heldBack, holdWrites } from "../../core/link/hold.ts";
import { hasOwnEntries, isHeld, slugsOf } from "../../core/link/plan.ts";
import { overlayOffers } from "../../core/link/providers.ts";
import { withoutChanges } from "../../core/link/unlink.ts";
import type { ConfigFile, Refusal } from "../config-file.ts";
import type { OpenClawView } from "../openclaw.ts";
import type { LinkRecord, Loaded } from "./journal.ts";
import { isKeyOf, presenceOf, strangerIn } from "./ownership.ts";
import { readDocument } from "./without-link.ts";

/** `isProven`: although the record cannot be read, a kept original shows that the link is ours. */
export function viewOf(
  configPath: string,
  file: ConfigFile | Refusal,
  loaded: Loaded,
  isProven: boolean,
): OpenClawView {
  const isLost = loaded === "unreadable";
  const record = isLost ? null : loaded;
  const kind = record?.link.kind ?? "own";
  const providers = record ? slugsOf(record.link) : [];
  const port = record && record.link.kind !== "edge" ? record.link.port : null;
  const blind = {
    configPath,
    version: null,
    link: loaded && { kind, providers, applied: false },
    isOurs: record !== null,
    made: record?.link ?? null,
    hold: record && isHeld(record.link) ? ("whole" as const) : ("none" as const),
    localKey: null,
    port,
    overlays: [],
    config: null,
  };
  if (!file.ok) return { ...blind, status: "unreadable", code: file.code };
  if (file.hash === null) return { ...blind, status: "notFound" };
  const document = readDocument(file.bytes);
  if (!document.ok) return { ...blind, status: "unreadable", code: document.code };

  const { text, value } = document;
  const found = findLink(value);
  const key = found?.localKey ?? null;
  const overlays = overlayOffers(withoutChanges(value, record?.changes ?? leftoverChanges(value)));
  const isOver = record
    ? !hasOwnEntries(record.link)
    : overlays.some(({ refusal }) => refusal === null);
  const code =
    obstacleIn(file.isSymlink, text, isOver ? null : value) ??
    (isLost ? ("config.unreadable" as const) : null);
  return {
    status: "found",
    configPath,
    version: versionIn(value),
    ...(code ? { code } : {}),
    made: blind.made,
    hold: blind.hold === "whole" && holdWrites(value).length > 0 ? "part" : blind.hold,
    link: record
      ? { kind, providers, applied: presenceOf(value, record) === "whole" }
      : found || isLost
        ? { kind: found?.kind ?? "own", providers: found?.slugs ?? [], applied: false }
        : null,
    isOurs: record ? strangerIn(value, record) === null : isProven,
    localKey: key !== null && record !== null && isKeyOf(record, key) ? key : null,
    port: port === null ? null : (found?.port ?? port),
    overlays,
    config: record && isHeld(record.link) ? withoutHold(value, record) : value,
  };
}

/** With the fallbacks that return when spending goes on: the person's, or those this link was given. */
function withoutHold(config: JsonObject, { changes, link }: LinkRecord): JsonObject {
  const given = link.kind === "own" && link.fallbacks;
  const path = primaryPath(config).at(-1) === "primary" ? fallbacksPath : null;
  const edits = [
    ...changes.filter(({ isHold }) => isHold).flatMap((change) => heldBack(config, change)),
    ...(given && path ? [{ path, value: given }] : []),
  ];
  return edits.reduce((rest, edit) => applyEdit(rest, edit) ?? rest, config);
}

/** `own`: the configuration, where entries of our own are to go into it. */
function obstacleIn(
  isSymlink: boolean,
  text: string,
  own: JsonObject | null,
): Refusal["code"] | null {
  if (isSymlink) return "config.symlink";
  if (own && includeInTheWay(own)) return "config.includes";
  return isEditable(text) ? null : "config.cannotEdit";
}

function versionIn(value: JsonObject): string | null {
  const version = valueAt(value, ["meta", "lastTouchedVersion"]);
  return typeof version === "string" && /^[\w.+-]{1,40}$/.test(version) ? version : null;
}
