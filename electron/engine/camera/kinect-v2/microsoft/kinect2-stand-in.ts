/**
 * Stands in for the npm package `kinect2` 0.3.0 in tests, to the byte and with the hazards of its source: `open()` is
 * true without a sensor; globals hold one sensor and one reader whose pointers are not cleared; a frame's listener runs
 * while the reader is locked. Whatever would crash or hang the real process is recorded in `disasters` instead.
 */
import { EventEmitter } from 'node:events';
import { fail, succeed } from '../../../../contract/problem.ts';
import {
  COLOR_HEIGHT,
  COLOR_WIDTH,
  DEPTH_HEIGHT,
  DEPTH_WIDTH,
  type Kinect2Frame,
  type Kinect2Module,
  type Kinect2Package,
} from './kinect2-module.ts';

const FRAME_TYPE = { color: 0x1, infrared: 0x2, rawDepth: 0x400, depthColor: 0x800 } as const;

interface Reader {
  released: boolean;
}

export class Kinect2StandIn {
  /** Controls for the test: the actions of a person or of the system. */
  isPlugged = true;
  runtimeOpens = true;
  readerOpens = true;
  /** In plain Node the buffers are the driver's memory, under Electron they are copies of it. */
  buffers: 'driver memory' | 'copies' = 'driver memory';
  /** Bytes missing from the colour picture. */
  missingBytes = 0;
  /** Bytes missing from the infrared picture. */
  missingInfraredBytes = 0;
  /** What the infrared camera sees, in the sensor's 16 bits. */
  infrared = 6400;

  /** Record of what happened. */
  readonly disasters: string[] = [];
  readonly calls: string[] = [];
  /** Each costs a core. */
  pollingThreads = 0;
  /** Sensors that were opened and never released. */
  sensors = 0;

