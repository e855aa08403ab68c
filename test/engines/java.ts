import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The home of the newest Java whose major version is in the range. */
export function javaHome([least, greatest]: readonly [number, number]): string {
  const found = candidates()
    .map((home) => ({ home, major: majorOf(home) }))
    .filter(({ major }) => major >= least && major <= greatest)
    .sort((a, b) => b.major - a.major);
  if (!found[0])
    throw new Error(
      `A JDK of version ${least}${greatest < 99 ? ` to ${greatest}` : ' or later'} is needed; set JAVA_HOME, or install one beside the others.`,
    );
  return found[0].home;
}

function candidates(): string[] {
  const own = process.env.JAVA_HOME;
  const roots = ['/usr/lib/jvm', '/opt/java', '/Library/Java/JavaVirtualMachines'];
  const installed = roots.flatMap((root) => {
    try {
      return readdirSync(root).flatMap((name) => [
        join(root, name),
        join(root, name, 'Contents/Home'),
      ]);
    } catch {
      return [];
    }
  });
  return [...(own ? [own] : []), ...installed, ...onPath()];
}

function onPath(): string[] {
  try {
    const settings = execFileSync('java', ['-XshowSettings:properties', '-version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return /java\.home = (.*)/.exec(settings)?.slice(1, 2) ?? [];
  } catch {
    return [];
  }
}

function majorOf(home: string): number {
  try {
    const release = readFileSync(join(home, 'release'), 'utf8');
    return Number(/^JAVA_VERSION="(?:1\.)?(\d+)/m.exec(release)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** A tool of the JDK, such as `jar`. */
export const jdkTool = (home: string, name: string): string =>
  join(dirname(join(home, 'bin', 'x')), name);
