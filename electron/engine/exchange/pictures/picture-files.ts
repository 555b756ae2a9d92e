/** Pictures of every format that is read, told apart by their first bytes. */
import type { SensorImage } from '../../camera/sensor-frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { readBmp } from '../vap/bmp.ts';
import { readFileStart } from '../files/files.ts';
import type { DepthValues } from '../reading/depth-millimetres.ts';
import { bigEndian16, littleEndian16, readPgm, readPpm } from './netpbm.ts';
import { readPfm } from './pfm.ts';
import { readColorPicture, readDepthPicture } from './pictures.ts';

/** Ends of the names of colour pictures. */
export const COLOR_ENDINGS = [
  'png',
  'jpg',
  'jpeg',
  'ppm',
  'bmp',
  'tif',
  'tiff',
  'pgm',
  'pnm',
] as const;
/** Ends of the names of depth pictures. */
export const DEPTH_ENDINGS = ['png', 'pgm', 'tif', 'tiff', 'pfm'] as const;

/** A depth picture with the values that its file holds. */
export interface DepthFile extends SensorImage<DepthValues> {
  /** Its bytes are ordered the other way round than its format says. */
  readonly isSwapped: boolean;
}

/**
 * Depth of one channel: PNG and TIFF of 16 bits, TIFF and PFM of 32-bit fractions, PGM of 16 bits. A PGM is big-endian,
 * as its format says, unless neighbouring pixels agree only in the other order, in which programs of libfreenect write.
 */
export async function readDepthFile(file: string): Promise<Result<DepthFile>> {
  const start = await readFileStart(file, 2);
  if (!start.ok) return start;
  const magic = start.value.toString('latin1');
  if (magic === 'P5' || magic === 'P2') {
    const picture = await readPgm(file);
    if (!picture.ok) return picture;
    const [big, little] = [bigEndian16(picture.value), littleEndian16(picture.value)];
    const isSwapped = magic === 'P5' && roughness(big) > ROUGHER * roughness(little);
    return succeed({ ...(isSwapped ? little : big), isSwapped });
  }
  const picture = await (magic === 'Pf' || magic === 'PF' ? readPfm(file) : readDepthPicture(file));
  return picture.ok ? succeed({ ...picture.value, isSwapped: false }) : picture;
}

/** Swapped bytes make noise of every slope: hundreds of times as rough. */
const ROUGHER = 4;

/** How much neighbours in a row differ, in all; pixels without a reading left out. */
function roughness({ data }: SensorImage<Uint16Array>): number {
  let sum = 1;
  for (let i = 1; i < data.length; i++) {
    const [left = 0, right = 0] = [data[i - 1], data[i]];
    if (left > 0 && right > 0) sum += Math.abs(right - left);
  }
  return sum;
}

/** Colour as RGBA: PNG, JPEG and TIFF of 8 or 16 bits a channel, PPM and PGM, Windows bitmaps. */
export async function readColorFile(file: string): Promise<Result<SensorImage<Uint8Array>>> {
  const start = await readFileStart(file, 2);
  if (!start.ok) return start;
  const magic = start.value.toString('latin1');
  if (/^P[2356]$/.test(magic)) return readPpm(file);
  return magic === 'BM' ? readBmp(file) : readColorPicture(file);
}
