/** Reads JSON that will be written back: writing it again says the same, to the last digit and under every name. */

/** Far more than an aiGateway has; what is longer or deeper is not written back, and neither is half of it. */
const maxLength = 262_144;
const maxDepth = 32;
/** No number anybody writes has more digits. */
const maxDigits = 400;

/** Node has it, the types do not yet. */
const { rawJSON } = JSON as unknown as { rawJSON(text: string): object };

/**
 * Undefined: no JSON, or too much of it. A number that would come out as another (beyond 2^53, beyond all bounds) is an object that
 * JSON writes as it was.
 */
export function parseExact(text: string): unknown {
  if (text.length > maxLength) return undefined;
  try {
    const value: unknown = JSON.parse(text, asWritten);
    return isWithin(value, maxDepth) ? value : undefined;
  } catch {
    return undefined;
  }
}

const asWritten = (_: string, value: unknown, context?: { readonly source?: string }): unknown => {
  const source = context?.source;
  if (typeof value !== "number" || source === undefined) return value;
  return isExact(value, source) ? value : rawJSON(source);
};

function isExact(value: number, source: string): boolean {
  const text = String(value);
  return text === source || (source.length <= maxDigits && decimalOf(source) === decimalOf(text));
}

/** One text for each decimal number: "1.50" and "15e-1" are one. */
function decimalOf(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", part = "", exponent = "0"] = match;
  const digits = (whole + part).replace(/^0+/, "");
  const short = digits.replace(/0+$/, "");
  if (short === "") return "0";
  return `${sign}${short}e${Number(exponent) - part.length + digits.length - short.length}`;
}

const isWithin = (value: unknown, depth: number): boolean =>
  typeof value !== "object" ||
  value === null ||
  (depth > 0 && Object.values(value).every((inner) => isWithin(inner, depth - 1)));
