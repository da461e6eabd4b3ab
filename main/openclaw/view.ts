/** What one look at the configuration file tells, the journal beside it; pure. */

import { isEditable } from "../core/json5-document.ts";
import { type JsonObject, valueAt } from "../core/json5-edit.ts";
import { findOwnLink, includeInTheWay, isLinkWhole } from "../core/link-found.ts";
import type { ConfigFile, Refusal } from "./config-file.ts";
import type { Loaded } from "./journal.ts";
import type { OpenClawView } from "./openclaw.ts";
import { isKeyOf, strangerIn } from "./ownership.ts";
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
  const slugs = record?.link.entries.map(({ slug }) => slug) ?? [];
  const blind = {
    configPath,
    version: null,
    link: loaded && { kind: "own" as const, providers: slugs, applied: false },
    isOurs: record !== null,
    localKey: null,
    port: record?.link.port ?? null,
  };
  if (!file.ok) return { ...blind, status: "unreadable", code: file.code };
  if (file.hash === null) return { ...blind, status: "notFound" };
  const document = readDocument(file.bytes);
  if (!document.ok) return { ...blind, status: "unreadable", code: document.code };

  const { text, value } = document;
  const found = findOwnLink(value);
  const key = found?.localKey ?? null;
  const isOurKey = key !== null && record !== null && isKeyOf(record, key);
  const code =
    obstacleIn(file.isSymlink, text, value) ?? (isLost ? ("config.unreadable" as const) : null);
  return {
    status: "found",
    configPath,
    version: versionIn(value),
    ...(code ? { code } : {}),
    link: record
      ? {
          kind: record.kind,
          providers: slugs,
          applied: isOurKey && isLinkWhole(value, { ...record.link, localKey: key }),
        }
      : found || isLost
        ? { kind: "own", providers: found?.slugs ?? [], applied: false }
        : null,
    isOurs: record ? strangerIn(value, record) === null : isProven,
    localKey: isOurKey ? key : null,
    port: record && (found?.port ?? record.link.port),
  };
}

function obstacleIn(isSymlink: boolean, text: string, value: JsonObject): Refusal["code"] | null {
  if (isSymlink) return "config.symlink";
  if (includeInTheWay(value)) return "config.includes";
  return isEditable(text) ? null : "config.cannotEdit";
}

function versionIn(value: JsonObject): string | null {
  const version = valueAt(value, ["meta", "lastTouchedVersion"]);
  return typeof version === "string" && /^[\w.+-]{1,40}$/.test(version) ? version : null;
}
