/** The system's file dialogs: the only place where a file is named, and it is the person who names it. */
import path from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import type { DepthEncoding, ExportFormat, ImportKind } from '../../contract/exchange.ts';
import { fileNameOf, freePath } from '../recordings/free-name.ts';

export interface FileDialogs {
  /** File or folder to read; null if the person chose nothing. */
  chooseInput(kind: ImportKind): Promise<string | null>;
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
}

interface OutputKind {
  readonly title: string;
  /** Null: a folder. */
  readonly file: { readonly ending: string; readonly name: string } | null;
}

const OUTPUTS: Readonly<Record<ExportFormat, OutputKind>> = {
  recording: {
    title: 'Export a copy of the recording',
    file: { ending: 'mcap', name: 'MCAP recording' },
  },
  tum: { title: 'Export as a TUM RGB-D folder', file: null },
  ros2: { title: 'Export as a ROS 2 bag', file: { ending: 'mcap', name: 'ROS 2 bag (MCAP)' } },
  fakenect: { title: 'Export as a fakenect dump', file: null },
  dataset: { title: 'Export as a folder dataset', file: null },
  ply: { title: 'Export one frame as a point cloud', file: { ending: 'ply', name: 'Point cloud' } },
};

const INPUTS: Readonly<Record<ImportKind, Electron.OpenDialogOptions>> = {
  folder: { title: 'Import a folder', buttonLabel: 'Import', properties: ['openDirectory'] },
  file: {
    title: 'Import a file',
    buttonLabel: 'Import',
    properties: ['openFile'],
    filters: [
      { name: 'Recordings and depth pictures', extensions: ['mcap', 'pgm', 'png', 'pcd', 'pclzf'] },
      { name: 'All files', extensions: ['*'] },
    ],
  },
};

const ENCODINGS: readonly { readonly encoding: DepthEncoding; readonly label: string }[] = [
  { encoding: 'millimetres', label: 'Millimetres' },
  { encoding: 'tum', label: 'TUM: 5000 a metre' },
  { encoding: 'sun', label: 'SUN RGB-D: turned bits' },
];

export const FILE_DIALOGS: FileDialogs = {
  async chooseInput(kind) {
    const { canceled, filePaths } = await showOpen(INPUTS[kind]);
    return canceled ? null : (filePaths[0] ?? null);
  },

  async confirmDropped(input) {
    const { response } = await showQuestion({
      type: 'question',
      message: `Import ${path.basename(input)}?`,
      detail: `${input}\n\nA copy is added to the recordings of Depthlock.`,
      buttons: ['Import', 'Cancel'],
      defaultId: 0,
      cancelId: 1,
    });
    return response === 0 ? true : null;
  },

  async chooseEncoding(name) {
    const { response } = await showQuestion({
      type: 'question',
      message: `What do the values in ${name} mean?`,
      detail:
        'A depth PNG does not say. Where nothing else is known of it, try millimetres: a wrong choice makes everything too near or too far.',
      buttons: [...ENCODINGS.map(({ label }) => label), 'Cancel'],
      defaultId: 0,
      cancelId: ENCODINGS.length,
    });
    return ENCODINGS[response]?.encoding ?? null;
  },

  chooseOutput: (format, name) => chooseFile(OUTPUTS[format], 'Export', name),

  chooseNumbers: (name) =>
    chooseFile(
      { title: 'Save the numbers', file: { ending: 'json', name: 'Numbers of a test' } },
      'Save',
      name,
    ),

  chooseTable: (name) =>
    chooseFile(
      { title: 'Export the activity', file: { ending: 'csv', name: 'Table' } },
      'Export',
      name,
    ),
};

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
