/** What a person typed as a port or a proxy, as far as the app would take it. */

/** Null for anything else than a whole number from 1024 to 65535. */
export function readPort(text: string): number | null {
  if (!/^\d{4,5}$/.test(text.trim())) return null;
  const port = Number(text);
  return port >= 1_024 && port <= 65_535 ? port : null;
}

/** How an address of a proxy is written, in every language. */
export const proxyForm = "http://host:port";

/** As the contract has it; the scheme may be left out. Null: it is no such address, or it holds a user. */
export function readProxy(text: string): string | null {
  const typed = text.trim().replace(/\/$/, "");
  const url = /^[a-z]+:\/\//i.test(typed) ? typed.replace(/^http:/i, "http:") : `http://${typed}`;
  const [, port] =
    /^http:\/\/(?:\[[0-9a-f:]{2,45}\]|[a-zA-Z0-9.-]{1,253}):(\d{1,5})$/.exec(url) ?? [];
  return port !== undefined && Number(port) > 0 && Number(port) <= 65_535 ? url : null;
}
