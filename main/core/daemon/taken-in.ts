/** Whether the daemon runs with what was written: judged from its own hashes, never from the clock. */
import type { ConfigReply } from "./replies.ts";

/** How a configuration fared: in force · called invalid by the daemon · not in force yet · nobody can be asked. */
export type TakenIn = "applied" | "rejected" | "late" | "unknown";

/** Opaque: which bytes the daemon had seen of its file. Null when it does not say. */
export const markOf = ({ hash }: ConfigReply): string | null => hash;

/**
 * What one look at `config.get` proves about a write made after `mark` was taken.
 * unseen: the daemon still knows the old bytes · pending: it has read the new ones and runs with others ·
 * silent: it has read them, and is of a version (before 2026.6) that does not say what it runs with.
 *
 * The mark is the hash of the bytes and not the hash in force, because a write that changes nothing the daemon cares
 * about (a comment) never changes the latter: waiting for that would last until the limit. Measured on 2026.9.6: new
 * bytes are seen after 0.2 s, in force after 0.9 s. A write of the very same bytes is "unseen" until the limit.
 *
 * Without a mark nothing tells old bytes from new ones: agreement counts only once it `hasSettled`, that is when the
 * question was asked long enough after the write.
 */
export function progressOf(
  reply: ConfigReply,
  mark: string | null,
  hasSettled: boolean,
): "unseen" | "pending" | "silent" | "applied" | "rejected" {
  if (mark === null ? !hasSettled : reply.hash === mark) return "unseen";
  if (reply.valid === false) return "rejected";
  if (reply.appliedConfigHash === undefined || reply.configRevisionHash === undefined)
    return "silent";
  const isInForce =
    reply.configRevisionHash !== null && reply.configRevisionHash === reply.appliedConfigHash;
  return isInForce ? "applied" : "pending";
}

/** True when it runs with what its file says; null when it does not say. */
export function isInForce(reply: ConfigReply | null): boolean | null {
  if (!reply || reply.appliedConfigHash === undefined || reply.configRevisionHash === undefined)
    return null;
  return reply.configRevisionHash !== null && reply.configRevisionHash === reply.appliedConfigHash;
}
