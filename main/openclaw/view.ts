/** What one look at the configuration file tells, the journal beside it; pure. */

import { isEditable } from "../core/json5-document.ts";
import { type JsonObject, valueAt } from "../core/json5-edit.ts";
import { findOwnLink, includeInTheWay, isLinkWhole } from "../core/link-found.ts";
import { type ConfigFile, hashOf, type Refusal } from "./config-file.ts";
import type { JournalRecord } from "./journal.ts";
import type { OpenClawView } from "./openclaw.ts";
import { readDocument } from "./without-link.ts";

/** Keys of ours are 64 characters; what a person or OpenClaw put in their place must not open the router. */
const minKeyLength = 40;

export function viewOf(
  configPath: string,
  file: ConfigFile | Refusal,
  record: JournalRecord | null,
): OpenClawView {
  const slugs = record?.link.entries.map(({ slug }) => slug) ?? [];
  const blind = {
    configPath,
    version: null,
    link: record && { kind: record.kind, providers: slugs, applied: false },
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
  const isOurKey = key !== null && (record ? isKeyOf(record, key) : key.length >= minKeyLength);
  const code = obstacleIn(file.isSymlink, text, value);
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
      : found && { kind: "own", providers: found.slugs, applied: isOurKey && found.isWhole },
    localKey: isOurKey ? key : null,
    port: found?.port ?? record?.link.port ?? null,
  };
}

/** While a link is being written anew, the former key is as good as the new one. */
function isKeyOf(record: JournalRecord, key: string): boolean {
  const hash = hashOf(key);
  return (
    hash === record.keyHash || (record.step === "linking" && hash === record.previous?.keyHash)
  );
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
