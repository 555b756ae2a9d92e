import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  missingFromBill,
  npmBill,
  shippedBill,
  type BillOfMaterials,
} from './bill-of-materials.ts';

const bill: BillOfMaterials = {
  bomFormat: 'CycloneDX',
  serialNumber: 'urn:uuid:random',
  metadata: { timestamp: 'now' },
  components: [
    { 'bom-ref': 'a@1.0.0', name: 'a', version: '1.0.0' },
    { 'bom-ref': 'b@1.0.0', name: 'b', version: '1.0.0' },
  ],
  dependencies: [{ ref: 'own@1', dependsOn: ['a@1.0.0', 'b@1.0.0'] }, { ref: 'a@1.0.0' }],
};
const shipped = [{ name: 'a', version: '1.0.0', licence: 'MIT', folder: '/a' }];

describe('the bill of what is shipped', () => {
  it('names what is shipped, and Electron', () => {
    const { components, dependencies, metadata } = shippedBill(bill, shipped, '45.0.0', 86_400);
    expect(components.map(({ name }) => name)).toEqual(['a', 'electron']);
    expect(dependencies).toEqual([
      { ref: 'own@1', dependsOn: ['a@1.0.0'] },
      { ref: 'a@1.0.0', dependsOn: [] },
    ]);
    expect(metadata.timestamp).toBe('1970-01-02T00:00:00.000Z');
  });

  it('is the same every time', () => {
    const again = { ...bill, serialNumber: 'urn:uuid:other', metadata: { timestamp: 'later' } };
    expect(shippedBill(again, shipped, '45.0.0', 0)).toEqual(
      shippedBill(bill, shipped, '45.0.0', 0),
    );
  });

  it('misses nothing that is shipped', () => {
    const more = { name: 'c', version: '2.0.0', licence: '', folder: '/c' };
    expect(missingFromBill(bill, shipped)).toEqual([]);
    expect(missingFromBill(bill, [...shipped, more])[0]).toContain('c@2.0.0');
  });
});

describe('the bill of npm', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('knows packages for development, of which bundles are made, in production too', () => {
    vi.stubEnv('NODE_ENV', 'production');
    const names = npmBill(path.resolve(import.meta.dirname, '../..')).components.map((c) => c.name);
    expect(names).toEqual(expect.arrayContaining(['three', 'zod', 'vitest']));
  });
});
