/** The environment of a platform that keeps its data in the given folder. */
export function startEnvironment(data: string): NodeJS.ProcessEnv {
  return { ...process.env, BEIAN_DATA: data };
}
