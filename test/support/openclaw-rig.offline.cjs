// Loaded into the real OpenClaw before anything else: no name but localhost resolves, as on a machine without a network.
const dns = require("node:dns");
const { syncBuiltinESMExports } = require("node:module");
const { isIP } = require("node:net");

const isHere = (name) => !name || name === "localhost" || isIP(name) > 0;
const unknown = (name) =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), {
    code: "ENOTFOUND",
    errno: -3008,
    syscall: "getaddrinfo",
    hostname: name,
  });

const { lookup } = dns;
dns.lookup = (name, ...rest) =>
  isHere(name) ? lookup(name, ...rest) : void setImmediate(rest.at(-1), unknown(name));

const { lookup: promised } = dns.promises;
dns.promises.lookup = async (name, ...rest) => {
  if (!isHere(name)) throw unknown(name);
  return promised(name, ...rest);
};

// The resolver that asks servers itself: nobody listens there.
dns.setServers(["127.0.0.1:9"]);
syncBuiltinESMExports();
