/** The SBOM of a package for people, in CycloneDX: npm's own, of what is shipped alone, and Electron. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ShippedPackage } from './shipped-packages.ts';

const component = z.looseObject({
  'bom-ref': z.string(),
  name: z.string(),
  version: z.string(),
});
const dependency = z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).optional() });
const billSchema = z.looseObject({
  serialNumber: z.string(),
  metadata: z.looseObject({ timestamp: z.string() }),
  components: z.array(component),
  dependencies: z.array(dependency),
});
export type BillOfMaterials = z.infer<typeof billSchema>;

/** What npm knows of the lock file; looks at no network. Throws npm's complaint. */
export function npmBill(root: string): BillOfMaterials {
  // Bundles hold packages for development too. npm leaves them out in production, which Vite sets when it builds.
  const kinds = ['dev', 'optional', 'peer'].map((kind) => `--include=${kind}`);
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', ...kinds];
  const result = spawnSync('npm', words, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) throw new Error(`npm sbom failed: ${result.stderr}`);
  return billSchema.parse(JSON.parse(result.stdout));
}

/**
 * Of a bill, what is shipped. The same packages give the same bytes: the number is made from the content, and the time
 * is that of the sources.
 * @param seconds since 1970, of the sources
 */
export function shippedBill(
  bill: BillOfMaterials,
  packages: readonly ShippedPackage[],
  electron: string,
  seconds: number,
): BillOfMaterials {
  const wanted = new Set(packages.map(({ name, version }) => `${name}@${version}`));
  const kept = bill.components.filter(({ name, version }) => wanted.has(`${name}@${version}`));
  const refs = new Set(kept.map((part) => part['bom-ref']));
  const root = bill.dependencies.filter(
    ({ ref }) => !bill.components.some((c) => c['bom-ref'] === ref),
  );
  const components = [...kept, electronComponent(electron)];
  const dependencies = [...root, ...bill.dependencies.filter(({ ref }) => refs.has(ref))].map(
    (entry) => ({ ...entry, dependsOn: (entry.dependsOn ?? []).filter((ref) => refs.has(ref)) }),
  );
  return {
    ...bill,
    serialNumber: serialNumberOf(JSON.stringify({ components, dependencies })),
    metadata: { ...bill.metadata, timestamp: new Date(seconds * 1000).toISOString() },
    components,
    dependencies,
  };
}

/** Packages that the bill does not know: a sentence each. */
export function missingFromBill(
  bill: BillOfMaterials,
  packages: readonly ShippedPackage[],
): readonly string[] {
  const known = new Set(bill.components.map(({ name, version }) => `${name}@${version}`));
  return packages
    .map(({ name, version }) => `${name}@${version}`)
    .filter((id) => !known.has(id))
    .map((id) => `${id} is shipped, and the lock file does not know it.`);
}

const electronComponent = (version: string) => ({
  'bom-ref': `electron@${version}`,
  type: 'framework',
  name: 'electron',
  version,
  purl: `pkg:npm/electron@${version}`,
  licenses: [{ license: { id: 'MIT' } }],
  description: 'With Chromium and Node, whose own parts LICENSES.chromium.html lists.',
});

/** A UUID of the content, in place of a random one. */
function serialNumberOf(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return `urn:uuid:${[...parts, hex.slice(20, 32)].join('-')}`;
}
