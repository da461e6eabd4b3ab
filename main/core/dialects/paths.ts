/** What the paths of those say that have one of their own for every method and model: Google, Amazon Bedrock, Workers AI. */
import type { Endpoint } from "../meter.ts";
import { shownName } from "./dialect.ts";

/** Google's methods stand behind a colon: "/v1beta/models/gemini-3-flash:streamGenerateContent". */
const googlePath = /\/models\/([^/:]+):([A-Za-z]+)$/;
const googleMethods: ReadonlyMap<string, Endpoint> = new Map([
  ["generateContent", "google"],
  ["streamGenerateContent", "google"],
  ["embedContent", "google"],
  ["batchEmbedContents", "google"],
  ["countTokens", "free"],
]);

/** "/bedrock-runtime/us-east-1/model/us.anthropic.claude-sonnet-4-6-v1%3A0/converse-stream". */
const bedrockPath = /\/model\/([^/]+)\/([a-z-]+)$/;
const bedrockMethods: ReadonlyMap<string, Endpoint> = new Map([
  ["converse", "converse"],
  ["converse-stream", "converse"],
  ["invoke", "invoke"],
  ["invoke-with-response-stream", "invoke"],
  ["count-tokens", "free"],
]);

/** "/run/@cf/meta/llama-3.3-70b-instruct-fp8-fast", also without "/run". */
const workersAiPath = /^\/(?:run\/)?(@[a-z]+\/.+)$/;

export function endpointInPath(path: string): Endpoint {
  const google = googlePath.exec(path)?.[2];
  // Vertex AI passes its partners' own formats: ".../publishers/anthropic/models/claude-sonnet-4-6:streamRawPredict".
  if (google === "rawPredict" || google === "streamRawPredict") {
    if (!path.includes("/publishers/anthropic/models/")) return "unmetered";
    return path.endsWith("/count-tokens:rawPredict") ? "free" : "messages";
  }
  if (google !== undefined) return googleMethods.get(google) ?? "unmetered";
  const bedrock = bedrockPath.exec(path)?.[2];
  if (bedrock !== undefined) return bedrockMethods.get(bedrock) ?? "unmetered";
  return workersAiPath.test(path) ? "workersAi" : "unmetered";
}

/**
 * Who an exchange was with: as the answer says it, else the request, else the path. Amazon's answers leave out which regions a model
 * reaches, which is half of what it costs: there the request is asked first.
 */
export function modelOfExchange(
  slug: string,
  path: string,
  answered: string | null,
  asked: () => string | null,
): string | null {
  if (slug === "aws-bedrock") return asked() ?? modelInPath(path) ?? answered;
  return answered ?? asked() ?? modelInPath(path);
}

/** The model a path names, for answers and requests that name none; null for a path that names none. */
export function modelInPath(path: string): string | null {
  const name = [googlePath, bedrockPath, workersAiPath]
    .map((pattern) => pattern.exec(path)?.[1])
    .find((each) => each !== undefined);
  if (name === undefined) return null;
  try {
    return shownName(decodeURIComponent(name));
  } catch {
    return shownName(name);
  }
}
