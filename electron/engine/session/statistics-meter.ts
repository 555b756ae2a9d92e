import type { Statistics } from '../../contract/window/app-state.ts';

const MICROSECONDS_PER_SECOND = 1e6;
const BYTES_PER_MEGABYTE = 1e6;

/** Counts frames and reads the process's use of the machine, from one report to the next. */
export class StatisticsMeter {
  #sinceMs = performance.now();
  #cpu = process.cpuUsage();
  #sensorFrames = 0;
  #visionFrames = 0;
  #sensorGaps = 0;
  #reported = { gaps: 0, unseen: 0 };
  #lastSequence: number | null = null;

  /** A frame arrived; a gap in the sequence numbers means that frames were lost before it. */
  sensorFrame(sequence: number): void {
    this.#sensorFrames += 1;
    const gap = this.#lastSequence === null ? 0 : sequence - this.#lastSequence - 1;
    this.#sensorGaps += Math.max(0, gap);
    this.#lastSequence = sequence;
  }

  visionFrame(): void {
    this.#visionFrames += 1;
  }

  /** Another source counts its frames from anew. */
  sourceChanged(): void {
    this.#lastSequence = null;
  }

  /**
   * Rates since the last report.
   *
   * @param unseen frames that came and never reached vision, since the start
   */
  report(unseen: number): Statistics {
    const nowMs = performance.now();
    const seconds = Math.max(1e-3, (nowMs - this.#sinceMs) / 1000);
    const used = process.cpuUsage(this.#cpu);
    const statistics: Statistics = {
      sensorFps: this.#sensorFrames / seconds,
      visionFps: this.#visionFrames / seconds,
      skipped: this.#sensorGaps + unseen,
      replacedPerSecond: (unseen - this.#reported.unseen) / seconds,
      missedPerSecond: (this.#sensorGaps - this.#reported.gaps) / seconds,
      cpuPercent: ((used.user + used.system) / MICROSECONDS_PER_SECOND / seconds) * 100,
      memoryMb: process.memoryUsage.rss() / BYTES_PER_MEGABYTE,
    };
    this.#sinceMs = nowMs;
    this.#reported = { gaps: this.#sensorGaps, unseen };
    this.#cpu = process.cpuUsage();
    this.#sensorFrames = 0;
    this.#visionFrames = 0;
    return statistics;
  }
}
