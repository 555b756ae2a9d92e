/** Reasons of systems and schemas (base/error-words.ts, base/schema-fault.ts), and of files that are read or written. */
import type { Said } from '../said.ts';

export const ERRORS: readonly Said[] = [
  {
    en: 'it does not exist',
    de: 'sie ist nicht vorhanden',
    zh: '文件不存在',
  },
  {
    en: 'there is no permission for it',
    de: 'die Berechtigung fehlt',
    zh: '没有权限',
  },
  {
    en: 'it is a folder',
    de: 'es ist ein Ordner',
    zh: '这是一个文件夹',
  },
  {
    en: 'a part of its path is not a folder',
    de: 'ein Teil des Pfads ist kein Ordner',
    zh: '路径中有一部分不是文件夹',
  },
  {
    en: 'the disk is full',
    de: 'der Datenträger ist voll',
    zh: '磁盘已满',
  },
  {
    en: 'the disk quota is used up',
    de: 'das Speicherkontingent ist aufgebraucht',
    zh: '磁盘配额已用完',
  },
  {
    en: 'the disk is read-only',
    de: 'der Datenträger ist schreibgeschützt',
    zh: '磁盘是只读的',
  },
  {
    en: 'it exists already',
    de: 'es gibt sie schon',
    zh: '文件已存在',
  },
  {
    en: 'too many files are open',
    de: 'zu viele Dateien sind geöffnet',
    zh: '打开的文件太多',
  },
  {
    en: 'its name is too long',
    de: 'der Name ist zu lang',
    zh: '名称太长',
  },
  {
    en: 'The disk is full: delete recordings or other files.',
    de: 'Der Datenträger ist voll: Lösche Aufnahmen oder andere Dateien.',
    zh: '磁盘已满：请删除一些录像或其他文件。',
  },
  {
    en: 'The disk space allowed to you is used up: delete recordings or other files.',
    de: 'Dein Speicherkontingent ist aufgebraucht: Lösche Aufnahmen oder andere Dateien.',
    zh: '分配给你的磁盘空间已用完：请删除一些录像或其他文件。',
  },
  {
    en: 'There is a file of that name already: choose another.',
    de: 'Es gibt schon eine Datei mit diesem Namen: Wähle einen anderen.',
    zh: '已有同名文件：请换一个名称。',
  },
  {
    en: 'The folder does not exist: choose another.',
    de: 'Der Ordner ist nicht vorhanden: Wähle einen anderen.',
    zh: '文件夹不存在：请另选一个。',
  },
  {
    en: 'You may not write there: choose another folder.',
    de: 'Du darfst dort nicht schreiben: Wähle einen anderen Ordner.',
    zh: '你没有在那里写入的权限：请另选一个文件夹。',
  },
  {
    en: 'That disk can only be read: choose another.',
    de: 'Dieser Datenträger ist schreibgeschützt: Wähle einen anderen.',
    zh: '该磁盘是只读的：请另选一个。',
  },
  {
    en: 'The file could not be written ({detail}).',
    de: 'Die Datei konnte nicht geschrieben werden ({detail}).',
    zh: '无法写入文件（{detail}）。',
  },
  {
    en: 'another Depthlock is writing there',
    de: 'ein anderes Depthlock schreibt dort gerade',
    zh: '另一个 Depthlock 正在那里写入',
  },
  {
    en: '{file} is not the file that this Depthlock was built with: it is damaged, or somebody changed it (its SHA-256 begins with {hash}).',
    de: '{file} ist nicht die Datei, mit der dieses Depthlock gebaut wurde: Sie ist beschädigt, oder jemand hat sie geändert (ihr SHA-256 beginnt mit {hash}).',
    zh: '{file} 不是此 Depthlock 构建时所用的文件：它已损坏，或被人改动过（其 SHA-256 以 {hash} 开头）。',
  },
  {
    en: 'a number',
    de: 'eine Zahl',
    zh: '数字',
  },
  {
    en: 'a whole number',
    de: 'eine ganze Zahl',
    zh: '整数',
  },
  {
    en: 'a list',
    de: 'eine Liste',
    zh: '列表',
  },
  {
    en: 'a group of named values',
    de: 'eine Gruppe benannter Werte',
    zh: '一组带名称的值',
  },
  {
    en: 'of the right kind',
    de: 'von der richtigen Art',
    zh: '正确的类型',
  },
  {
    en: 'it is not as it should be',
    de: 'der Inhalt ist nicht, wie er sein soll',
    zh: '内容不符合要求',
  },
  {
    en: '{entry} is missing',
    de: '{entry} fehlt',
    zh: '缺少 {entry}',
  },
  {
    en: '{entry} is not {kind}',
    de: '{entry} ist nicht {kind}',
    zh: '{entry} 不是{kind}',
  },
  {
    en: '{entry} is too small',
    de: '{entry} ist zu klein',
    zh: '{entry} 太小',
  },
  {
    en: '{entry} is too large',
    de: '{entry} ist zu groß',
    zh: '{entry} 太大',
  },
  {
    en: '{entry} is not a name that is allowed',
    de: '{entry} ist kein erlaubter Name',
    zh: '{entry} 不是允许的名称',
  },
  {
    en: '{entry} is not as it should be',
    de: '{entry} ist nicht, wie es sein soll',
    zh: '{entry} 不符合要求',
  },
  {
    en: 'it became shorter while it was read',
    de: 'sie wurde kürzer, während sie gelesen wurde',
    zh: '读取期间文件变短了',
  },
  {
    en: 'it is not a file',
    de: 'es ist keine Datei',
    zh: '这不是文件',
  },
  {
    en: '{file} cannot be used: {reason}.',
    de: '{file} kann nicht verwendet werden: {reason}.',
    zh: '无法使用 {file}：{reason}。',
  },
  {
    en: 'it has {size} bytes, more than the {maximum} that such a file can need',
    de: 'sie hat {size} Byte, mehr als die {maximum}, die so eine Datei brauchen kann',
    zh: '它有 {size} 字节，超过此类文件最多需要的 {maximum} 字节',
  },
  {
    en: 'it holds more than {most} files',
    de: 'er enthält mehr als {most} Dateien',
    zh: '其中的文件超过 {most} 个',
  },
  {
    en: '{output} exists already. Give another name, or remove it first.',
    de: '{output} gibt es schon. Nimm einen anderen Namen, oder entferne es zuerst.',
    zh: '{output} 已存在。请换一个名称，或先将它移除。',
  },
  {
    en: '{output} cannot be written: the folder {folder} does not exist.',
    de: '{output} kann nicht geschrieben werden: Der Ordner {folder} ist nicht vorhanden.',
    zh: '无法写入 {output}：文件夹 {folder} 不存在。',
  },
  {
    en: '{output} was made by somebody else meanwhile.',
    de: '{output} wurde inzwischen von jemand anderem angelegt.',
    zh: '{output} 期间已被他人创建。',
  },
  {
    en: '{file} cannot be written: {reason}.',
    de: '{file} kann nicht geschrieben werden: {reason}.',
    zh: '无法写入 {file}：{reason}。',
  },
  {
    en: '{file} is missing.',
    de: '{file} fehlt.',
    zh: '缺少 {file}。',
  },
];
