/** What another page wants the list of requests to be opened at: taken once. */
let wanted = "";

/** @param search as it would be typed there; "": all of them. */
export function seek(search: string): void {
  wanted = search;
}

export function takeWanted(): string {
  const search = wanted;
  wanted = "";
  return search;
}
