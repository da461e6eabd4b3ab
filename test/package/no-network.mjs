// node --import: nothing is reached from this process, and who tries is written to the file SLUICE_NETWORK_LOG names.
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import net from "node:net";

function refuse(what) {
  appendFileSync(process.env.SLUICE_NETWORK_LOG, `${process.argv[1]}: ${what}\n`);
  throw new Error(`No network in this test: ${what}`);
}
net.Socket.prototype.connect = (...args) =>
  refuse(`connect to ${[args].flat(2)[0]?.host ?? args[0]}`);
dns.lookup = (host) => refuse(`look up ${host}`);
