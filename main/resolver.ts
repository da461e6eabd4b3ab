/** Hands OpenClaw the keys it is owed from the keychain, while Sluice is closed too: one request on stdin, one answer on stdout. */
import { answerText, readRequest } from "./core/resolver/protocol.ts";
import { answerIds } from "./openclaw/resolver/program.ts";

/** OpenClaw's own bound on a request. */
const maxRequestBytes = 262_144;

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxRequestBytes) return "";
  }
  return Buffer.concat(chunks).toString("utf8");
}

const ids = readRequest(await readInput());
if (ids === null) {
  process.stderr.write("This program is run by OpenClaw.\n");
  process.exit(2);
}
const answer = await answerIds(ids, import.meta.dirname);
process.stdout.write(answerText(answer), () => {
  // A keychain that never answers would hold an ordinary exit for ever.
  if (answer.isHeld) process.kill(process.pid, "SIGKILL");
  process.exit(0);
});
