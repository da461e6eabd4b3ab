/** The header lines a request leaves with, where they depend on its model: told from the path, else from the beginning of its body. */
import { modelInPath } from "../core/dialects/paths.ts";
import type { Destination } from "../core/route.ts";
import { SentRequest } from "./sent-request.ts";

/** Clients write the model first: behind this much of a body it is not looked for. */
const searchedBytes = 65_536;

/** Null: more of the body is needed to tell. `bytes` hold the body from `bodyFrom` on, as far as it has come. */
export function linesFor(
  { lines, modelLines }: Destination,
  path: string,
  isChunked: boolean,
  isWhole: boolean,
  bytes: Buffer,
  bodyFrom: number,
): string | null {
  if (modelLines === null) return lines;
  const model = modelInPath(path) ?? modelInBody(isChunked, bytes, bodyFrom);
  if (model !== null) return modelLines.get(model) ?? lines;
  return isWhole || bytes.length - bodyFrom > searchedBytes ? lines : null;
}

function modelInBody(isChunked: boolean, bytes: Buffer, bodyFrom: number): string | null {
  const sent = new SentRequest(isChunked, searchedBytes);
  sent.open(bytes, bodyFrom);
  return sent.facts().model;
}
