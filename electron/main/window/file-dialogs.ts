/** The system's file dialogs: the only place where a file is named, and it is the person who names it. */
import path from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import type { DepthEncoding, ExportFormat, ImportKind } from '../../contract/exchange.ts';
import type { ExplorerFormat } from '../../contract/explorer.ts';
import type { ViewFormat } from '../../contract/view-file.ts';
import type { Language } from '../../contract/language.ts';
import { wordsIn, type Words } from '../../words/words-in.ts';
import { fileNameOf, freePath } from '../recordings/free-name.ts';

/** A dataset to evaluate or to show; the public data and one's own people to train on. */
export type FolderPurpose = 'dataset' | 'data' | 'people';

export interface FileDialogs {
  /** File or folder to read; null if the person chose nothing. */
  chooseInput(kind: ImportKind): Promise<string | null>;
  /** Folder to read for a purpose; null if the person chose nothing. */
  chooseFolder(purpose: FolderPurpose): Promise<string | null>;
  /** Whether a file or folder that was dropped on the window is meant: a window names no file without a person. */
  confirmDropped(input: string): Promise<true | null>;
  /** Meaning of the values of a depth PNG; null if the person does not say. */
  chooseEncoding(name: string): Promise<DepthEncoding | null>;
  /**
   * Path to write to; null if the person chose nothing.
   * @param name proposed, without an extension
   */
  chooseOutput(format: ExportFormat, name: string): Promise<string | null>;
  /**
   * File to write the numbers of a test to; null if the person chose nothing.
   * @param name proposed, without an extension
   */
  chooseNumbers(name: string): Promise<string | null>;
  /**
   * File to write a table to; null if the person chose nothing.
   * @param name proposed, without an extension
   */
  chooseTable(name: string): Promise<string | null>;
  /**
   * File, or for several files folder, to write what the explorer shows to; null if the person chose nothing.
   * @param name proposed, without an extension
   */
  chooseFigure(format: ExplorerFormat, name: string): Promise<string | null>;
  /**
   * File to write a live view to; null if the person chose nothing.
   * @param name proposed, without an extension
   */
  chooseView(format: ViewFormat, name: string): Promise<string | null>;
}

interface OutputKind {
  readonly title: string;
  /** Null: a folder. */
  readonly file: { readonly ending: string; readonly name: string } | null;
}

type DialogWords = Words<'dialogs'>;

/** The ending of what an export writes; null: a folder. */
const ENDINGS: Readonly<Record<ExportFormat, 'mcap' | 'ply' | null>> = {
  recording: 'mcap',
  tum: null,
  ros2: 'mcap',
  fakenect: null,
  dataset: null,
  ply: 'ply',
};

function outputOf(format: ExportFormat, words: DialogWords): OutputKind {
  const ending = ENDINGS[format];
  return {
    title: words(`outputs.${format}`),
    file: ending === null ? null : { ending, name: words(`files.${ending}`) },
  };
}

/** The ending of what the explorer exports; null: a folder. */
const FIGURE_ENDINGS: Readonly<Record<ExplorerFormat, 'svg' | 'png' | 'csv' | null>> = {
  svg: 'svg',
  png: 'png',
  csv: 'csv',
  tensorboard: null,
};

function figureOf(format: ExplorerFormat, words: DialogWords): OutputKind {
  const ending = FIGURE_ENDINGS[format];
  return {
    title: words(`figures.${format}`),
    file: ending === null ? null : { ending, name: words(`files.${ending}`) },
  };
}

const inputOf = (kind: ImportKind, words: DialogWords): Electron.OpenDialogOptions => ({
  ...{ title: words(`inputs.${kind}`), buttonLabel: words('import') },
  ...(kind === 'folder'
    ? { properties: ['openDirectory'] }
    : {
        properties: ['openFile'],
        filters: [
          {
            name: words('recordingsAndPictures'),
            extensions: ['mcap', 'pgm', 'png', 'pcd', 'pclzf'],
          },
          { name: words('allFiles'), extensions: ['*'] },
        ],
      }),
});

