/** Texts inside XML, as far as the two files need them that systems keep about programs to start. */

const names: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

export const xmlText = (text: string): string =>
  text.replace(/[&<>"']/g, (one) => names[one] ?? "");

/** The other way round; a reference nobody knows stays as it is. */
export function textOfXml(xml: string): string {
  return xml.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name) return Object.keys(names).find((one) => names[one] === whole) ?? whole;
    const code = Number.parseInt(decimal ?? hex, decimal ? 10 : 16);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });
}
