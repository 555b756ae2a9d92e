/** The main process: one window, the vault, the engine's supervision, and nothing that takes long. */
import path from 'node:path';
import { setTimeout as timeout } from 'node:timers/promises';
import { app, BrowserWindow, clipboard, powerMonitor, session, shell } from 'electron';
import { DEFAULT_SCENE } from '../contract/camera.ts';
import { NO_TRAINING } from '../contract/training.ts';
import { languageInUse, type LanguageChoice, type LanguageState } from '../contract/language.ts';
import { registerAppScheme, serveApp } from './window/app-protocol.ts';
import { NO_LOCK_ACTIONS } from '../contract/lock-actions.ts';
import { LockActionDesk } from './lock-actions/lock-action-desk.ts';
import { programEnvironment } from './lock-actions/program-environment.ts';
import { runProgram } from './lock-actions/run-program.ts';
import { ActivityDesk } from './activity/activity-desk.ts';
import { AppStore } from './ipc/app-store.ts';
import { readAttemptsCard } from '../base/attempts-file.ts';
import type { AttemptsCard } from '../contract/attempts-card.ts';
import type { Choices } from '../contract/choices.ts';
import { ChoiceStore } from './choices.ts';
import { EngineLink } from './engine/engine-link.ts';
import { spawnEngine } from './engine/engine-process.ts';
import { AnalysisDesk } from './recordings/analysis-desk.ts';
import { ExchangeDesk } from './recordings/exchange-desk.ts';
import { explorerSources } from './explorer/explorer-sources.ts';
import { fileInArguments, OpenedFiles } from './recordings/opened-file.ts';
import { chooseRecording, fileDialogs } from './window/file-dialogs.ts';
import { ownPackage } from '../base/app-version.ts';
import { documentsFolder } from './about/documents-folder.ts';
import { releaseAddress } from './about/newest-release.ts';
import { openDocumentation } from './about/open-documentation.ts';
import { assetsFolder, noticesFile, PAGES_FOLDER, useHomeFolder } from './folders.ts';
import { broadcast, handleRequests, openFramePort } from './ipc/ipc.ts';
import { feedWindows } from './ipc/window-feed.ts';
import { watchForLeaving } from './lock-out/auto-lock-watch.ts';
import { LockKeeper } from './lock-out/lock-keeper.ts';
import { isSessionAway } from './lock-out/session-lock.ts';
import { lockOutBeside, lockOutIn, openAnchor } from './lock-out/open-lock-out.ts';
import { startClock } from '../engine/lock-out/lock-clock.ts';
import { anchorStorage, prepareKeyStorage, protectiveStorage } from './vault/key-storage.ts';
import {
  autostartFolder,
  loginItems,
  NO_LOGIN_START,
  type LoginStart,
} from './start/login-start.ts';
import { guardStart } from './start/guard-start.ts';
import { vaultAnchor } from '../engine/vault/anchor/anchor-store.ts';
import { joinDesktop } from './window/desktop.ts';
import { PeopleVault } from './vault/people-vault.ts';
import { RecordingsById } from './recordings/recordings-by-id.ts';
import { closeAndLock, createRequestHandlers } from './ipc/request-handlers.ts';
import { restrictNavigation, restrictSession, silenceChromium } from './window/session-policy.ts';
import { openWindow } from './window/window.ts';
import { watchShown } from './window/window-shown.ts';
import { runVerify } from './verify/run-verify.ts';
import { splitArguments } from './command-line/command-words.ts';
import { runCommand } from './command-line/run-command.ts';
import { startCommandLine } from './command-line/start-command-line.ts';
import { OpenedSources } from './explorer/opened-sources.ts';
import { EvaluationDesk } from './training/evaluation-desk.ts';
import type { StartCommand } from './training/start-command.ts';
import { TrainingDesk } from './training/training-desk.ts';
import { asksToVerify } from './verify/verify-arguments.ts';

guardStart();

// Electron would open a dialog, and hang if nobody is there to close it.
process.on('uncaughtException', (error) => {
  console.error('main:', error);
  app.exit(1);
});

