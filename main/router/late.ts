/** Two of Node's modules that cost memory and start-up time, loaded when the first connection or the first packed answer needs them. */

/** 3.8 MB: not needed before something is routed to the outside. */
export const tls = () => process.getBuiltinModule("node:tls");

/** Not needed as long as far ends answer unpacked, as they mostly do. */
export const zlib = () => process.getBuiltinModule("node:zlib");
