/** The only three calls ever made to the system's keychain; the other two of keytar can crash the process. */

export type Keytar = {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, secret: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
};

/** Loads the native module; fails where the system has no libsecret, or no build for its processor. */
export async function loadBundledKeytar(): Promise<Keytar> {
  const { default: keytar } = await import("keytar");
  return keytar;
}