/** How often it is looked whether the open lock is left, and whether the closed one wants a PIN by now. */
const LOOK_MS = 1000;

/** Time at the end for frames that wait for a slow disk, in milliseconds. */
const FINISH_LIMIT_MS = 15_000;

/** Takes recordings that the desktop hands over; before the app is ready they are kept. */
let takeFile: ((file: string) => void) | null = null;
let earlyFile: string | null = null;

function openFile(file: string): void {
  if (takeFile === null) earlyFile = file;
  else takeFile(file);
}

async function run(home: string): Promise<void> {
  await app.whenReady();
  await restrictSession(session.defaultSession);
  serveApp(PAGES_FOLDER);

  const keyStorage = prepareKeyStorage();
  const vaultFolder = path.join(home, 'vault');
  const missing = await lockOutBeside(vaultFolder);
  const anchor = await openAnchor(home, anchorStorage(keyStorage), missing);
  const vault = await PeopleVault.open({
    folder: vaultFolder,
    storage: protectiveStorage(keyStorage),
    anchor: vaultAnchor(anchor),
  });
  const choices = await ChoiceStore.open(home);
  const attempts = await readAttemptsCard(assetsFolder());
  const loginStart = findLoginStart();
  const startsAtLogin = await loginStart.isOn();
  const store = createStore(vault, keyStorage, choices.choices, attempts, startsAtLogin);
  const setLanguage = (choice: LanguageChoice): void => {
    choices.change({ language: choice });
    store.apply({ kind: 'language', language: languageBy(choice) });
  };
  feedWindows(store, broadcast);
  const activity = await ActivityDesk.open({
    folder: path.join(home, 'activity'),
    ...{ anchor, vault },
    onProblem: (problem) => store.apply({ kind: 'problem', problem }),
  });
  vault.onErased((personIds) => activity.forget(personIds));
  const lockActions = new LockActionDesk({
    ...{ vault, store },
    folder: vaultFolder,
    run: (program) => runProgram(program, programEnvironment(process.env, process.platform)),
  });
  const keeper: LockKeeper = new LockKeeper({
    store: lockOutIn(anchor, missing),
    now: startClock(),
    vault,
    tell: (command) => void engine.send(command),
    show: (view) => engine.showLock(view),
    onProblem: (problem) => store.apply({ kind: 'problem', problem }),
    note: (event) => activity.note(event),
  });

  const connectFrames = (): void => {
    for (const window of BrowserWindow.getAllWindows())
      engine.connectFrames(openFramePort(window.webContents));
  };
  const recordingsFolder = path.join(home, 'recordings');
  const recordings = new RecordingsById(recordingsFolder);
  const desk = new ExchangeDesk({
    folder: recordingsFolder,
    send: (command) => engine.send(command),
    onJobs: (jobs) => store.apply({ kind: 'exchange', jobs }),
  });
  const analyses = new AnalysisDesk({
    send: (command) => engine.send(command),
    onViews: (views) => store.apply({ kind: 'analyses', analyses: views }),
  });
  const trainingFolder = path.join(home, 'training');
  const trainedAssets = path.join(trainingFolder, 'assets');
  const startCommand: StartCommand = (words, observer, data) =>
    startCommandLine(words, observer, {
      ownAssets: trainedAssets,
      ...(data === null ? {} : { data }),
    });
  const training = await TrainingDesk.open({
    home: trainingFolder,
    start: startCommand,
    onView: (view) => store.apply({ kind: 'training', view }),
  });
  store.apply({ kind: 'training', view: training.view });
  const evaluation = new EvaluationDesk({
    home: path.join(home, 'evaluation'),
    assets: assetsFolder(),
    start: startCommand,
    onView: (view) => store.apply({ kind: 'evaluation', view }),
  });
  const openedSources = new OpenedSources({
    assets: assetsFolder(),
    start: startCommand,
    onSources: (sources) => store.apply({ kind: 'opened-sources', sources }),
  });
  const engine: EngineLink = new EngineLink({
    assets: assetsFolder(),
    recordingsFolder,
    recordings,
    app: app.getVersion(),
    desk,
    analyses,
    store,
    vault,
    choices,
    keeper,
    spawn: (observer) => spawnEngine(observer),
    onSpawned: connectFrames,
  });
  // Before a window can ask for anything.
  activity.note({ kind: 'started' });
  await keeper.start();
  await keeper.recheck();
  handleRequests(
    createRequestHandlers({
      store,
      vault,
      engine,
      keeper,
      activity,
      lockActions,
      loginStart,
      setLanguage,
      about: {
        versions: {
          app: app.getVersion(),
          electron: process.versions.electron,
          chrome: process.versions.chrome,
          node: process.versions.node,
          releases: releaseAddress(ownPackage()),
        },
        getRelease: fetch,
        assets: assetsFolder(),
        notices: noticesFile(),
        folders: { vault: vaultFolder, recordings: recordingsFolder },
        openFolder: (folder) => shell.openPath(folder),
      },
      recordings,
      desk,
      analyses,
      explorerSources: explorerSources({
        ...{ assets: assetsFolder(), store, vault, engine },
        opened: openedSources,
      }),
      ...{ openedSources, training, evaluation, trainedAssets },
      openFile: (file) => shell.openPath(file),
      dialogs: fileDialogs(() => store.state.language.used),
      reveal: (file) => shell.showItemInFolder(file),
      copy: (text) => void clipboard.writeText(text),
    }),
  );
  reportGpuFailure(store);
  lockByItself(store, engine, keeper);
  engine.start();
  quitAfter(async () => {
    openedSources.closeAll();
    await Promise.all([
      engine.finish(FINISH_LIMIT_MS),
      choices.flush(),
      Promise.race([training.end(), timeout(FINISH_LIMIT_MS)]),
    ]);
    await keeper.idle;
    await activity.noted;
  });

  const open = (): void => {
    const window = openWindow({
      place: choices.choices.window,
      onPlaced: (place) => choices.change({ window: place }),
      onLoaded: connectFrames,
    });
    watchShown(window, (isShown) => engine.showWindow(isShown));
  };
  open();
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open();
  });
  const opened = new OpenedFiles({
    isOpen: () => store.state.lock.phase === 'unlocked',
    folder: recordingsFolder,
    play(name) {
      const id = recordings.idOf(name);
      const file = id === null ? null : recordings.fileOf(id);
      return id !== null && file !== null && engine.send({ kind: 'player.open', id, file });
    },
    import: (file) => desk.import(file),
    show: () => store.apply({ kind: 'command', command: 'recordings' }),
    onProblem: (problem) => store.apply({ kind: 'problem', problem }),
  });
  store.subscribe((event) => {
    if (event.kind === 'lock') void opened.unlocked();
  });
  takeFile = (file) => void opened.open(file);
  if (earlyFile !== null) takeFile(earlyFile);
  joinDesktop({
    store,
    lock: () => closeAndLock({ store, engine }),
    openRecording: () =>
      void chooseRecording(store.state.language.used).then((file) =>
        file === null ? undefined : opened.open(file),
      ),
    openDocumentation: () =>
      void openDocumentation(
        documentsFolder(app.isPackaged ? process.resourcesPath : null),
        (folder) => shell.openPath(folder),
      ).then((shown) => {
        if (!shown.ok) store.apply({ kind: 'problem', problem: shown.problem });
      }),
    open: () => (BrowserWindow.getAllWindows().length === 0 ? open() : focusWindow()),
  });
}

