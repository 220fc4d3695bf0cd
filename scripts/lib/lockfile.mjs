const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/**
 * @typedef {object} LockedPackage
 * @property {string} version
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 */

/**
 * Adds the packages for other platforms that are named in the lock but not locked; changes `lock` in place.
 * @param {{ packages: Record<string, LockedPackage> }} lock
 * @returns {string[]} what was added, as `name@version`
 * @throws {Error} for a missing package whose version or platform its parent does not tell
 */
export function completeLockfile(lock) {
  const added = [];
  for (const [parentPath, parent] of Object.entries(lock.packages)) {
    if (parentPath === '') continue;
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      if (lock.packages[`${parentPath}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`]) continue;
      if (!/^\d/.test(version)) throw new Error(`${parentPath} asks for ${name}@${version}: only an exact version can be locked from here`);
      lock.packages[`node_modules/${name}`] = { version, ...(parent.dev ? { dev: true } : {}), optional: true, ...platformOf(name) };
      added.push(`${name}@${version}`);
    }
  }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
  lock.packages = Object.fromEntries(sorted);
  return added;
}

/**
 * Packages of one platform carry it in their name: `…-linux-arm64-musl`.
 * @param {string} name
 */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) throw new Error(`the platform of ${name} cannot be told from its name`);
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : os === 'linux' && words.some((word) => word.startsWith('gnu')) ? 'glibc' : undefined;
  return { os: [os], cpu: [cpu], ...(libc === undefined ? {} : { libc: [libc] }) };
}
