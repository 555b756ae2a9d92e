/**
 * The whole interface between a window and the rest: requests (renderer → main, answered), events (main → renderer) and
 * the frame port (engine → renderer). Main validates every request with the schemas of `request-validators.ts`.
 */
import type { AboutApp, NewestRelease, StorageView, StoredFolder } from '../about.ts';
import type { ActivityEntry } from '../activity.ts';
import type { AppEvent, AppState } from './app-state.ts';
import type { DeviceName, SourceName, VirtualScene } from '../camera.ts';
import type { EncoderEngine } from '../encoder-runtime.ts';
import type { ExportFormat, ImportKind } from '../exchange.ts';
import type { ExplorerFormat, ExplorerSet } from '../explorer.ts';
import type { Intrinsics } from '../frame.ts';
import type { LanguageChoice } from '../language.ts';
import type { SpeciesId } from '../pad/species.ts';
import type { LockActions } from '../lock-actions.ts';
import type { Result } from '../problem.ts';
import type { AnalysisKind, TrackPiece } from '../recording-analysis.ts';
import type { PlayerControl, RecordingsLimit } from '../recordings.ts';
import type { LockSettings, SecurityChoice } from '../security.ts';
import type { ShownHead, ShownHeadWish } from '../shown-head.ts';
import type { TrainingWish } from '../training.ts';
import type { ViewFormat } from '../view-file.ts';