  readonly package: Kinect2Package;
  #emit: (frame: Kinect2Frame) => void = () => undefined;
  #isSensorOpen = false;
  #reader: Reader | null = null;
  #isReading = false;
  #isLocked = false;
  #frameTypes = 0;
  readonly #memory = {
    color: new Uint8Array(COLOR_WIDTH * COLOR_HEIGHT * 4),
    rawDepth: new Uint8Array(DEPTH_WIDTH * DEPTH_HEIGHT * 2),
    depthColor: new Uint8Array(DEPTH_WIDTH * DEPTH_HEIGHT * 4),
    infrared: new Uint8Array(DEPTH_WIDTH * DEPTH_HEIGHT),
  };

  constructor() {
    const module = this.#createModule();
    this.package = { locate: () => succeed(undefined), load: () => succeed(module) };
  }

  /** Makes `require('kinect2')` behave as on a machine without the package. */
  static absent(message: string): Kinect2Package {
    const absent = fail('no-camera', message);
    return { locate: () => absent, load: () => absent };
  }

  /**
   * The sensor delivers one picture: depth `mm` everywhere, colour `shade` everywhere, the first pixel unmapped. Like
   * the real one it mirrors the world: what stands on the left for the camera, `mark`, is in the last columns.
   * @param mark a quarter of each picture that is 100 mm nearer, in another shade
   */
  deliver(mm: number, shade: number, mark?: { readonly shade: number }): void {
    if (!this.isPlugged || !this.#isReading) return;
    this.#isLocked = true;
    try {
      this.#emit(this.#frame(mm, shade, mark));
      this.#isLocked = false;
    } catch {
      this.disasters.push('a listener threw: the reader stays locked for ever');
    }
  }

  #frame(mm: number, shade: number, mark?: { readonly shade: number }): Kinect2Frame {
    const { color, rawDepth, depthColor, infrared } = this.#memory;
    color.fill(shade);
    depthColor.fill(shade).fill(0, 0, 4);
    // `processInfraredFrameData` of src/kinect2.cc.
    const ratio = Math.min(1, Math.max(0.01, this.infrared / 65_535 / (0.08 * 3)));
    infrared.fill(Math.trunc(255 * ratio));
    const view = new DataView(rawDepth.buffer);
    for (let at = 0; at < rawDepth.length; at += 2) view.setUint16(at, mm, true);
    if (mark !== undefined) {
      fillLastQuarter(color, 4 * COLOR_WIDTH, (at) => (color[at] = mark.shade));
      fillLastQuarter(depthColor, 4 * DEPTH_WIDTH, (at) => (depthColor[at] = mark.shade));
      fillLastQuarter(rawDepth, 2 * DEPTH_WIDTH, (at) => {
        if (at % 2 === 0) view.setUint16(at, mm - 100, true);
      });
      fillLastQuarter(infrared, DEPTH_WIDTH, (at) => (infrared[at] = 2));
    }
    const asked = (type: keyof typeof FRAME_TYPE) => (this.#frameTypes & FRAME_TYPE[type]) !== 0;
    const hand = (bytes: Uint8Array, missing = 0) => {
      const part = bytes.subarray(0, bytes.length - missing);
      return {
        buffer:
          this.buffers === 'copies'
            ? Buffer.from(part)
            : Buffer.from(part.buffer, part.byteOffset, part.length),
      };
    };
    return {
      ...(asked('color') ? { color: hand(color, this.missingBytes) } : {}),
      ...(asked('rawDepth') ? { rawDepth: hand(rawDepth) } : {}),
      ...(asked('depthColor') ? { depthColor: hand(depthColor) } : {}),
      ...(asked('infrared') ? { infrared: hand(infrared, this.missingInfraredBytes) } : {}),
    };
  }

  #open(): boolean {
    this.calls.push('open');
    if (!this.runtimeOpens) return false;
    this.#isSensorOpen = true;
    this.sensors += 1;
    return true;
  }

  #openReader(frameTypes: number): boolean {
    this.calls.push('openMultiSourceReader');
    if (this.#isReading) throw new TypeError('MultiSource thread already running');
    if (!this.#isSensorOpen) this.disasters.push('a reader was opened without a sensor');
    if (!this.readerOpens) return false;
    this.#frameTypes = frameTypes;
    this.#reader = { released: false };
    this.#isReading = true;
    this.pollingThreads += 1;
    return true;
  }

  async #close(): Promise<true> {
    this.calls.push('close');
    if (this.#isLocked) this.disasters.push('closed from inside a listener: waits for itself');
    if (this.#reader?.released === true) this.disasters.push('the reader was released twice');
    if (this.#reader !== null) this.#reader.released = true;
    if (this.#isReading) this.pollingThreads -= 1;
    this.#isReading = false;
    await new Promise(setImmediate);
    if (this.#isSensorOpen) this.sensors -= 1;
    this.#isSensorOpen = false;
    return true;
  }

  #createModule(): Kinect2Module {
    const open = () => this.#open();
    const openReader = (frameTypes: number) => this.#openReader(frameTypes);
    const close = () => this.#close();
    const connect = (emit: (frame: Kinect2Frame) => void) => {
      this.#emit = emit;
    };
    return class Kinect2 extends EventEmitter {
      static readonly FrameType = FRAME_TYPE;

      constructor() {
        super();
        connect((frame) => this.emit('multiSourceFrame', frame));
      }

      open(): boolean {
        return open();
      }

      openMultiSourceReader(options: { frameTypes: number }): boolean {
        return openReader(options.frameTypes);
      }

      close(): Promise<true> {
        return close();
      }
    };
  }
}

/** Calls `fill` with the index of each byte in the last quarter of every row. */
function fillLastQuarter(bytes: Uint8Array, rowBytes: number, fill: (at: number) => void): void {
  for (let at = 0; at < bytes.length; at += 1) {
    if (at % rowBytes >= 0.75 * rowBytes) fill(at);
  }
}
