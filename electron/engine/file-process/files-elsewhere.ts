/** Recordings and conversions whose files another process parses: the engine sees pixels, never a file. */
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UNFINISHED } from '../../base/durable-file.ts';
import type { ExchangeRequest, ExportSummary } from '../../contract/exchange.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import { indexAtTime } from '../camera/recording/index-at-time.ts';
import type { Recording } from '../camera/recording/recording.ts';
import type { SensorFrame } from '../camera/sensor-frame.ts';
import type { DescribedRecording } from '../recording/describe-recording.ts';
import type { RecordingFiles, RepairedRecording } from '../recording/recording-files.ts';
import { FileClient } from './file-client.ts';
import type { OpenedRecording, StartFileProcess } from './file-tasks.ts';

/** A process that has had nothing to do for so long is ended. */
const IDLE_MS = 10_000;

export class FilesElsewhere {
  readonly #start: StartFileProcess;
  readonly #create: RecordingFiles['create'];
  readonly #all = new Set<FileClient>();
  #lister: FileClient | null = null;
  #idle: NodeJS.Timeout | undefined;

  /** @param create writes recordings here: frames of our own cameras are no foreign file */
  constructor(start: StartFileProcess, create: RecordingFiles['create']) {
    this.#start = start;
    this.#create = create;
  }

  /** Each opened recording has a process of its own; the list shares one. */
  readonly recordings: RecordingFiles = {
    create: (file, sensor, onProblem) => this.#create(file, sensor, onProblem),
    open: (file) => this.#open(file),
    describe: (file) => this.#describe(file),
    repair: (file) => this.#repair(file),
  };

  /** A conversion in a process of its own. */
  readonly convert = async (
    request: ExchangeRequest,
    signal: AbortSignal,
    onProgress: (done: number, total: number | null) => void,
  ): Promise<Result<ExportSummary>> => {
    const client = this.#begin();
    const converted = await client.run('convert', { request }, { signal, onProgress });
    const hasDied = client.isGone;
    this.#end(client);
    if (hasDied)
      await rm(`${resolve(request.output)}${UNFINISHED}`, { recursive: true, force: true });
    if (signal.aborted && !converted.ok) {
      return fail('conversion-cancelled', 'The conversion was cancelled; nothing was written.');
    }
    return converted;
  };

  /** Ends all processes. */
  dispose(): void {
    clearTimeout(this.#idle);
    for (const client of [...this.#all]) this.#end(client);
  }

  async #open(file: string): Promise<Result<Recording>> {
    const client = this.#begin();
    const opened = await client.run('open', { file });
    if (opened.ok) {
      return succeed(new RecordingElsewhere(client, opened.value, () => this.#end(client)));
    }
    this.#end(client);
    return opened;
  }

  async #describe(file: string): Promise<Result<DescribedRecording>> {
    clearTimeout(this.#idle);
    if (this.#lister === null || this.#lister.isGone) this.#lister = this.#begin();
    const lister = this.#lister;
    const described = await lister.run('describe', { file });
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#end(lister), IDLE_MS);
    return described;
  }

  async #repair(file: string): Promise<Result<RepairedRecording>> {
    const client = this.#begin();
    const repaired = await client.run('repair', { file });
    this.#end(client);
    return repaired;
  }

  #begin(): FileClient {
    const client = new FileClient(this.#start);
    this.#all.add(client);
    return client;
  }

  #end(client: FileClient): void {
    client.end();
    this.#all.delete(client);
  }
}

class RecordingElsewhere implements Recording {
  readonly info: Recording['info'];
  readonly times: readonly number[];
  readonly #client: FileClient;
  readonly #onClose: () => void;

  constructor(client: FileClient, { info, times }: OpenedRecording, onClose: () => void) {
    this.#client = client;
    this.info = info;
    this.times = Array.from(times);
    this.#onClose = onClose;
  }

  indexAt(timeMs: number): number {
    return indexAtTime(this.times, timeMs);
  }

  async frameAt(index: number): Promise<Result<SensorFrame>> {
    const read = await this.#client.run('frame', { index });
    return read.ok ? succeed({ ...read.value, sensor: this.info.sensor }) : read;
  }

  close(): Promise<void> {
    this.#onClose();
    return Promise.resolve();
  }
}
