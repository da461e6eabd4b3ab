/** The answers to a command, made one way everywhere. */
import type { Reply } from "../../preload/contract/command.ts";
import type { ErrorCode } from "../../preload/contract/error.ts";

export const done: Reply = { ok: true };

export const refuse = (code: ErrorCode, detail?: string): Extract<Reply, { ok: false }> => ({
  ok: false,
  error: { code, ...(detail !== undefined && { detail }) },
});

export const replyTo = (
  outcome:
    | { readonly ok: true }
    | { readonly ok: false; readonly code: ErrorCode; readonly detail?: string },
): Reply => (outcome.ok ? done : refuse(outcome.code, outcome.detail));
