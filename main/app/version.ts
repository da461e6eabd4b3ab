/** The version people see; the build puts it here from package.json, and nothing else of that file. */
declare const SLUICE_VERSION: string;

export const version = SLUICE_VERSION;
