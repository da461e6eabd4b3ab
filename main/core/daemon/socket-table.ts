/** Who listens on a port of this machine, from Linux' own tables (/proc/net/tcp and tcp6). */

export type Listener = { readonly uid: number; readonly inode: string };

/** Everything a connection to 127.0.0.1 can reach: that address itself, "any", and both spelled as IPv6. */
const reachable = new Set([
  "0100007F",
  "00000000",
  "00000000000000000000000000000000",
  "0000000000000000FFFF00000100007F",
  "0000000000000000FFFF000000000000",
]);
const listening = "0A";

/** The sockets that could answer a connection to 127.0.0.1:`port`; several when some are bound more narrowly. */
export function listenersIn(table: string, port: number): readonly Listener[] {
  const hex = port.toString(16).toUpperCase().padStart(4, "0");
  return table
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => {
      const [address = "", at] = (local ?? "").split(":");
      return state === listening && at === hex && reachable.has(address);
    })
    .flatMap(([, , , , , , , uid, , inode]) =>
      uid === undefined || inode === undefined ? [] : [{ uid: Number(uid), inode }],
    );
}
