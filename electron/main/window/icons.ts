/** Where the pictures of the app lie that windows and trays show; `npm run icons` draws them. */
import path from 'node:path';
import { assetsFolder } from '../folders.ts';

/** Windows and macOS take the icon of a window from the program itself. */
export const windowIcon = (): string | undefined =>
  process.platform === 'linux' ? iconFile('png/256x256.png') : undefined;

/** macOS gives the shape its own colour. */
export const trayIcon = (): string =>
  iconFile(process.platform === 'darwin' ? 'tray/trayTemplate.png' : 'png/32x32.png');

const iconFile = (name: string): string => path.join(assetsFolder(), 'icons', name);
