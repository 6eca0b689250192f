/** Ceilings of the gateway for a platform that one address asks thousands of times; its services inherit the environment. */
export function allowRequests(ceilings: Readonly<Record<string, string>>): void {
  Object.assign(process.env, ceilings);
}
