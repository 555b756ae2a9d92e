/** Formats that are imported and exported: what of a file does not fit, and what a format cannot hold. */
import type { Said } from '../said.ts';

export const FORMATS: readonly Said[] = [
  {
    en: 'Cancelled before anything was written.',
    de: 'Abgebrochen, bevor etwas geschrieben wurde.',
    zh: '已取消，尚未写入任何内容。',
  },
  {
    en: 'Cancelled before it began.',
    de: 'Vor dem Beginn abgebrochen.',
    zh: '开始前已取消。',
  },
  {
    en: 'Cancelled; nothing was written.',
    de: 'Abgebrochen; nichts wurde geschrieben.',
    zh: '已取消，未写入任何内容。',
  },
  {
    en: 'The conversion was cancelled; nothing was written.',
    de: 'Die Umwandlung wurde abgebrochen; nichts wurde geschrieben.',
    zh: '转换已取消，未写入任何内容。',
  },
  {
    en: 'There is no frame {frame}: the session has only {frames} frames.',
    de: 'Es gibt kein Bild {frame}: Die Aufnahme hat nur {frames} Bilder.',
    zh: '没有第 {frame} 帧：此录像只有 {frames} 帧。',
  },
  {
    en: 'There is no frame in the session: nothing was written.',
    de: 'Die Aufnahme enthält kein Bild: Nichts wurde geschrieben.',
    zh: '此录像中没有帧，未写入任何内容。',
  },
  {
    en: 'Frame {frame} is at {timeMs} ms, not after the one before it: the times of the session are wrong.',
    de: 'Bild {frame} liegt bei {timeMs} ms, nicht nach dem vorigen: Die Zeiten der Aufnahme sind falsch.',
    zh: '第 {frame} 帧的时间为 {timeMs} 毫秒，不晚于前一帧：此录像的时间有误。',
  },
  {
    en: 'Frame {frame} cannot be written to {output}: {reason}.',
    de: 'Bild {frame} kann nicht in {output} geschrieben werden: {reason}.',
    zh: '无法将第 {frame} 帧写入 {output}：{reason}。',
  },
  {
    en: '“{name}” cannot be a file name',
    de: '„{name}“ kann kein Dateiname sein',
    zh: '“{name}”不能用作文件名',
  },
  {
    en: 'it is {size}, those before are {before}',
    de: 'es hat {size}, die vorigen haben {before}',
    zh: '它的尺寸是 {size}，之前的是 {before}',
  },
  {
    en: 'a person of a dataset has at most {most} shots of a kind. Take fewer',
    de: 'eine Person eines Datensatzes hat höchstens {most} Bilder einer Art. Nimm weniger',
    zh: '数据集中每个人每类最多有 {most} 张图。请减少数量',
  },
  {
    en: 'There is no shot in {folder}.',
    de: 'In {folder} gibt es kein Bild.',
    zh: '{folder} 中没有图像。',
  },
  {
    en: 'There is no dataset in {folder}: {reason} Give the folder that holds dataset.json.',
    de: 'In {folder} gibt es keinen Datensatz: {reason} Gib den Ordner an, der dataset.json enthält.',
    zh: '{folder} 中没有数据集：{reason}请指定包含 dataset.json 的文件夹。',
  },
  {
    en: "{file} is not a dataset description ({reason}). It must name the camera and each person's gallery and probe shots.",
    de: '{file} beschreibt keinen Datensatz ({reason}). Die Datei muss die Kamera und die Galerie- und Testbilder jeder Person nennen.',
    zh: '{file} 不是数据集描述文件（{reason}）。其中必须注明相机以及每个人的注册图像和测试图像。',
  },
  {
    en: 'The attacks in {file} cannot be evaluated: {fault}',
    de: 'Die Angriffe in {file} können nicht ausgewertet werden: {fault}',
    zh: '无法评估 {file} 中的攻击：{fault}',
  },
  {
    en: 'it is not JSON',
    de: 'sie ist kein JSON',
    zh: '它不是 JSON',
  },
  {
    en: '“{species}” is shown to {person}, who is not among the people. Each owner must be named under "people".',
    de: '„{species}“ wird {person} gezeigt, doch diese Person fehlt in der Liste. Jeder Besitzer muss unter "people" stehen.',
    zh: '“{species}”是向 {person} 出示的，但此人不在人员之列。每位机主都必须列在 "people" 下。',
  },
  {
    en: '“{species}” is shown to {person}, who has no gallery shot, so there is no lock to open. Give {someone} one, or leave the attack out.',
    de: '„{species}“ wird {person} gezeigt, aber ohne Galeriebild gibt es kein Schloss zu öffnen. Gib {someone} eines, oder lass den Angriff weg.',
    zh: '“{species}”是向 {person} 出示的，但此人没有注册图像，因此没有可打开的锁。请为 {someone} 添加一张，或去掉该攻击。',
  },
  {
    en: '{path} is named as a shot of {person} and as “{species}”. A shot is either genuine or an attack; take it out of one of the two.',
    de: '{path} steht als Bild von {person} und als „{species}“ da. Ein Bild ist entweder echt oder ein Angriff; streich eines von beiden.',
    zh: '{path} 既被列为 {person} 的图像，又被列为“{species}”。图像要么真实，要么是攻击；请去掉其中之一。',
  },
  {
    en: '{path} is named twice, as “{other}” and as “{species}”. Each attack counts once, in one species.',
    de: '{path} steht zweimal da, als „{other}“ und als „{species}“. Jeder Angriff zählt einmal, in einer Art.',
    zh: '{path} 被列了两次：“{other}”和“{species}”。每个攻击只计一次，只属一类。',
  },
  {
    en: '{file} is {size} with {channels} channels; dataset.json promises {expected}.',
    de: '{file} hat {size} mit {channels} Kanälen; dataset.json verspricht {expected}.',
    zh: '{file} 为 {size}、{channels} 个通道；而 dataset.json 注明的是 {expected}。',
  },
  {
    en: '{file} cannot be read as a picture ({reason}).',
    de: '{file} kann nicht als Bild gelesen werden ({reason}).',
    zh: '无法将 {file} 作为图像读取（{reason}）。',
  },
  {
    en: 'The conversion stopped because of a mistake in Depthlock: {reason}',
    de: 'Die Umwandlung wurde durch einen Fehler in Depthlock beendet: {reason}',
    zh: '由于 Depthlock 自身的错误，转换已停止：{reason}',
  },
  {
    en: 'No dump could be started in {folder} ({reason}). Choose an empty folder that can be written to.',
    de: 'In {folder} konnte kein Dump begonnen werden ({reason}). Wähle einen leeren Ordner, in den geschrieben werden kann.',
    zh: '无法在 {folder} 中开始转储（{reason}）。请选择一个可写入的空文件夹。',
  },
  {
    en: 'A frame could not be written to {folder} ({reason}). What was written before it can be played.',
    de: 'Ein Bild konnte nicht in {folder} geschrieben werden ({reason}). Was davor geschrieben wurde, lässt sich abspielen.',
    zh: '无法将某一帧写入 {folder}（{reason}）。此前已写入的内容可以播放。',
  },
  {
    en: '{folder} could not be finished ({reason}).',
    de: '{folder} konnte nicht abgeschlossen werden ({reason}).',
    zh: '无法完成 {folder}（{reason}）。',
  },
  {
    en: 'A fakenect dump holds the raw readings of a Kinect v1; {camera} delivers others.',
    de: 'Ein fakenect-Dump enthält die Rohwerte einer Kinect v1; {camera} liefert andere.',
    zh: 'fakenect 转储只能保存 Kinect v1 的原始读数；{camera} 提供的是其他读数。',
  },
  {
    en: 'A fakenect dump holds pictures of 640×480; this one is {size}.',
    de: 'Ein fakenect-Dump enthält Bilder von 640×480; dieses hat {size}.',
    zh: 'fakenect 转储只能保存 640×480 的图像；这一张是 {size}。',
  },
  {
    en: 'A picture does not have as many pixels as its size says.',
    de: 'Ein Bild hat nicht so viele Pixel, wie seine Größe sagt.',
    zh: '有一张图像的像素数与其尺寸不符。',
  },
  {
    en: 'A fakenect dump holds the raw readings of a Kinect v1; this session of “{camera}” has none. Convert it to a TUM folder or a folder dataset instead.',
    de: 'Ein fakenect-Dump enthält die Rohwerte einer Kinect v1; diese Aufnahme von „{camera}“ hat keine. Wandle sie stattdessen in einen TUM-Ordner oder einen Ordner-Datensatz um.',
    zh: 'fakenect 转储只能保存 Kinect v1 的原始读数；“{camera}”的这段录像没有。请改为转换成 TUM 文件夹或文件夹数据集。',
  },
  {
    en: 'There is no session in {folder}. Depthlock can import {readable}.',
    de: 'In {folder} gibt es keine Aufnahme. Depthlock kann importieren: {readable}.',
    zh: '{folder} 中没有录像。Depthlock 可以导入：{readable}。',
  },
  {
    en: "Depthlock doesn't recognise {file}. It can import {readable}.",
    de: 'Depthlock erkennt {file} nicht. Importieren kann es: {readable}.',
    zh: 'Depthlock 无法识别 {file}。它可以导入：{readable}。',
  },
  {
    en: 'OpenNI sensor',
    de: 'OpenNI-Sensor',
    zh: 'OpenNI 传感器',
  },
  {
    en: 'it is {size}, its depth is {depth}',
    de: 'es hat {size}, seine Tiefe hat {depth}',
    zh: '它的尺寸是 {size}，而深度是 {depth}',
  },
  {
    en: 'the intrinsics of its depth picture are not all there',
    de: 'die intrinsischen Parameter des Tiefenbilds sind nicht vollständig',
    zh: '其深度图像的内参不完整',
  },
  {
    en: 'its colour picture is not beside it. Name the two alike, with “depth” and “color” (name_depth.png, name_color.png)',
    de: 'sein Farbbild liegt nicht daneben. Nenn beide gleich, mit „depth“ und „color“ (name_depth.png, name_color.png)',
    zh: '旁边没有它的彩色图像。请用“depth”和“color”为两者取相同的名称（name_depth.png、name_color.png）',
  },
  {
    en: 'it is {size}, {file} is {other}',
    de: 'es hat {size}, {file} hat {other}',
    zh: '它的尺寸是 {size}，{file} 是 {other}',
  },
  {
    en: '{output} was not written: a PLY file holds one frame. Say which one with --frame.',
    de: '{output} wurde nicht geschrieben: Eine PLY-Datei enthält ein Bild. Gib mit --frame an, welches.',
    zh: '未写入 {output}：一个 PLY 文件只能容纳一帧。请用 --frame 指定。',
  },
  {
    en: 'Frame {frame} was not taken by {camera}.',
    de: 'Bild {frame} wurde nicht von {camera} aufgenommen.',
    zh: '第 {frame} 帧不是由 {camera} 拍摄的。',
  },
  {
    en: 'The names of people and shots ({names}) are not in a recording.',
    de: 'Die Namen von Personen und Bildern ({names}) stehen nicht in einer Aufnahme.',
    zh: '录像中不含人员和图像的名称（{names}）。',
  },
  {
    en: 'Frame {frame} of “{camera}” cannot be registered: {reason}',
    de: 'Bild {frame} von „{camera}“ kann nicht registriert werden: {reason}',
    zh: '无法对“{camera}”的第 {frame} 帧进行配准：{reason}',
  },
  {
    en: 'Frame {frame} at {timeMs} ms cannot be written to {output}: its time stamp would be {stamp}.',
    de: 'Bild {frame} bei {timeMs} ms kann nicht in {output} geschrieben werden: Sein Zeitstempel wäre {stamp}.',
    zh: '无法将 {timeMs} 毫秒处的第 {frame} 帧写入 {output}：其时间戳会是 {stamp}。',
  },
  {
    en: '{count} readings beyond {mm} mm were left out: the format cannot hold them.',
    de: '{count} Messwerte jenseits von {mm} mm wurden ausgelassen: Das Format kann sie nicht speichern.',
    zh: '已略去 {count} 个超过 {mm} 毫米的读数：该格式无法保存它们。',
  },
  {
    en: 'TUM RGB-D folder',
    de: 'TUM-RGB-D-Ordner',
    zh: 'TUM RGB-D 文件夹',
  },
  {
    en: 'There is no NNN_V_d.dat in {folder} or a folder in it.',
    de: 'Weder in {folder} noch in einem Ordner darin gibt es eine NNN_V_d.dat.',
    zh: '{folder} 及其子文件夹中没有 NNN_V_d.dat。',
  },
  {
    en: 'VAP RGB-D Face Database',
    de: 'VAP RGB-D Face Database',
    zh: 'VAP RGB-D Face Database',
  },
  {
    en: 'it holds more than {most} folders',
    de: 'er enthält mehr als {most} Ordner',
    zh: '其中的文件夹超过 {most} 个',
  },
  {
    en: '{file} belongs to no frame of the session in {folder}. Choose the folder, or a picture that it lists.',
    de: '{file} gehört zu keinem Bild der Aufnahme in {folder}. Wähle den Ordner, oder ein Bild, das darin aufgeführt ist.',
    zh: '{file} 不属于 {folder} 中录像的任何一帧。请选择该文件夹，或其中列出的图像。',
  },
  {
    en: 'a recording of Depthlock, a bag of ROS 2 (MCAP), a TUM RGB-D folder, ICL-NUIM, 7-Scenes, SUN RGB-D, a fakenect dump, a folder dataset, the VAP RGB-D Face Database, the Biwi Kinect Head Pose Database, OpenNI frames, organised PCD clouds, or depth and colour pictures in pairs',
    de: 'eine Aufnahme von Depthlock, einen Bag von ROS 2 (MCAP), einen TUM-RGB-D-Ordner, ICL-NUIM, 7-Scenes, SUN RGB-D, einen fakenect-Dump, einen Ordner-Datensatz, die VAP RGB-D Face Database, die Biwi Kinect Head Pose Database, OpenNI-Bilder, geordnete PCD-Punktwolken oder Tiefen- und Farbbilder in Paaren',
    zh: 'Depthlock 录像、ROS 2 bag（MCAP）、TUM RGB-D 文件夹、ICL-NUIM、7-Scenes、SUN RGB-D、fakenect 转储、文件夹数据集、VAP RGB-D Face Database、Biwi Kinect Head Pose Database、OpenNI 帧、有序 PCD 点云，或成对的深度与彩色图像',
  },
  {
    en: 'There is no session in {folder} itself. {where}',
    de: 'In {folder} selbst gibt es keine Aufnahme. {where}',
    zh: '{folder} 本身没有录像。{where}',
  },
  {
    en: 'There is one in the folders below it: choose {place}.',
    de: 'In den Ordnern darunter gibt es eine: Wähle {place}.',
    zh: '其下级文件夹中有一段：请选择 {place}。',
  },
  {
    en: 'There are {count} in the folders below it: choose one, such as {place}.',
    de: 'In den Ordnern darunter gibt es {count}: Wähle eine, etwa {place}.',
    zh: '其下级文件夹中有 {count} 段：请选择其中一段，例如 {place}。',
  },
  {
    en: 'Biwi Kinect Head Pose Database',
    de: 'Biwi Kinect Head Pose Database',
    zh: 'Biwi Kinect Head Pose Database',
  },
  {
    en: '{file} cannot be used: it does not exist.',
    de: '{file} kann nicht verwendet werden: sie ist nicht vorhanden.',
    zh: '无法使用 {file}：它不存在。',
  },
  {
    en: 'Organised point clouds',
    de: 'Geordnete Punktwolken',
    zh: '有序点云',
  },
  {
    en: 'There is no colour in {file}: its frames have depth alone.',
    de: 'In {file} gibt es keine Farbe: Die Bilder haben nur Tiefe.',
    zh: '{file} 中没有彩色：其各帧只有深度。',
  },
  {
    en: '{folder} has an unnamed shot.',
    de: '{folder} enthält ein Bild ohne Namen.',
    zh: '{folder} 中有一张未命名的图像。',
  },
  {
    en: 'The computer’s clock was set back during the recording: times are those of the device’s own.',
    de: 'Die Uhr des Computers wurde während der Aufnahme zurückgestellt: Die Zeiten sind die der Uhr des Geräts.',
    zh: '录制期间电脑的时钟被调回：时间以设备自身的时钟为准。',
  },
  {
    en: 'The computer’s clock was set back during the recording, and the device’s does not run: times are uncertain.',
    de: 'Die Uhr des Computers wurde während der Aufnahme zurückgestellt, und die des Geräts läuft nicht: Die Zeiten sind unsicher.',
    zh: '录制期间电脑的时钟被调回，而设备的时钟没有走动：时间不可靠。',
  },
  {
    en: '{file} cannot be used: line {line} is not the name of a file of a dump.',
    de: '{file} kann nicht verwendet werden: Zeile {line} ist kein Dateiname eines Dumps.',
    zh: '无法使用 {file}：第 {line} 行不是转储的文件名。',
  },
  {
    en: 'No colour was recorded in this dump: its frames have depth alone.',
    de: 'In diesem Dump wurde keine Farbe aufgenommen: Die Bilder haben nur Tiefe.',
    zh: '此转储中没有录下彩色：其各帧只有深度。',
  },
  {
    en: 'No depth was recorded in this dump: its frames have colour alone, and no reading.',
    de: 'In diesem Dump wurde keine Tiefe aufgenommen: Die Bilder haben nur Farbe und keinen Messwert.',
    zh: '此转储中没有录下深度：其各帧只有彩色，没有读数。',
  },
  {
    en: '{count} of its {pictures} depth pictures have no colour within {ms} ms.',
    de: '{count} der {pictures} Tiefenbilder haben innerhalb von {ms} ms kein Farbbild.',
    zh: '{pictures} 张深度图像中有 {count} 张在 {ms} 毫秒内没有彩色图像。',
  },
  {
    en: 'line {line} is longer than {most} characters',
    de: 'Zeile {line} ist länger als {most} Zeichen',
    zh: '第 {line} 行超过 {most} 个字符',
  },
  {
    en: 'other frames beside it have another form. Keep one form in a folder',
    de: 'andere Bilder daneben haben eine andere Form. Lass nur eine Form in einem Ordner',
    zh: '旁边的其他帧是另一种形式。一个文件夹中只能有一种形式',
  },
  {
    en: 'its depth picture is not beside it. Name the two alike, with “depth” and “color” (name_depth.png, name_color.png)',
    de: 'sein Tiefenbild liegt nicht daneben. Nenne beide gleich, mit „depth“ und „color“ (name_depth.png, name_color.png)',
    zh: '旁边没有它的深度图像。请用“depth”和“color”为两者取相同的名称（name_depth.png、name_color.png）',
  },
  {
    en: 'Depth and colour pictures',
    de: 'Tiefen- und Farbbilder',
    zh: '深度与彩色图像',
  },
  {
    en: 'it does not hold fx fy cx cy in pixels, nor a matrix of them. Mend it, or say --intrinsics fx,fy,cx,cy',
    de: 'sie enthält weder fx fy cx cy in Pixeln noch eine Matrix davon. Berichtige sie, oder gib --intrinsics fx,fy,cx,cy an',
    zh: '其中既没有以像素为单位的 fx fy cx cy，也没有它们的矩阵。请修正它，或用 --intrinsics fx,fy,cx,cy 指明',
  },
  {
    en: '7-Scenes sequence',
    de: '7-Scenes-Sequenz',
    zh: '7-Scenes 序列',
  },
  {
    en: 'The bytes of its PGM pictures are little-endian, although the format says big-endian: neighbouring pixels agree only so.',
    de: 'Die Bytes der PGM-Bilder stehen in der Reihenfolge Little-Endian, obwohl das Format Big-Endian vorgibt: Nur so passen benachbarte Pixel zusammen.',
    zh: '其 PGM 图像的字节为小端序，尽管格式规定为大端序：只有这样，相邻像素才一致。',
  },
  {
    en: 'There is no colour in it: its frames have depth alone.',
    de: 'Es gibt darin keine Farbe: Die Bilder haben nur Tiefe.',
    zh: '其中没有彩色：各帧只有深度。',
  },
  {
    en: 'There is no depth in it: its frames have colour alone, and no reading.',
    de: 'Es gibt darin keine Tiefe: Die Bilder haben nur Farbe und keinen Messwert.',
    zh: '其中没有深度：各帧只有彩色，没有读数。',
  },
  {
    en: 'it is {size}, its depth {depth} and the other frames are {others}',
    de: 'es hat {size}, die Tiefe dazu ({depth}) und die anderen Bilder haben {others}',
    zh: '它的尺寸是 {size}，而其深度图像 {depth} 和其他帧是 {others}',
  },
  {
    en: 'SUN RGB-D scene',
    de: 'SUN-RGB-D-Szene',
    zh: 'SUN RGB-D 场景',
  },
  {
    en: '{file} cannot be used: line {line} is not a time stamp and a file name.',
    de: '{file} kann nicht verwendet werden: Zeile {line} besteht nicht aus Zeitstempel und Dateiname.',
    zh: '无法使用 {file}：第 {line} 行不是时间戳加文件名。',
  },
  {
    en: '{file} cannot be used: line {line} names a file outside of the folder.',
    de: '{file} kann nicht verwendet werden: Zeile {line} nennt eine Datei außerhalb des Ordners.',
    zh: '无法使用 {file}：第 {line} 行指向文件夹之外的文件。',
  },
  {
    en: '{file} cannot be used: line {line} does not name two pictures.',
    de: '{file} kann nicht verwendet werden: Zeile {line} nennt keine zwei Bilder.',
    zh: '无法使用 {file}：第 {line} 行没有列出两张图像。',
  },
  {
    en: '{file} is a bag of ROS 1. Depthlock reads those of ROS 2: turn it into one with rosbags-convert, then import that.',
    de: '{file} ist ein Bag von ROS 1. Depthlock liest die von ROS 2: Wandle ihn mit rosbags-convert in einen solchen um, dann importiere diesen.',
    zh: '{file} 是 ROS 1 的 bag。Depthlock 读取 ROS 2 的 bag：请用 rosbags-convert 转换，然后导入转换结果。',
  },
  {
    en: 'Places without colour are black in {frames} frames: the format cannot mark them.',
    de: 'Stellen ohne Farbe sind in {frames} Bildern schwarz: Das Format kann sie nicht kennzeichnen.',
    zh: '有 {frames} 帧中没有彩色的位置为黑色：该格式无法标记它们。',
  },
  {
    en: 'Infrared ({frames} frames) was left out.',
    de: 'Infrarot ({frames} Bilder) wurde ausgelassen.',
    zh: '已略去红外（{frames} 帧）。',
  },
  {
    en: 'The names of people and shots ({names}) are not in a ROS 2 bag.',
    de: 'Die Namen von Personen und Bildern ({names}) stehen nicht in einem ROS-2-Bag.',
    zh: 'ROS 2 bag 中不含人员和图像的名称（{names}）。',
  },
  {
    en: 'ROS 2 bag, {topic}',
    de: 'ROS-2-Bag, {topic}',
    zh: 'ROS 2 bag，{topic}',
  },
  {
    en: 'The lens’s distortion, which the file tells, is not corrected.',
    de: 'Die Verzeichnung des Objektivs, die in der Datei steht, wird nicht korrigiert.',
    zh: '文件中注明的镜头畸变未经校正。',
  },
  {
    en: '{file} cannot be used: {depth} ({size}) does not lie on the grid of {color} ({other}). Record depth that is aligned to colour, or name other topics with --depth-topic and --color-topic.',
    de: '{file} kann nicht verwendet werden: {depth} ({size}) liegt nicht im Raster von {color} ({other}). Nimm Tiefe auf, die auf die Farbe ausgerichtet ist, oder nenne mit --depth-topic und --color-topic andere Topics.',
    zh: '无法使用 {file}：{depth}（{size}）与 {color}（{other}）不在同一网格上。请录制与彩色对齐的深度，或用 --depth-topic 和 --color-topic 指明其他话题。',
  },
  {
    en: '{file} has no images of the topic {topic}. {images}',
    de: '{file} enthält keine Bilder des Topics {topic}. {images}',
    zh: '{file} 中没有话题 {topic} 的图像。{images}',
  },
  {
    en: '{file} has no depth that Depthlock can read.',
    de: '{file} enthält keine Tiefe, die Depthlock lesen kann.',
    zh: '{file} 中没有 Depthlock 能读取的深度。',
  },
  {
    en: '{file} has no colour that Depthlock can read.',
    de: '{file} enthält keine Farbe, die Depthlock lesen kann.',
    zh: '{file} 中没有 Depthlock 能读取的彩色。',
  },
  {
    en: '{file} has several topics of depth: {names}. Say which with --depth-topic.',
    de: '{file} enthält mehrere Topics mit Tiefe: {names}. Gib mit --depth-topic an, welches.',
    zh: '{file} 中有多个深度话题：{names}。请用 --depth-topic 指明。',
  },
  {
    en: '{file} has several topics of colour: {names}. Say which with --color-topic.',
    de: '{file} enthält mehrere Topics mit Farbe: {names}. Gib mit --color-topic an, welches.',
    zh: '{file} 中有多个彩色话题：{names}。请用 --color-topic 指明。',
  },
  {
    en: 'It has no images.',
    de: 'Sie enthält keine Bilder.',
    zh: '其中没有图像。',
  },
  {
    en: 'Its images: {names}.',
    de: 'Ihre Bilder: {names}.',
    zh: '其中的图像：{names}。',
  },
  {
    en: 'There are {count} MCAP files in {folder}: choose one, such as {file}.',
    de: 'In {folder} liegen {count} MCAP-Dateien: Wähle eine, etwa {file}.',
    zh: '{folder} 中有 {count} 个 MCAP 文件：请选择其中一个，例如 {file}。',
  },
  {
    en: '{file} cannot be used: it has no colour picture.',
    de: '{file} kann nicht verwendet werden: Es gibt kein Farbbild dazu.',
    zh: '无法使用 {file}：没有对应的彩色图像。',
  },
  {
    en: '{count} of its {pictures} colour pictures have no depth.',
    de: '{count} der {pictures} Farbbilder haben keine Tiefe.',
    zh: '{pictures} 张彩色图像中有 {count} 张没有深度。',
  },
  {
    en: '{file} cannot be used: JPEG holds 8 bits and loses some of them, too little for depth. Save depth as 16-bit PNG pictures.',
    de: '{file} kann nicht verwendet werden: JPEG hat 8 Bits und verliert davon, zu wenig für Tiefe. Speichere Tiefe als 16-Bit-PNG-Bilder.',
    zh: '无法使用 {file}：JPEG 只有 8 位且有损，不足以保存深度。请将深度保存为 16 位 PNG 图像。',
  },
  {
    en: 'There is depth in {folder}, such as {file}, and no colour that belongs to it. {advice}',
    de: 'In {folder} gibt es Tiefe, etwa {file}, und keine Farbe, die dazugehört. {advice}',
    zh: '{folder} 中有深度（例如 {file}），但没有对应的彩色。{advice}',
  },
  {
    en: 'There is colour in {folder}, such as {file}, and no depth that belongs to it. {advice}',
    de: 'In {folder} gibt es Farbe, etwa {file}, und keine Tiefe, die dazugehört. {advice}',
    zh: '{folder} 中有彩色（例如 {file}），但没有对应的深度。{advice}',
  },
  {
    en: 'Depth and colour in {folder} do not belong together by their names, such as {depth} and {color}. {advice}',
    de: 'Tiefe und Farbe in {folder} gehören nach ihren Namen nicht zusammen, etwa {depth} und {color}. {advice}',
    zh: '按名称看，{folder} 中的深度与彩色并不对应，例如 {depth} 和 {color}。{advice}',
  },
  {
    en: 'There is depth in {folder}, and no colour that belongs to it. {advice}',
    de: 'In {folder} gibt es Tiefe, und keine Farbe, die dazugehört. {advice}',
    zh: '{folder} 中有深度，但没有对应的彩色。{advice}',
  },
  {
    en: 'Name the two alike, with “depth” and “color” (name_depth.png, name_color.png), or put them into folders of these names.',
    de: 'Nenne beide gleich, mit „depth“ und „color“ (name_depth.png, name_color.png), oder leg sie in Ordner dieser Namen.',
    zh: '请用“depth”和“color”为两者取相同的名称（name_depth.png、name_color.png），或放入同名文件夹。',
  },
  {
    en: '{file} cannot be used: its time stamp {stamp} is years away from those of the others.',
    de: '{file} kann nicht verwendet werden: Der Zeitstempel {stamp} liegt Jahre von denen der anderen entfernt.',
    zh: '无法使用 {file}：其时间戳 {stamp} 与其他时间戳相差数年。',
  },
  {
    en: 'Its {list} lists no picture.',
    de: 'In {list} steht kein Bild.',
    zh: '其 {list} 没有列出任何图像。',
  },
  {
    en: 'Its times begin before zero: they are counted from its first frame.',
    de: 'Die Zeiten beginnen vor null: Sie werden vom ersten Bild an gezählt.',
    zh: '其时间从零之前开始：改为从第一帧起计算。',
  },
  {
    en: 'it was cut off, and no image is left in it that can be read',
    de: 'sie wurde abgeschnitten, und es ist kein lesbares Bild darin übrig',
    zh: '文件被截断，其中没有可读取的图像',
  },
  {
    en: 'Its end is missing: it was cut off. What came before is read.',
    de: 'Das Ende fehlt: Die Datei wurde abgeschnitten. Was davor war, wird gelesen.',
    zh: '文件末尾缺失：被截断。之前的内容可以读取。',
  },
  {
    en: '{count} of its chunks are damaged: what was in them is left out.',
    de: '{count} der Chunks sind beschädigt: Was darin war, wird ausgelassen.',
    zh: '其中 {count} 个数据块已损坏：其内容被略去。',
  },
  {
    en: '{count} of its {pictures} depth pictures came too late to be put in their order.',
    de: '{count} der {pictures} Tiefenbilder kamen zu spät, um sie einzuordnen.',
    zh: '{pictures} 张深度图像中有 {count} 张到得太晚，无法排序。',
  },
  {
    en: '{file} cannot be used: depth is one channel of 16 bits, this has {channels} of {bits}.',
    de: '{file} kann nicht verwendet werden: Tiefe hat einen Kanal mit 16 Bits, hier sind es {channels} mit {bits}.',
    zh: '无法使用 {file}：深度应为 16 位单通道，而此图像有 {channels} 个通道，每通道 {bits}。',
  },
];
