import { fail, succeed, type Result } from '../../../../contract/problem.ts';
import type {
  Kinect2Frame,
  Kinect2Module,
  Kinect2Package,
  Kinect2Sensor,
} from './kinect2-module.ts';
import { reasonOf } from '../../../../base/error-words.ts';

const NOT_OPENED =
  'The Microsoft driver refuses to open the Kinect. Close other programs that use it, or restart the computer.';

/**
 * The one sensor of the process. The package keeps its state in globals and releases what it holds by pointers that
 * it does not clear, so it survives only a fixed order: open the sensor, open one reader, close everything with one
 * `close()`, from outside a frame's listener. A driver instance keeps that order for every camera made on it.
 */
export class Kinect2Driver {
  readonly #package: Kinect2Package;
  #loaded: { readonly sensor: Kinect2Sensor; readonly types: Kinect2Module['FrameType'] } | null =
    null;
  /** `open()` was true, and `close()` was not called since. */
  #isOpen = false;
  #listener: ((frame: Kinect2Frame) => void) | null = null;
  #closing: Promise<void> = Promise.resolve();

  constructor(kinect2: Kinect2Package) {
    this.#package = kinect2;
  }

  /**
   * Frames go to `listener` until the function in the answer is called. That one resolves when no frame will come any
   * more and another program may use the Kinect; called twice it does nothing. A problem where the package, the
   * runtime or the reader fail.
   */
  async acquire(listener: (frame: Kinect2Frame) => void): Promise<Result<() => Promise<void>>> {
    await this.#closing;
    if (this.#listener !== null) {
      return fail('camera-stopped', 'The Kinect is in use by another part of Depthlock.');
    }
    const loaded = this.#load();
    if (!loaded.ok) return loaded;
    const opened = this.#open(loaded.value.sensor, loaded.value.types);
    if (!opened.ok) return opened;
    this.#listener = listener;
    let released: Promise<void> | null = null;
    return succeed(() => (released ??= this.#release(loaded.value.sensor)));
  }

  #load() {
    if (this.#loaded !== null) return succeed(this.#loaded);
    const module = this.#package.load();
    if (!module.ok) return module;
    const Sensor = module.value;
    const sensor = new Sensor();
    sensor.on('multiSourceFrame', (frame) => {
      this.#deliver(frame);
    });
    this.#loaded = { sensor, types: Sensor.FrameType };
    return succeed(this.#loaded);
  }

  #open(sensor: Kinect2Sensor, types: Kinect2Module['FrameType']): Result<undefined> {
    try {
      // Opened twice, the first sensor would never be released.
      this.#isOpen ||= sensor.open();
      if (!this.#isOpen) return fail('no-camera', NOT_OPENED);
      // One reader for all: every reader polls in a loop of its own, and each costs a core.
      const isReading = sensor.openMultiSourceReader({
        frameTypes: types.color | types.rawDepth | types.depthColor,
        includeJointFloorData: false,
      });
      // Not closed: without a new reader `close()` would release the one before it again.
      return isReading ? succeed(undefined) : fail('no-camera', NOT_OPENED);
    } catch (error) {
      const detail = reasonOf(error);
      return fail('camera-stopped', `The Microsoft driver failed (${detail}). Restart Depthlock.`);
    }
  }

  /** The reader is locked meanwhile, and stays so if anything is thrown. */
  #deliver(frame: Kinect2Frame): void {
    try {
      this.#listener?.(frame);
    } catch (error) {
      setImmediate(() => {
        throw error;
      });
    }
  }

  #release(sensor: Kinect2Sensor): Promise<void> {
    this.#listener = null;
    this.#closing = this.#close(sensor);
    return this.#closing;
  }

  async #close(sensor: Kinect2Sensor): Promise<void> {
    // Never inside a frame's listener: the native code would wait for a lock that it holds itself.
    await new Promise(setImmediate);
    await sensor.close();
    this.#isOpen = false;
  }
}
