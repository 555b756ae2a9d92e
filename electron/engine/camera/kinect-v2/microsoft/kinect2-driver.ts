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
 * The one sensor of the process. The package keeps its state in globals and releases objects through pointers that it
 * does not clear, so it survives only one order of calls: open the sensor, open one reader, close everything with one
 * `close()`, outside a frame's listener. A driver instance keeps that order for all its cameras.
 */
export class Kinect2Driver {
  readonly #package: Kinect2Package;
  #loaded: { readonly sensor: Kinect2Sensor; readonly types: Kinect2Module['FrameType'] } | null =
    null;
  /** `open()` returned true, and `close()` has not been called since. */
  #isOpen = false;
  #listener: ((frame: Kinect2Frame) => void) | null = null;
  #closing: Promise<void> = Promise.resolve();

  constructor(kinect2: Kinect2Package) {
    this.#package = kinect2;
  }

  /**
   * Delivers frames to `listener` until the returned function is called. That function resolves when no frame will
   * follow and another program may use the Kinect; a second call does nothing. A problem if the package, the runtime or
   * the reader fails.
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
      // If opened twice, the first sensor would never be released.
      this.#isOpen ||= sensor.open();
      if (!this.#isOpen) return fail('no-camera', NOT_OPENED);
      // One reader for all: every reader polls in its own loop, which costs a core.
      const isReading = sensor.openMultiSourceReader({
        frameTypes: types.color | types.rawDepth | types.depthColor | types.infrared,
        includeJointFloorData: false,
      });
      // Not closed: without a new reader `close()` would release the previous one again.
      return isReading ? succeed(undefined) : fail('no-camera', NOT_OPENED);
    } catch (error) {
      const detail = reasonOf(error);
      return fail('camera-stopped', `The Microsoft driver failed (${detail}). Restart Depthlock.`);
    }
  }

  /** The reader is locked meanwhile, and stays locked if anything is thrown. */
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
    // Never inside a frame's listener: the native code would deadlock on its own lock.
    await new Promise(setImmediate);
    await sensor.close();
    this.#isOpen = false;
  }
}
