/**
 * The files of a dump folder of `fakenect`: `INDEX.txt` (one file name a line), `d-<unix seconds>-<device ticks>.pgm`
 * with raw 11-bit readings, `r-….ppm` with RGB. `fakenect-record` of libfreenect 0.5.3 (fakenect/record.c) writes
 * exactly one line of header, and readings in the host's byte order although PGM is big-endian.
 */

export const FAKENECT_INDEX = 'INDEX.txt';
export const FAKENECT_WIDTH = 640;
export const FAKENECT_HEIGHT = 480;
export const FAKENECT_DEPTH_HEADER = `P5 ${FAKENECT_WIDTH} ${FAKENECT_HEIGHT} 65535\n`;
export const FAKENECT_COLOR_HEADER = `P6 ${FAKENECT_WIDTH} ${FAKENECT_HEIGHT} 255\n`;
/** The Kinect v1 stamps frames with a clock of 60 MHz that wraps after 71.6 s. */
export const TICKS_PER_MS = 60_000;
