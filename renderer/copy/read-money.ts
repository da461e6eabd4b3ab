/** What a person typed as an amount of money, however their language writes it; what can be read in two ways is none. */

export type ReadMoney =
  | { readonly is: "amount"; readonly microUsd: number }
  /** unclear: a number, but people read it differently, as "1,234" or "5 00". */
  | { readonly is: "unclear" | "wrong" };

const microPerDollar = 1_000_000;

/** Before or after the digits, and nowhere else. */
const sign = /^\s*(?:US\$|USD|\$)\s*|\s*(?:US\$|USD|\$)\s*$/giu;
const space = /[\s\u00a0\u202f]/gu;
/** "5", "5.00", "5,0", ",50". */
const simple = /^(?:\d+(?:[.,]\d{1,2})?|[.,]\d{1,2})$/;
/** Groups of three behind one and the same sign, and cents behind another: "1,234.50", "1.234,50", "1 234,50", "1’234.50". */
const grouped = /^\d{1,3}(?<group>[ ’'.,])\d{3}(?:\k<group>\d{3})*(?:(?!\k<group>)[.,]\d{1,2})?$/;
/** Thousands by a sign that is a decimal point to somebody else. */
const twofold = /^\d{1,3}[.,]\d{3}$/;

/** Such as "5", "5.00", "5,00", ",50", "$ 5", "5 USD", "1,234.50", "1 234,50". */
export function readMoney(text: string): ReadMoney {
  const plain = text.replaceAll(space, " ").replaceAll(sign, "").trim();
  if (!simple.test(plain) && (!grouped.test(plain) || twofold.test(plain)))
    return { is: /^\d[\d.,’' ]*$/.test(plain) ? "unclear" : "wrong" };
  const cents = /[.,](\d{1,2})$/.exec(plain)?.[1] ?? "";
  const dollars = (cents === "" ? plain : plain.slice(0, -cents.length - 1)).replaceAll(/\D/g, "");
  return {
    is: "amount",
    microUsd: Math.round(Number(`${dollars || 0}.${cents || 0}`) * microPerDollar),
  };
}