/** What is said by a choice: "as the system" may mean another language at each start. */
function languageBy(choice: LanguageChoice): LanguageState {
  return { choice, used: languageInUse(choice, app.getPreferredSystemLanguages()) };
}

/** An AppImage is started by its file: its program lies on a disk that is gone when it ends. */
function findLoginStart(): LoginStart {
  if (!app.isPackaged) return NO_LOGIN_START;
  if (process.platform !== 'linux') return loginItems(app);
  return autostartFolder(app.getPath('appData'), process.env['APPIMAGE'] ?? process.execPath);
}

function lockByItself(store: AppStore, engine: EngineLink, keeper: LockKeeper): void {
  const look = watchForLeaving({
    store,
    power: powerMonitor,
    nowMs: () => performance.now(),
    lock: (cause) => closeAndLock({ store, engine }, cause),
    isSessionAway: () => isSessionAway(process.env['XDG_SESSION_ID']),
  });
  setInterval(() => {
    look();
    void keeper.recheck();
  }, LOOK_MS).unref();
}

/** A running recording and a last-moment choice reach the disk before the process ends. */
function quitAfter(finish: () => Promise<unknown>): void {
  let state: 'running' | 'finishing' | 'finished' = 'running';
  app.on('will-quit', (event) => {
    if (state === 'finished') return;
    event.preventDefault();
    if (state === 'finishing') return;
    state = 'finishing';
    void finish().finally(() => {
      state = 'finished';
      // Electron accepts no other quit before this event is over.
      setImmediate(() => app.quit());
    });
  });
}

