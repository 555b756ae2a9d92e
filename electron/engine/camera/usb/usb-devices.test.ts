import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findKinects, KINECT_V1_CAMERAS, type UsbFolders } from './usb-devices.ts';

let root: string;
let folders: UsbFolders;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'depthlock-usb-'));
  folders = { devices: path.join(root, 'sys'), nodes: path.join(root, 'dev') };
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function plugIn(name: string, vendor: string, product: string, number: string, node = true) {
  const folder = path.join(folders.devices, name);
  await mkdir(folder, { recursive: true });
  const files = { idVendor: vendor, idProduct: product, busnum: '3', devnum: number };
  for (const [file, text] of Object.entries(files)) {
    await writeFile(path.join(folder, file), `${text}\n`);
  }
  if (!node) return;
  await mkdir(path.join(folders.nodes, '003'), { recursive: true });
  const device = path.join(folders.nodes, '003', number.padStart(3, '0'));
  await writeFile(device, '');
  await chmod(device, 0o600);
}

describe('findKinects', () => {
  it('finds Kinects among other devices and interfaces', async () => {
    await plugIn('3-1', '045e', '02ae', '7');
    await plugIn('3-2', '045e', '02b0', '8');
    await plugIn('3-3', '1234', '02ae', '9');
    await mkdir(path.join(folders.devices, '3-1:1.0'));
    expect(await findKinects(KINECT_V1_CAMERAS, folders)).toEqual([
      { productId: '02ae', isAllowed: true },
    ]);
  });

  it('sees that a device may not be used', async () => {
    await plugIn('3-1', '045e', '02bf', '12', false);
    expect(await findKinects(KINECT_V1_CAMERAS, folders)).toEqual([
      { productId: '02bf', isAllowed: false },
    ]);
  });

  it('knows nothing where the system has no list', async () => {
    expect(await findKinects(KINECT_V1_CAMERAS, folders)).toBeNull();
  });
});