/** Requests: name → [argument, answer]. */
export interface Requests {
  'state.get': [undefined, AppState];
  'camera.select': [{ source: SourceName }, Result<undefined>];
  /** Whether a device's pictures are turned left to right once more; it is started again if it is in use. */
  'camera.mirror': [{ source: DeviceName; mirrored: boolean }, Result<undefined>];
  'scene.set': [VirtualScene, Result<undefined>];
  /** Needs `lock.confirm` where somebody is enrolled. `of`: whose further look it is; default: of somebody new. */
  'enrolment.start': [undefined | { of: string }, Result<undefined>];
  'enrolment.continue': [undefined, Result<undefined>];
  /** The head cannot turn: views of a while from ahead have to do. */
  'enrolment.partial': [undefined, Result<undefined>];
  /** It can, after all: goes on with the ring as it was. */
  'enrolment.whole': [undefined, Result<undefined>];
  'enrolment.cancel': [undefined, Result<undefined>];
  /**
   * Answers `looks-like-somebody` for a face that somebody has who is enrolled, unless it is meant `anyway`.
   * `recoveryCode`: a new one, to be shown once; null if the vault has one.
   */
  'enrolment.finish': [
    { name: string; pin: string; anyway?: boolean },
    Result<{ personId: string; recoveryCode: string | null }>,
  ];
  /** Adds what was captured to somebody as a further look, or enrols them anew with a new encoder. */
  'enrolment.addTo': [{ personId: string; label: string }, Result<undefined>];
  'lock.lock': [undefined, Result<undefined>];
  /** Has a lock look that waits for the face before it to leave; by a key, click or touch. Opens nothing by itself. */
  'lock.ask': [undefined, Result<undefined>];
  'lock.pin': [{ pin: string }, Result<undefined>];
  /**
   * Gives a PIN for one of the requests that need it once more, within a minute. They answer `confirm-needed` without:
   * enrolling somebody beside others, removing, erasing, exporting, and settings of the lock.
   */
  'lock.confirm': [{ pin: string }, Result<undefined>];
  /** Needs `lock.confirm`: a face alone must not weaken what asks for it. */
  'security.set': [{ security: SecurityChoice }, Result<undefined>];
  /** Needs `lock.confirm`. */
  'lock.settings': [LockSettings, Result<undefined>];
  /** Needs `lock.confirm`. */
  'people.remove': [{ personId: string }, Result<undefined>];
  'people.rename': [{ personId: string; name: string }, Result<undefined>];
  /** Needs `lock.confirm`. */
  'people.removeAppearance': [{ personId: string; appearanceId: string }, Result<undefined>];
  /** Erases everybody and all recordings. Needs `lock.confirm`. */
  'people.removeAll': [undefined, Result<undefined>];
  /** `wanted` replaces `pin`. */
  'pin.change': [{ pin: string; wanted: string }, Result<undefined>];
  /** A new recovery code, to be shown once, for whoever knows a PIN; the one before is void. */
  'vault.newRecoveryCode': [{ pin: string }, Result<string>];
  /** Opens the vault with the recovery code, and tells who is in it: one of them needs a new PIN. */
  'vault.recover': [{ code: string }, Result<{ id: string; name: string }[]>];
  /** Sets a PIN by the recovery code, and unlocks. */
  'vault.recoverPin': [{ code: string; personId: string; pin: string }, Result<undefined>];
  /** Opens the copy before the last change, at once or by the PIN that is entered next. */
  'vault.openPrevious': [undefined, Result<undefined>];
  /** Erases a vault that nothing opens. `typed`: START_OVER_WORDS. */
  'vault.startOver': [{ typed: string }, Result<undefined>];
  'engine.restart': [undefined, Result<undefined>];
  /** What the encoder runs in from now on: the engine is started again with it. Not while something would be lost. */
  'engine.choose': [{ engine: EncoderEngine }, Result<undefined>];
  'record.start': [undefined, Result<undefined>];
  /** Also answered while locked: whoever is filmed may end it. */
  'record.stop': [undefined, Result<undefined>];
  /** A small JPEG; null if there is none. */
  'recordings.thumbnail': [{ id: string }, Result<Uint8Array | null>];
  'recordings.remove': [{ id: string }, Result<undefined>];
  /** Gives its file another name, which is its title. The recording then has another id. */
  'recordings.rename': [{ id: string; name: string }, Result<undefined>];
  'recordings.reveal': [{ id: string }, Result<undefined>];
  /** Writes the index that a cut-off file lacks; its frames stay as they are. */
  'recordings.repair': [{ id: string }, Result<undefined>];
  /** How much all recordings together may take, from now on. Nothing is deleted where they take more already. */
  'recordings.limit': [{ limit: RecordingsLimit }, Result<undefined>];
  'player.open': [{ id: string }, Result<undefined>];
  'player.control': [PlayerControl, Result<undefined>];
  /** Lets the recording replace the camera, and locks. */
  'player.becomeCamera': [undefined, Result<undefined>];
  /** Switches back to the camera. */
  'player.close': [undefined, Result<undefined>];
  /** A small JPEG of the recording in the player, at a time of it; null: none is open, or it cannot be read. */
  'player.picture': [{ timeMs: number }, Result<Uint8Array | null>];
  /** Analyses a recording against everybody enrolled, in the background; goes on with it where it was stopped. */
  'analysis.start': [{ id: string }, Result<undefined>];
  /**
   * Analyses it with the usual encoder and another one, against whoever a recording shows: `enrolment`, or null for the
   * beginning of the same.
   */
  'analysis.compare': [
    { id: string; encoder: string; enrolment: string | null },
    Result<undefined>,
  ];
  /** Goes on with one that was stopped or has failed, against the same people or encoders. */
  'analysis.resume': [{ id: string; of: AnalysisKind }, Result<undefined>];
  /** Stops it; what was found is kept. */
  'analysis.stop': [{ id: string; of: AnalysisKind }, Result<undefined>];
  /** Forgets what was found. */
  'analysis.forget': [{ id: string; of: AnalysisKind }, Result<undefined>];
  /** The tracks from a frame on, as far as they are known; null: nothing is, from there. Only while it is open. */
  'analysis.tracks': [{ id: string; of: AnalysisKind; from: number }, Result<TrackPiece | null>];
  /** Names of the encoders that can be compared with the usual one. */
  'analysis.encoders': [undefined, Result<readonly string[]>];
  /** Main shows the system's dialog for a file or a folder, and adds its content to the recordings. */
  'exchange.import': [{ kind: ImportKind }, Result<undefined>];
  /** Adds what was dropped on the window to the recordings, once the person has told main that it is meant. */
  'exchange.importDropped': [{ path: string }, Result<undefined>];
  /** Needs `lock.confirm`. Main shows the system's dialog for the destination. `frame`, counted from 0, is the one in a point cloud. */
  'exchange.export': [{ id: string; format: ExportFormat; frame?: number }, Result<undefined>];
  /** Cancels an import or export that waits or runs, leaving none of its output. Also answered while locked. */
  'exchange.cancel': [{ id: string }, Result<undefined>];
  /** Opens the folder of an export. */
  'exchange.reveal': [{ id: string }, Result<undefined>];
  /** Removes a finished one from the list. */
  'exchange.dismiss': [{ id: string }, Result<undefined>];
  /** Takes all that have ended off the list. */
  'exchange.dismissEnded': [undefined, Result<undefined>];
  /** Programs at lock and unlock. Needs `lock.confirm`. */
  'lockActions.set': [LockActions, Result<undefined>];
  /** Language of window and menus, at once. */
  'language.set': [{ choice: LanguageChoice }, Result<undefined>];
  'startsAtLogin.set': [{ startsAtLogin: boolean }, Result<undefined>];
  'about.get': [undefined, Result<AboutApp>];
  /** Asks the address of `AboutApp.releases`, which the person has been shown and agreed to. */
  'about.checkVersion': [undefined, Result<NewestRelease>];
  /** Licences of what Depthlock is made of, as text. */
  'about.notices': [undefined, Result<string>];
  /** Copies versions, states and counters; nothing of people, and no paths. */
  'about.copyDiagnostics': [undefined, Result<undefined>];
  /** Where vault and recordings lie, and how much they take. */
  'storage.get': [undefined, Result<StorageView>];
  'storage.open': [{ folder: StoredFolder }, Result<undefined>];
  /** Everything that happened at the lock, oldest first. */
  'activity.list': [undefined, Result<readonly ActivityEntry[]>];
  /** Main shows the system's dialog for the file. Needs `lock.confirm`. */
  'activity.export': [undefined, Result<undefined>];
  /** Needs `lock.confirm`. */
  'activity.erase': [undefined, Result<undefined>];
  /** Begins a presentation attack test with whoever is unlocked as the owner; each presentation is attempted so often. */
  'pad.start': [{ species: SpeciesId[]; attempts: number }, Result<undefined>];
  /** Ready for the attempt; or, after a result, on to the next. */
  'pad.next': [undefined, Result<undefined>];
  'pad.repeat': [undefined, Result<undefined>];
  'pad.skip': [undefined, Result<undefined>];
  'pad.stop': [undefined, Result<undefined>];
  /** Forgets the figures of a test that is over, or ends it. */
  'pad.close': [undefined, Result<undefined>];
  /** Copies the figures as text. */
  'pad.copy': [undefined, Result<undefined>];
  /** Main shows the system's dialog for the file that the numbers are written to. */
  'pad.save': [undefined, Result<undefined>];
  /** All embeddings that there are, by source and encoder. Only while it is open: a locked window gets none. */
  'explorer.embeddings': [undefined, Result<readonly ExplorerSet[]>];
  /**
   * Main shows the system's dialog and writes what the window made, file by file (`EXPLORER_FILES`). Needs
   * `lock.confirm`: embeddings say who somebody is. `name` is proposed, without an ending.
   */
  'explorer.export': [
    { format: ExplorerFormat; name: string; files: readonly Uint8Array[] },
    Result<undefined>,
  ];
  /**
   * Has the looks of a recording embedded, or those of a folder dataset for which main shows the system's dialog; in a
   * process of its own. They are among `explorer.embeddings` once they are read.
   */
  'explorer.open': [{ kind: 'recording'; id: string } | { kind: 'dataset' }, Result<undefined>];
  /** Forgets them, also while they are read. */
  'explorer.close': [{ id: string }, Result<undefined>];
  /** Main shows the system's dialog for the folder of the public training data. */
  'training.chooseData': [undefined, Result<undefined>];
  /** Main shows the system's dialog for a folder of one's own people, for the next training. */
  'training.addPeople': [undefined, Result<undefined>];
  'training.removePeople': [{ index: number }, Result<undefined>];
  'training.start': [TrainingWish, Result<undefined>];
  'training.pause': [undefined, Result<undefined>];
  'training.resume': [undefined, Result<undefined>];
  /** Ends it and deletes its checkpoints; one that has ended is put away. */
  'training.stop': [undefined, Result<undefined>];
  /** Main shows the system's dialog for the folder dataset. `trained`: of the encoder that a training has written. */
  'evaluation.start': [{ trained: boolean }, Result<undefined>];
  /** Ends it, or puts its figures away. */
  'evaluation.close': [undefined, Result<undefined>];
  /** Opens the whole report in the system's browser. */
  'evaluation.openReport': [undefined, Result<undefined>];
  /**
   * Main shows the system's dialog and writes a picture or a point cloud that the window made of what it shows. Needs
   * `lock.confirm`: it shows a face. `name` is proposed, without an ending.
   */
  'live.save': [{ format: ViewFormat; name: string; file: Uint8Array }, Result<undefined>];
}
export type RequestName = keyof Requests;

