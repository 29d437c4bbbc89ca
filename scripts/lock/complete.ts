/** A package in package-lock.json (version 3), as far as completing the file needs to know it. */
export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Keyed by where the package is installed: `node_modules/a/node_modules/b`. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

const operatingSystems = new Set(["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"]);
const processors = new Set(["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"]);

/**
 * Adds what npm leaves out: optional packages for other platforms that the registry did not serve when the lock file was
 * written. `npm ci` refuses a lock file without them. Download addresses are dropped.
 */
export function completePackages(packages: LockedPackages): LockedPackages {
  const complete = new Map<string, LockedPackage>(Object.entries(packages).map(([path, entry]) => [path, withoutAddress(entry)]));
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (placesOf(name, path).some((place) => complete.has(place))) continue;
      complete.set(`node_modules/${name}`, platformPackage(name, range, entry.dev ?? false));
    }
  }
  return Object.fromEntries([...complete].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function withoutAddress({ resolved, ...entry }: LockedPackage): LockedPackage {
  return resolved === undefined || resolved.startsWith("http") ? entry : { ...entry, resolved };
}

/** Where Node looks for `name` on behalf of the package at `path`, nearest first. */
function placesOf(name: string, path: string): readonly string[] {
  const here = path === "" ? `node_modules/${name}` : `${path}/node_modules/${name}`;
  const parentEnd = path.lastIndexOf("/node_modules/");
  if (path === "") return [here];
  return [here, ...placesOf(name, parentEnd < 0 ? "" : path.slice(0, parentEnd))];
}

/** What the registry would have said: the platform stands in the package's name. */
function platformPackage(name: string, range: string, dev: boolean): LockedPackage {
  const words = name.split(/[^a-z0-9]+/);
  const os = words.filter((word) => operatingSystems.has(word));
  const cpu = words.filter((word) => processors.has(word));
  if (os.length === 0 && cpu.length === 0) throw new Error(`\`${name}\` is missing, and its name says no platform`);
  const libc = os.includes("linux") ? words.flatMap((word) => (word.startsWith("musl") ? ["musl"] : word.startsWith("gnu") ? ["glibc"] : [])) : [];
  return {
    version: range.replace(/^[\^~]/, ""),
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev }),
    ...(libc.length > 0 && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
}
