/** Kinects on the USB bus, as Linux lists them: no driver is called and nothing is opened. */
import { access, constants, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const MICROSOFT = '045e';
/** Cameras of the Kinect for Xbox 360 and of the first Kinect for Windows. */
export const KINECT_V1_CAMERAS = ['02ae', '02bf'] as const;
/** The Kinect for Xbox One and the second Kinect for Windows; 02d9 is the hub in front of them. */
export const KINECT_V2_CAMERAS = ['02c4', '02d8'] as const;

export interface UsbDevice {
  readonly productId: string;
  /** Whether this user may read from and write to it. */
  readonly isAllowed: boolean;
}

export interface UsbFolders {
  readonly devices: string;
  readonly nodes: string;
}

const LINUX: UsbFolders = { devices: '/sys/bus/usb/devices', nodes: '/dev/bus/usb' };

/** Microsoft's devices with one of these product ids; null where the system has no such list. */
export async function findKinects(
  productIds: readonly string[],
  folders: UsbFolders = LINUX,
): Promise<readonly UsbDevice[] | null> {
  try {
    const names = await readdir(folders.devices);
    const devices = await Promise.all(names.map((name) => readDevice(name, productIds, folders)));
    return devices.filter((device) => device !== null);
  } catch {
    return null;
  }
}

async function readDevice(
  name: string,
  productIds: readonly string[],
  { devices, nodes }: UsbFolders,
): Promise<UsbDevice | null> {
  const read = async (file: string) =>
    (await readFile(path.join(devices, name, file), 'utf8')).trim();
  try {
    // Interfaces, which are in the same list, have no such files; nor has a device unplugged meanwhile.
    if ((await read('idVendor')) !== MICROSOFT) return null;
    const productId = await read('idProduct');
    if (!productIds.includes(productId)) return null;
    const [bus, number] = [await read('busnum'), await read('devnum')];
    const node = path.join(nodes, bus.padStart(3, '0'), number.padStart(3, '0'));
    return { productId, isAllowed: await mayUse(node) };
  } catch {
    return null;
  }
}

async function mayUse(node: string): Promise<boolean> {
  try {
    await access(node, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
