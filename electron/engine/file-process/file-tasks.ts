/**
 * What the engine asks of the process that parses files: foreign ones may be made to take over whoever reads them, and
 * the engine holds faces and decides.
 */
import type { ExchangeRequest, ExportSummary } from '../../contract/exchange.ts';
import type { Result } from '../../contract/problem.ts';
import type { RecordingInfo } from '../camera/recording/recording.ts';
import type { SensorFrame } from '../camera/sensor-frame.ts';
import type { DescribedRecording } from '../recording/describe-recording.ts';
import type { RepairedRecording } from '../recording/recording-files.ts';

/** Tasks by name: what each is given, and what it answers. */
export interface FileTasks {
  /** For the list of recordings. */
  describe: [{ readonly file: string }, DescribedRecording];
  repair: [{ readonly file: string }, RepairedRecording];
  convert: [{ readonly request: ExchangeRequest }, ExportSummary];
  /** Opens the one recording that `frame` reads from then on. */
  open: [{ readonly file: string }, OpenedRecording];
  frame: [{ readonly index: number }, Omit<SensorFrame, 'sensor'>];
}

export type FileTask = keyof FileTasks;

export interface OpenedRecording {
  readonly info: RecordingInfo;
  readonly times: Float64Array;
}

/** Engine → process. */
export type FileQuestion =
  | {
      readonly kind: 'task';
      readonly id: number;
      readonly task: FileTask;
      readonly input: FileTasks[FileTask][0];
    }
  /** Ends a conversion; what was written of it is removed. */
  | { readonly kind: 'cancel'; readonly id: number };

/** Process → engine. */
export type FileAnswer =
  | {
      readonly kind: 'progress';
      readonly id: number;
      readonly done: number;
      readonly total: number | null;
    }
  | { readonly kind: 'done'; readonly id: number; readonly result: Result<unknown> };

/** The two ends of a connection to such a process, whatever it runs in. */
export interface FileChannel {
  send(question: FileQuestion): void;
  /** Ends the process at once. */
  kill(): void;
}

export interface FileChannelObserver {
  /** The process's answer, unchecked. */
  onMessage(message: unknown): void;
  /** Called once, when the process has gone. */
  onGone(): void;
}

/** Starts a process. */
export type StartFileProcess = (observer: FileChannelObserver) => FileChannel;
