import { describe, expect, it } from 'vitest';
import { ownModuleUrl } from './own-module-url.ts';

describe('a module that is loaded by URL', () => {
  it('is the TypeScript file for the sources', () => {
    const url = ownModuleUrl('../../training/a-task.ts', 'file:///checkout/electron/cli/train.ts');
    expect(url.href).toBe('file:///checkout/training/a-task.ts');
  });

  it('lies beside the bundle that asks for it', () => {
    const url = ownModuleUrl('../../training/a-task.ts', 'file:///app.asar/dist/cli/train-X.js');
    expect(url.href).toBe('file:///app.asar/dist/cli/a-task.js');
  });
});