/** A recording to open; null if the person chose nothing. */
export async function chooseRecording(language: Language): Promise<string | null> {
  const words = wordsIn(language, 'dialogs');
  const { canceled, filePaths } = await showOpen({
    title: words('openRecording'),
    properties: ['openFile'],
    filters: [{ name: words('recordings'), extensions: ['mcap'] }],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

const ENCODINGS = ['millimetres', 'tum', 'sun'] as const satisfies readonly DepthEncoding[];

/** @param language asked when a dialog opens */
export function fileDialogs(language: () => Language): FileDialogs {
  const dialogWords = (): DialogWords => wordsIn(language(), 'dialogs');
  const cancel = (): string => wordsIn(language(), 'common')('cancel');
  return {
    async chooseInput(kind) {
      const { canceled, filePaths } = await showOpen(inputOf(kind, dialogWords()));
      return canceled ? null : (filePaths[0] ?? null);
    },

    async chooseFolder(purpose) {
      const words = dialogWords();
      const { canceled, filePaths } = await showOpen({
        ...{ title: words(`folders.${purpose}`), buttonLabel: words('choose') },
        properties: ['openDirectory'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },

    async confirmDropped(input) {
      const words = dialogWords();
      const { response } = await showQuestion({
        type: 'question',
        message: words('dropped.question', { name: path.basename(input) }),
        detail: words('dropped.detail', { path: input }),
        buttons: [words('import'), cancel()],
        defaultId: 0,
        cancelId: 1,
      });
      return response === 0 ? true : null;
    },

    async chooseEncoding(name) {
      const words = dialogWords();
      const { response } = await showQuestion({
        type: 'question',
        message: words('encoding.question', { name }),
        detail: words('encoding.detail'),
        buttons: [...ENCODINGS.map((encoding) => words(`encoding.${encoding}`)), cancel()],
        defaultId: 0,
        cancelId: ENCODINGS.length,
      });
      return ENCODINGS[response] ?? null;
    },

    chooseOutput(format, name) {
      const words = dialogWords();
      return chooseFile(outputOf(format, words), words('export'), name);
    },

    chooseNumbers(name) {
      const words = dialogWords();
      const file = { ending: 'json', name: words('files.json') };
      return chooseFile({ title: words('outputs.numbers'), file }, words('save'), name);
    },

    chooseTable(name) {
      const words = dialogWords();
      const file = { ending: 'csv', name: words('files.csv') };
      return chooseFile({ title: words('outputs.activity'), file }, words('export'), name);
    },

    chooseFigure(format, name) {
      const words = dialogWords();
      return chooseFile(figureOf(format, words), words('export'), name);
    },

    chooseView(format, name) {
      const words = dialogWords();
      const file = { ending: format, name: words(`files.${format}`) };
      return chooseFile({ title: words(`views.${format}`), file }, words('save'), name);
    },
  };
}

async function chooseFile(
  { title, file }: OutputKind,
  buttonLabel: string,
  name: string,
): Promise<string | null> {
  const ending = file === null ? '' : `.${file.ending}`;
  const { canceled, filePath } = await showSave({
    title,
    buttonLabel,
    defaultPath: await freePath(app.getPath('documents'), fileNameOf(name), ending),
    filters: file === null ? [] : [{ name: file.name, extensions: [file.ending] }],
    properties: ['createDirectory'],
  });
  if (canceled || filePath === '') return null;
  // Not every system appends it.
  return path.extname(filePath).toLowerCase() === ending || file === null
    ? filePath
    : `${filePath}${ending}`;
}

function showOpen(options: Electron.OpenDialogOptions): Promise<Electron.OpenDialogReturnValue> {
  const [window] = BrowserWindow.getAllWindows();
  return window === undefined
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options);
}

function showSave(options: Electron.SaveDialogOptions): Promise<Electron.SaveDialogReturnValue> {
  const [window] = BrowserWindow.getAllWindows();
  return window === undefined
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options);
}

function showQuestion(
  options: Electron.MessageBoxOptions,
): Promise<Electron.MessageBoxReturnValue> {
  const [window] = BrowserWindow.getAllWindows();
  return window === undefined
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options);
}