function createStore(
  vault: PeopleVault,
  keyStorage: string,
  { scene, mirrored, security, lockSettings, language, encoderEngine, recordingsLimit }: Choices,
  attempts: AttemptsCard | null,
  startsAtLogin: boolean | null,
): AppStore {
  const problem = vault.problem();
  return new AppStore({
    engine: { phase: 'starting' },
    sources: [],
    scene: scene ?? DEFAULT_SCENE,
    mirrored,
    virtualPeople: [],
    enrolment: { phase: 'idle' },
    // Until the keeper has told.
    lock: { phase: 'locked', hint: 'none' },
    security,
    lockSettings,
    language: languageBy(language),
    encoderEngine,
    greeting: null,
    cameraIsFixed: false,
    attempts,
    people: vault.people(),
    vault: vault.view(),
    lockActions: NO_LOCK_ACTIONS,
    startsAtLogin,
    system: process.platform,
    recorder: { phase: 'idle', obstacle: 'Depthlock is getting ready.', spaceLeft: null },
    recordings: [],
    recordingsLimit,
    player: { phase: 'closed' },
    analyses: [],
    pad: { phase: 'idle' },
    exchange: [],
    training: NO_TRAINING,
    evaluation: { phase: 'idle' },
    openedSources: [],
    problems: problem === null ? [] : [problem],
    keyStorage,
    version: app.getVersion(),
  });
}

/** Everything is drawn on 2-D canvases: without a GPU the app is slower, not broken. */
function reportGpuFailure(store: AppStore): void {
  app.on('child-process-gone', (_, { type, reason }) => {
    if (type !== 'GPU' || reason === 'clean-exit') return;
    const message =
      'The graphics processor stopped, so pictures are drawn by the main processor now. Recognition is not affected; restart Depthlock if the picture stutters.';
    store.apply({ kind: 'problem', problem: { code: 'no-gpu', message } });
  });
}

/** The recording that this start was asked to open; null: none. */
function startFile(): string | null {
  return fileInArguments(process.argv, process.cwd(), app.isPackaged);
}

/** What another start of the app handed over: Chromium reorders its command line, so it sends the file by itself. */
function fileIn(sent: unknown): string | null {
  const file: unknown =
    typeof sent === 'object' && sent !== null && 'file' in sent ? sent.file : null;
  return typeof file === 'string' ? file : null;
}

function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

registerAppScheme();
silenceChromium();
restrictNavigation();
const home = useHomeFolder();

const { command } = splitArguments(process.argv);

if (asksToVerify(process.argv, app.isPackaged)) {
  // The app may run beside it.
  void runVerify(home);
} else if (command !== null) {
  void runCommand(command, home);
} else if (app.requestSingleInstanceLock({ file: startFile() })) {
  app.on('second-instance', (_event, _argv, _cwd, sent) => {
    focusWindow();
    const file = fileIn(sent);
    if (file !== null) openFile(file);
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    openFile(file);
  });
  earlyFile = startFile();
  app.on('window-all-closed', () => {
    app.quit();
  });
  // Not awaited: Electron becomes ready only after this module has been evaluated.
  void run(home);
} else {
  app.quit();
}