/** Frame port, engine → renderer. One in flight: the next is sent only after `frame-done`. */
export interface FrameMessage {
  readonly kind: 'frame';
  readonly sequence: number;
  readonly timeMs: number;
  readonly trust: 'sensor' | 'recording' | 'virtual';
  /** For people to look at; null where the window wants none. */
  readonly picture: ShownPicture | null;
  /** What recognition gets; null where the window wants none. */
  readonly registered: RegisteredImages | null;
  /** The head that was seen last, where the window wishes it, it is there and the lock is open. */
  readonly head?: ShownHead | null;
}

/** What the colour camera itself saw, or the part of it around the head; its holes, if it has any, are closed. */
export interface ShownPicture {
  readonly width: number;
  readonly height: number;
  /** RGBA; alpha 0 only where there is no colour far around. */
  readonly color: Uint8Array;
  /** Does the picture show all that the colour camera saw? */
  readonly isWhole: boolean;
  /** The square to show where there is room for the head only; pixels of this picture, inside it. */
  readonly head: PictureSquare;
  /** From the frame's pixels, in which faces are told, to this picture's: x ↦ scaleX · x + x, y likewise. */
  readonly place: PicturePlace;
}

export interface PictureSquare {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

export interface PicturePlace {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly x: number;
  readonly y: number;
}

/** The images of an `RgbdFrame`, holes and all; where less is wanted, of every n-th pixel of it. */
export interface RegisteredImages {
  readonly width: number;
  readonly height: number;
  readonly intrinsics: Intrinsics;
  readonly color: Uint8Array;
  readonly depth: Uint16Array;
  /** From the frame's pixels, in which faces are told, to these. */
  readonly place: PicturePlace;
}

/** What a window draws of each frame: nothing else is sent. */
export interface FrameWish {
  readonly picture: 'none' | 'head' | 'whole';
  /** Pixels of the screen along the longest side of the picture: it is sent in no more detail than shows. */
  readonly side: number;
  /** The same of what recognition gets; 0: none of it, Infinity: every pixel. */
  readonly registered: number;
  /** Absent: nothing of the head. */
  readonly head?: ShownHeadWish;
}

/** Frame port, renderer → engine: the frame was drawn. */
export interface FrameDone {
  readonly kind: 'frame-done';
  readonly sequence: number;
}
/** Frame port, renderer → engine: what to send from now on; before it comes, nothing is drawn that would need more. */
export interface FrameWished {
  readonly kind: 'frame-wish';
  readonly wish: FrameWish;
}
export type FrameAnswer = FrameDone | FrameWished;

/**
 * `window.depthlock`, as exposed by the preload. Frames do not pass through it: the context bridge would copy 1.3 MB
 * thirty times a second, so the preload passes the port itself to the page (FRAME_PORT_MESSAGE), where
 * `renderer/frames/port/frame-port.ts` receives it.
 */
export interface DepthlockBridge {
  request<N extends RequestName>(name: N, argument: Requests[N][0]): Promise<Requests[N][1]>;
  /** Where a file lies that was dropped on the page (a DOM `File`); empty for one that a page has made. */
  pathOfFile(file: object): string;
  /** Returns a function that unsubscribes. */
  onEvent(listener: (event: AppEvent) => void): () => void;
}

/** Posted by the preload to its own page, with a new frame port, whenever the engine or the page restarts. */
export const FRAME_PORT_MESSAGE = 'depthlock:frame-port';
