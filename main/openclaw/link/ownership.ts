/** Whose link stands in a configuration: every Sluice writes the same shape, and only its journal knows what it wrote. */
import type { JsonObject } from "../../core/json5-edit.ts";
import { findLink, isLinkWhole } from "../../core/link/found.ts";
import { type Standing, standingIn } from "../../core/link/standing.ts";
import { type ConfigFile, hashOf } from "../config-file.ts";
import type { JournalRecord, Offer } from "./journal.ts";
import { readDocument } from "./without-link.ts";

type Known = Pick<Offer, "link" | "keyHash">;

/** Keys of any Sluice are 64 characters; a shorter one was put there by a person or by OpenClaw. */
const minKeyLength = 40;

/** While a link is being written anew, the former one is as good as the new one. */
const knownTo = (record: JournalRecord): readonly Known[] =>
  record.step === "linking" && record.previous ? [record, record.previous] : [record];

export function isKeyOf(record: JournalRecord, key: string): boolean {
  const hash = hashOf(key);
  return knownTo(record).some(({ keyHash }) => keyHash === hash);
}

/** whole: exactly this link · part: its entries, but not all that belongs to them · none: nothing known as this link's */
export function presenceOf(
  config: JsonObject,
  { link, keyHash }: Known,
): "whole" | "part" | "none" {
  if (link.kind === "edge") {
    if (isLinkWhole(config, link)) return "whole";
    return standingIn(config).some((one) => isEdgeOf(link, one)) ? "part" : "none";
  }
  const localKey = findLink(config)?.localKey ?? null;
  if (localKey === null || hashOf(localKey) !== keyHash) return "none";
  return isLinkWhole(config, { ...link, localKey }) ? "whole" : "part";
}

/** OpenClaw's id of another Sluice's entry in the file; null too when the file cannot be understood. */
export function strangerOf(file: ConfigFile, record: JournalRecord | null): string | null {
  if (file.hash === null || file.hash === record?.after) return null;
  const document = readDocument(file.bytes);
  return document.ok ? strangerIn(document.value, record) : null;
}

/** OpenClaw's id of an entry of our shape that this journal did not make; null when there is none. */
export function strangerIn(config: JsonObject, record: JournalRecord | null): string | null {
  const stranger = standingIn(config).find((one) => !record || !isVouchedFor(record, one));
  return stranger?.id ?? null;
}

function isVouchedFor(record: JournalRecord, one: Standing): boolean {
  if (one.key !== null) return one.key.length < minKeyLength || isKeyOf(record, one.key);
  return knownTo(record).some(({ link }) => isEdgeOf(link, one));
}

const isEdgeOf = (link: Known["link"], { base, key }: Standing): boolean =>
  link.kind === "edge" && key === null && link.base === base;
