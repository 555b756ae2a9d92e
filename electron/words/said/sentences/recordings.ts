/** Recordings: recording, playing, renaming and deleting them. */
import type { Said } from '../said.ts';

export const RECORDINGS: readonly Said[] = [
  {
    en: 'the picture is neither JPEG nor PNG',
    de: 'das Bild ist weder JPEG noch PNG',
    zh: '图像既不是 JPEG 也不是 PNG',
  },
  {
    en: 'the mask does not fit the picture',
    de: 'die Maske passt nicht zum Bild',
    zh: '遮罩与图像不符',
  },
  {
    en: 'the chunk is larger than any image',
    de: 'der Block ist größer als jedes Bild',
    zh: '数据块比任何图像都大',
  },
  {
    en: '{stream} was expected here',
    de: 'hier wurde {stream} erwartet',
    zh: '此处应为 {stream}',
  },
  {
    en: '{stream} is that of another frame',
    de: '{stream} gehört zu einem anderen Bild',
    zh: '{stream} 属于另一帧',
  },
  {
    en: 'its time is not the one that the file lists',
    de: 'seine Zeit ist nicht die, die in der Datei steht',
    zh: '其时间与文件中所列不符',
  },
  {
    en: 'byte {at}: {reason}',
    de: 'Byte {at}: {reason}',
    zh: '字节 {at}：{reason}',
  },
  {
    en: 'there is no such frame',
    de: 'dieses Bild gibt es nicht',
    zh: '没有这一帧',
  },
  {
    en: 'depth or colour is missing',
    de: 'Tiefe oder Farbe fehlt',
    zh: '缺少深度或彩色',
  },
  {
    en: 'the image is not {encoding}',
    de: 'das Bild ist nicht {encoding}',
    zh: '图像不是 {encoding}',
  },
  {
    en: 'its message is damaged',
    de: 'seine Nachricht ist beschädigt',
    zh: '其消息已损坏',
  },
  {
    en: 'the image has not the size it says',
    de: 'das Bild hat nicht die angegebene Größe',
    zh: '图像尺寸与标注不符',
  },
  {
    en: 'the file ends at byte {at}',
    de: 'die Datei endet bei Byte {at}',
    zh: '文件在字节 {at} 处结束',
  },
  {
    en: 'the chunk is compressed in a way that is not known ({compression})',
    de: 'der Block ist auf unbekannte Weise komprimiert ({compression})',
    zh: '数据块的压缩方式未知（{compression}）',
  },
  {
    en: 'the chunk has not the size it says',
    de: 'der Block hat nicht die angegebene Größe',
    zh: '数据块大小与标注不符',
  },
  {
    en: 'the chunk is damaged: its checksum is wrong',
    de: 'der Block ist beschädigt: Seine Prüfsumme ist falsch',
    zh: '数据块已损坏：校验和错误',
  },
  {
    en: 'the chunk is damaged: it cannot be decompressed',
    de: 'der Block ist beschädigt: Er lässt sich nicht entpacken',
    zh: '数据块已损坏：无法解压',
  },
  {
    en: 'the chunk holds no message',
    de: 'der Block enthält keine Nachricht',
    zh: '数据块中没有消息',
  },
  {
    en: 'a text is cut off by the end of its record',
    de: 'ein Text ist am Ende seines Eintrags abgeschnitten',
    zh: '文本在记录末尾被截断',
  },
  {
    en: 'a text is longer than its record',
    de: 'ein Text ist länger als sein Eintrag',
    zh: '文本比其记录更长',
  },
  {
    en: 'byte 0: it does not begin as an MCAP file does',
    de: 'Byte 0: Die Datei beginnt nicht wie eine MCAP-Datei',
    zh: '字节 0：其开头不是 MCAP 文件',
  },
  {
    en: 'byte {at}: what it says of its camera is damaged',
    de: 'Byte {at}: Die Angaben zur Kamera sind beschädigt',
    zh: '字节 {at}：相机信息已损坏',
  },
  {
    en: 'byte 8: it does not say which camera it is of, so it is no recording of Depthlock',
    de: 'Byte 8: Es steht nicht da, von welcher Kamera sie ist; also ist sie keine Aufnahme von Depthlock',
    zh: '字节 8：没有注明所用的相机，因此不是 Depthlock 的录像',
  },
  {
    en: 'Frame {frame} of {file} cannot be read ({reason}). The other frames may still play.',
    de: 'Bild {frame} von {file} kann nicht gelesen werden ({reason}). Die anderen Bilder lassen sich vielleicht noch abspielen.',
    zh: '无法读取 {file} 的第 {frame} 帧（{reason}）。其他帧或许仍可播放。',
  },
  {
    en: '{file} cannot be played ({reason}). Choose a recording that Depthlock made.',
    de: '{file} kann nicht abgespielt werden ({reason}). Wähle eine Aufnahme, die Depthlock gemacht hat.',
    zh: '无法播放 {file}（{reason}）。请选择由 Depthlock 录制的录像。',
  },
  {
    en: 'Nothing can be recorded to {file}. {reason} Nothing was written.',
    de: 'In {file} kann nichts aufgenommen werden. {reason} Nichts wurde geschrieben.',
    zh: '无法录制到 {file}。{reason}未写入任何内容。',
  },
  {
    en: 'The end of the recording could not be written. {reason}',
    de: 'Das Ende der Aufnahme konnte nicht geschrieben werden. {reason}',
    zh: '无法写入录像的结尾。{reason}',
  },
  {
    en: 'it ended',
    de: 'er ist zu Ende',
    zh: '它已结束',
  },
  {
    en: 'The thread that writes the recording failed ({detail}).',
    de: 'Der Thread, der die Aufnahme schreibt, hat versagt ({detail}).',
    zh: '写入录像的线程出错（{detail}）。',
  },
  {
    en: 'The camera delivers no more frames, so the recording ends here. Unplug it, plug it in again, and record anew.',
    de: 'Die Kamera liefert keine Bilder mehr, darum endet die Aufnahme hier. Ziehe den Stecker, stecke ihn wieder ein, und nimm neu auf.',
    zh: '相机不再提供图像，录制到此结束。请拔下后重新插上，再重新录制。',
  },
  {
    en: 'It ended before the first frame came, so there is no file.',
    de: 'Sie endete, bevor das erste Bild kam; darum gibt es keine Datei.',
    zh: '第一帧到来之前就已结束，因此没有文件。',
  },
  {
    en: '{problem} What was recorded until then, {frames} frames, is in {file}.',
    de: '{problem} Was bis dahin aufgenommen wurde, {frames} Bilder, steht in {file}.',
    zh: '{problem}此前录下的 {frames} 帧保存在 {file} 中。',
  },
  {
    en: 'No camera is in use. Choose one in Settings.',
    de: 'Keine Kamera ist in Gebrauch. Wähle eine in den Einstellungen.',
    zh: '没有正在使用的相机。请在“设置”中选择一个。',
  },
  {
    en: 'The camera stopped sending pictures.',
    de: 'Die Kamera sendet keine Bilder mehr.',
    zh: '相机不再发送图像。',
  },
  {
    en: 'The sensor was changed, and a recording is of one sensor.',
    de: 'Der Sensor wurde gewechselt, und eine Aufnahme gehört zu einem Sensor.',
    zh: '传感器已更换，而一段录像只能来自一个传感器。',
  },
  {
    en: 'Recordings take as much room as Settings, Storage, allows them, so nothing more is recorded or imported. Delete recordings, or allow them more.',
    de: 'Die Aufnahmen belegen so viel Platz, wie ihnen unter Einstellungen, Speicherplatz, erlaubt ist, darum wird nichts mehr aufgenommen oder importiert. Lösche Aufnahmen oder erlaube ihnen mehr.',
    zh: '录像占用的空间已达到“设置”的“存储”中允许的上限，因此不再录制或导入。请删除录像，或放宽上限。',
  },
  {
    en: 'The analysis of the recording stopped because of a mistake in Depthlock ({detail}). What was found until then is kept.',
    de: 'Die Auswertung der Aufnahme ist wegen eines Fehlers in Depthlock stehen geblieben ({detail}). Was bis dahin gefunden wurde, bleibt.',
    zh: '由于 Depthlock 的一个错误，录像分析已停止（{detail}）。此前的结果会保留。',
  },
  {
    en: 'The two encoders took the recording for pictures of different cameras, so they cannot be compared on it.',
    de: 'Die beiden Encoder hielten die Aufnahme für Bilder verschiedener Kameras, darum lassen sie sich daran nicht vergleichen.',
    zh: '两个编码器把该录像当作不同相机的图像，因此无法据此比较。',
  },
  {
    en: 'The disk is almost full, so nothing more can be recorded. Delete recordings or other files to go on.',
    de: 'Der Datenträger ist fast voll, darum kann nicht weiter aufgenommen werden. Lösche Aufnahmen oder andere Dateien, um weiterzumachen.',
    zh: '磁盘快满了，无法继续录制。请删除一些录像或其他文件后再继续。',
  },
  {
    en: 'Nothing was recorded yet.',
    de: 'Noch wurde nichts aufgenommen.',
    zh: '尚未录下任何内容。',
  },
  {
    en: 'What was recorded until then is kept.',
    de: 'Was bis dahin aufgenommen wurde, bleibt erhalten.',
    zh: '此前录下的内容已保留。',
  },
  {
    en: 'Recording has stopped. {reason}',
    de: 'Die Aufnahme wurde beendet. {reason}',
    zh: '录制已停止。{reason}',
  },
  {
    en: 'The folder of recordings cannot be written. Give yourself permission to write in it, or free the disk it lies on.',
    de: 'In den Ordner der Aufnahmen kann nicht geschrieben werden. Gib dir das Recht dazu, oder schaff Platz auf dem Datenträger.',
    zh: '无法写入录像文件夹。请为自己添加写入权限，或清理所在磁盘的空间。',
  },
  {
    en: 'A recording takes the place of the camera.',
    de: 'Eine Aufnahme tritt an die Stelle der Kamera.',
    zh: '录像代替了相机。',
  },
  {
    en: 'The camera was changed.',
    de: 'Die Kamera wurde gewechselt.',
    zh: '相机已更换。',
  },
  {
    en: 'A recording is being played. Close it to record the camera.',
    de: 'Eine Aufnahme wird abgespielt. Schließe sie, um die Kamera aufzunehmen.',
    zh: '正在播放录像。请先关闭它，再录制相机画面。',
  },
  {
    en: 'No camera delivers pictures now.',
    de: 'Zurzeit liefert keine Kamera Bilder.',
    zh: '目前没有相机提供图像。',
  },
  {
    en: 'This recording has no whole frame, so there is nothing to play. It can be deleted.',
    de: 'Diese Aufnahme enthält kein ganzes Bild, also gibt es nichts abzuspielen. Du kannst sie löschen.',
    zh: '此录像没有完整的帧，无法播放，可以将其删除。',
  },
  {
    en: 'This recording is not in the folder any more. It may have been moved or deleted.',
    de: 'Diese Aufnahme ist nicht mehr im Ordner. Vielleicht wurde sie verschoben oder gelöscht.',
    zh: '此录像已不在文件夹中，可能已被移动或删除。',
  },
  {
    en: 'There is a recording called “{name}” already. Choose another name.',
    de: 'Es gibt schon eine Aufnahme mit dem Namen „{name}“. Wähle einen anderen.',
    zh: '已有名为“{name}”的录像。请换一个名称。',
  },
  {
    en: 'The recording could not be renamed ({reason}). It keeps its name; close programs that use it, then try again.',
    de: 'Die Aufnahme konnte nicht umbenannt werden ({reason}). Sie behält ihren Namen; schließe Programme, die sie verwenden, und versuche es noch einmal.',
    zh: '无法重命名录像（{reason}）。它将保留原名；请关闭正在使用它的程序后重试。',
  },
  {
    en: 'The recording could not be deleted ({reason}). It is still there; close programs that use it, then try again.',
    de: 'Die Aufnahme konnte nicht gelöscht werden ({reason}). Sie ist noch da; schließe Programme, die sie verwenden, und versuche es noch einmal.',
    zh: '无法删除录像（{reason}）。它仍然存在；请关闭正在使用它的程序后重试。',
  },
  {
    en: 'Everybody was erased, but not all recordings could be deleted ({reason}). They are still in {folder}; close programs that use them, then delete them there.',
    de: 'Alle Personen wurden gelöscht, aber nicht alle Aufnahmen konnten gelöscht werden ({reason}). Sie liegen noch in {folder}; schließe Programme, die sie verwenden, und lösche sie dort.',
    zh: '所有人都已删除，但有些录像无法删除（{reason}）。它们仍在 {folder} 中；请关闭正在使用它们的程序，然后在那里删除。',
  },
  {
    en: 'The folder of recordings cannot be made ({detail}), so nothing was imported.',
    de: 'Der Ordner der Aufnahmen kann nicht angelegt werden ({detail}), darum wurde nichts importiert.',
    zh: '无法创建录像文件夹（{detail}），因此没有导入任何内容。',
  },
  {
    en: 'The engine stopped meanwhile, so nothing was written. Try it again.',
    de: 'Die Engine ist inzwischen stehen geblieben, darum wurde nichts geschrieben. Versuche es noch einmal.',
    zh: '引擎在此期间停止了，因此未写入任何内容。请重试。',
  },
  {
    en: 'The engine is not running, so nothing can be imported or exported now. Choose “Try again” at the top, then repeat it.',
    de: 'Die Engine läuft nicht, darum kann jetzt nichts importiert oder exportiert werden. Wähle oben „Noch einmal“, dann wiederhole es.',
    zh: '引擎没有运行，目前无法导入或导出。请点按顶部的“重试”，然后再来一次。',
  },
  {
    en: '{jobs} imports and exports are waiting already. Let some of them end first.',
    de: '{jobs} Importe und Exporte warten schon. Lass erst einige davon fertig werden.',
    zh: '已有 {jobs} 个导入和导出在等待。请先等其中一些完成。',
  },
  {
    en: 'There is nothing to show: this export has not written anything.',
    de: 'Es gibt nichts zu zeigen: Dieser Export hat nichts geschrieben.',
    zh: '没有可显示的内容：此次导出没有写入任何内容。',
  },
  {
    en: 'What was dropped lies in no folder of this computer, so it cannot be imported. Save it as a file first.',
    de: 'Was du abgelegt hast, liegt in keinem Ordner dieses Computers und kann nicht importiert werden. Speichere es erst als Datei.',
    zh: '你拖放的内容不在这台电脑的文件夹中，无法导入。请先将它存储为文件。',
  },
  {
    en: 'A recording, an import or an export is not finished. Stop it or wait for it, then try again.',
    de: 'Eine Aufnahme, ein Import oder ein Export läuft noch. Beende ihn oder warte, dann versuche es noch einmal.',
    zh: '录制、导入或导出尚未完成。请停止它或等它完成，然后重试。',
  },
  {
    en: 'The activity could not be written to {file} ({reason}). Choose another folder, or make room.',
    de: 'Die Aktivität konnte nicht in {file} geschrieben werden ({reason}). Wähle einen anderen Ordner, oder schaff Platz.',
    zh: '无法将活动记录写入 {file}（{reason}）。请另选一个文件夹，或腾出空间。',
  },
  {
    en: 'The numbers could not be written to {file} ({reason}). Choose another folder, or make room.',
    de: 'Die Zahlen konnten nicht in {file} geschrieben werden ({reason}). Wähle einen anderen Ordner, oder schaff Platz.',
    zh: '无法将数据写入 {file}（{reason}）。请另选一个文件夹，或腾出空间。',
  },
  {
    en: 'The window did not make the files of this format, so nothing was written. Start Depthlock again.',
    de: 'Das Fenster hat die Dateien dieses Formats nicht erzeugt, darum wurde nichts geschrieben. Starte Depthlock neu.',
    zh: '窗口没有生成此格式的文件，因此未写入任何内容。请重新启动 Depthlock。',
  },
  {
    en: '{file} could not be written ({reason}). Choose another folder, or make room.',
    de: '{file} konnte nicht geschrieben werden ({reason}). Wähle einen anderen Ordner, oder schaff Platz.',
    zh: '无法写入 {file}（{reason}）。请另选一个文件夹，或腾出空间。',
  },
  {
    en: '“{file}” was not opened: {reason}',
    de: '„{file}“ wurde nicht geöffnet: {reason}',
    zh: '未打开“{file}”：{reason}',
  },
  {
    en: 'that is no place of a file on this computer.',
    de: 'Das ist kein Ort einer Datei auf diesem Computer.',
    zh: '这不是此电脑上的文件位置。',
  },
  {
    en: 'it is no file.',
    de: 'Es ist keine Datei.',
    zh: '它不是文件。',
  },
  {
    en: 'it is no recording. Other formats are imported under Recordings, Import.',
    de: 'Es ist keine Aufnahme. Andere Formate importierst du unter „Aufnahmen“, „Importieren“.',
    zh: '它不是录像。其他格式请在“录像”中点按“导入”。',
  },
  {
    en: 'it cannot be read ({reason}).',
    de: 'Die Datei kann nicht gelesen werden ({reason}).',
    zh: '无法读取（{reason}）。',
  },
  {
    en: 'the file says that an image is here, and none is',
    de: 'laut Datei ist hier ein Bild, aber da ist keines',
    zh: '文件称此处有图像，但并没有',
  },
  {
    en: 'the chunk is not as long as the file says',
    de: 'der Block ist nicht so lang, wie die Datei angibt',
    zh: '数据块的长度与文件所述不符',
  },
  {
    en: 'it lists more than {most} images, more than any recording holds',
    de: 'sie führt mehr als {most} Bilder auf, mehr als jede Aufnahme enthält',
    zh: '其中列出的图像超过 {most} 张，多于任何录像',
  },
  {
    en: 'the chunk is too short, or names no compression',
    de: 'der Block ist zu kurz oder nennt keine Kompression',
    zh: '数据块太短，或未注明压缩方式',
  },
  {
    en: 'the message is too short',
    de: 'die Nachricht ist zu kurz',
    zh: '消息太短',
  },
  {
    en: 'no message begins where the file says',
    de: 'wo die Datei eine Nachricht angibt, beginnt keine',
    zh: '文件所述的位置没有消息',
  },
  {
    en: 'the message is longer than its chunk',
    de: 'die Nachricht ist länger als ihr Block',
    zh: '消息比其数据块更长',
  },
  {
    en: 'a plain reader finds {before} whole frames in it, and {after} in what was made of it',
    de: 'ein einfaches Leseprogramm findet darin {before} ganze Bilder, und {after} in dem, was daraus gemacht wurde',
    zh: '普通读取程序在其中找到 {before} 个完整的帧，而在修复结果中找到 {after} 个',
  },
  {
    en: 'no whole frame is in it',
    de: 'darin ist kein ganzes Bild',
    zh: '其中没有完整的帧',
  },
  {
    en: '{file} was not repaired, and is as it was: {reason}.',
    de: '{file} wurde nicht repariert und ist, wie sie war: {reason}.',
    zh: '{file} 未经修复，保持原样：{reason}。',
  },
  {
    en: 'what it holds expands without end',
    de: 'was er enthält, entpackt sich ohne Ende',
    zh: '其内容解压后没有尽头',
  },
  {
    en: 'A camera whose name another program left out',
    de: 'Eine Kamera, deren Namen ein anderes Programm weggelassen hat',
    zh: '名称被其他程序略去的相机',
  },
  {
    en: 'byte 8: another program left out which camera it is of, and so what its depth means; let that program keep the metadata',
    de: 'Byte 8: Ein anderes Programm hat weggelassen, von welcher Kamera sie ist, und damit, was die Tiefe bedeutet; lass jenes Programm die Metadaten behalten',
    zh: '字节 8：其他程序略去了所用的相机，因而也略去了深度的含义；请让该程序保留元数据',
  },
  {
    en: 'Reading {file} ended the part of Depthlock that reads files: the file is damaged, or made to do harm. Everything else goes on.',
    de: 'Beim Lesen von {file} endete der Teil von Depthlock, der Dateien liest: Die Datei ist beschädigt, oder gemacht, um zu schaden. Alles andere läuft weiter.',
    zh: '读取 {file} 时，Depthlock 负责读取文件的部分终止了：该文件已损坏，或是为造成损害而制作的。其余一切照常运行。',
  },
  {
    en: 'Reading {file} took far too long and was stopped: the file is damaged, or made to do harm. Everything else goes on.',
    de: 'Das Lesen von {file} dauerte viel zu lange und wurde beendet: Die Datei ist beschädigt, oder gemacht, um zu schaden. Alles andere läuft weiter.',
    zh: '读取 {file} 耗时过长，已被终止：该文件已损坏，或是为造成损害而制作的。其余一切照常运行。',
  },
  {
    en: 'The part that reads files answered something that makes no sense, so it was left out.',
    de: 'Der Teil, der Dateien liest, antwortete etwas, das keinen Sinn ergibt; es wurde weggelassen.',
    zh: '负责读取文件的部分给出了无意义的答复，已将其略去。',
  },
  {
    en: 'Depthlock made a mistake in reading the file: {reason}',
    de: 'Depthlock hat beim Lesen der Datei einen Fehler gemacht: {reason}',
    zh: 'Depthlock 在读取文件时出错：{reason}',
  },
  {
    en: 'No recording is open.',
    de: 'Es ist keine Aufnahme geöffnet.',
    zh: '没有打开的录像。',
  },
  {
    en: 'a name is longer than any',
    de: 'ein Name ist länger als jeder',
    zh: '名称过长',
  },
];
