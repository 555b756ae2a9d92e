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
    en: '{file} cannot be used: it does not begin as a PNG picture.',
    de: '{file} kann nicht verwendet werden: Die Datei beginnt nicht wie ein PNG-Bild.',
    zh: '无法使用 {file}：其开头不是 PNG 图像。',
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
    en: 'line {line} is not the name of a file of a dump',
    de: 'Zeile {line} ist kein Dateiname eines Dumps',
    zh: '第 {line} 行不是转储的文件名',
  },
  {
    en: 'time runs backwards at line {line}',
    de: 'die Zeit läuft in Zeile {line} rückwärts',
    zh: '第 {line} 行的时间倒退了',
  },
  {
    en: 'colour of a Kinect v1 is {size}',
    de: 'Farbe einer Kinect v1 hat {size}',
    zh: 'Kinect v1 的彩色图像是 {size}',
  },
  {
    en: 'raw depth of a Kinect v1 is {expected}, this is {size}',
    de: 'Rohtiefe einer Kinect v1 hat {expected}, diese hat {size}',
    zh: 'Kinect v1 的原始深度是 {expected}，而这是 {size}',
  },
  {
    en: 'pixel {pixel} is {value}, more than the 11 bits of raw depth',
    de: 'Pixel {pixel} ist {value}, mehr als die 11 Bit der Rohtiefe',
    zh: '像素 {pixel} 的值是 {value}，超出了原始深度的 11 位',
  },
  {
    en: 'a recording of Depthlock, a TUM RGB-D folder, a fakenect dump, a folder dataset, the VAP RGB-D Face Database, OpenNI frames, or a depth picture with its colour beside it',
    de: 'eine Aufnahme von Depthlock, einen TUM-RGB-D-Ordner, einen fakenect-Dump, einen Ordner-Datensatz, die VAP RGB-D Face Database, OpenNI-Bilder oder ein Tiefenbild mit dem Farbbild daneben',
    zh: 'Depthlock 录像、TUM RGB-D 文件夹、fakenect 转储、文件夹数据集、VAP RGB-D Face Database、OpenNI 帧，或旁边有彩色图像的深度图像',
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
    en: 'There is no OpenNI frame in {folder}.',
    de: 'In {folder} gibt es kein OpenNI-Bild.',
    zh: '{folder} 中没有 OpenNI 帧。',
  },
  {
    en: 'other frames beside it are “{form}”. Keep one form in a folder',
    de: 'andere Bilder daneben sind „{form}“. Lass nur eine Form in einem Ordner',
    zh: '旁边的其他帧是“{form}”。一个文件夹中只能有一种形式',
  },
  {
    en: 'the time in its name is not after that of the frame before it',
    de: 'die Zeit in seinem Namen liegt nicht nach der des vorigen Bilds',
    zh: '其名称中的时间不晚于前一帧',
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
    en: '{length} bytes of points are promised at byte {at}, {there} are there',
    de: 'bei Byte {at} sind {length} Byte an Punkten versprochen, {there} sind da',
    zh: '字节 {at} 处应有 {length} 字节的点数据，实有 {there} 字节',
  },
  {
    en: 'the sizes of the compressed points at byte {at} are wrong',
    de: 'die Größen der komprimierten Punkte bei Byte {at} sind falsch',
    zh: '字节 {at} 处压缩点数据的大小有误',
  },
  {
    en: 'the compressed points at byte {at} are damaged',
    de: 'die komprimierten Punkte bei Byte {at} sind beschädigt',
    zh: '字节 {at} 处的压缩点数据已损坏',
  },
  {
    en: 'it does not begin as a PCD file',
    de: 'sie beginnt nicht wie eine PCD-Datei',
    zh: '其开头不是 PCD 文件',
  },
  {
    en: 'only points of x y z rgba in 4 bytes each are read, this has {layout}',
    de: 'nur Punkte aus x y z rgba in je 4 Byte werden gelesen, diese Datei hat {layout}',
    zh: '只能读取每项 4 字节的 x y z rgba 点，而此文件是 {layout}',
  },
  {
    en: "{size} is not the size of a depth camera's picture",
    de: '{size} ist nicht die Bildgröße einer Tiefenkamera',
    zh: '{size} 不是深度相机的图像尺寸',
  },
  {
    en: 'its points are “{kind}”',
    de: 'ihre Punkte sind „{kind}“',
    zh: '其点数据为“{kind}”',
  },
  {
    en: 'it does not begin as a PCLZF picture',
    de: 'sie beginnt nicht wie ein PCLZF-Bild',
    zh: '其开头不是 PCLZF 图像',
  },
  {
    en: 'it holds “{found}” instead of {kind}',
    de: 'sie enthält „{found}“ statt {kind}',
    zh: '其中是“{found}”，而不是 {kind}',
  },
  {
    en: 'the sizes at byte 29 are not those of its pixels',
    de: 'die Größen bei Byte 29 sind nicht die seiner Pixel',
    zh: '字节 29 处的大小与其像素不符',
  },
  {
    en: 'the pixels at byte {at} are damaged',
    de: 'die Pixel bei Byte {at} sind beschädigt',
    zh: '字节 {at} 处的像素已损坏',
  },
  {
    en: '{file} does not say what its depth means. Tell it with --depth {encodings}.',
    de: '{file} sagt nicht, was die Tiefenwerte bedeuten. Gib es mit --depth {encodings} an.',
    zh: '{file} 没有说明深度值的含义。请用 --depth {encodings} 指明。',
  },
  {
    en: 'Depth image ({encoding})',
    de: 'Tiefenbild ({encoding})',
    zh: '深度图像（{encoding}）',
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
    en: 'it does not begin as a {kind} Netpbm picture',
    de: 'sie beginnt nicht wie ein {kind}-Netpbm-Bild',
    zh: '其开头不是 {kind} Netpbm 图像',
  },
  {
    en: 'its largest value is {maximum}, {wanted} is expected',
    de: 'ihr größter Wert ist {maximum}, erwartet wird {wanted}',
    zh: '其最大值是 {maximum}，应为 {wanted}',
  },
  {
    en: '{expected} bytes of pixels are promised at byte {at}, {there} are there',
    de: 'bei Byte {at} sind {expected} Byte an Pixeln versprochen, {there} sind da',
    zh: '字节 {at} 处应有 {expected} 字节的像素，实有 {there} 字节',
  },
  {
    en: 'it has not 8 bits a channel ({depth})',
    de: 'es hat nicht 8 Bit je Kanal ({depth})',
    zh: '它不是每通道 8 位（{depth}）',
  },
  {
    en: 'it has {channels} channels',
    de: 'es hat {channels} Kanäle',
    zh: '它有 {channels} 个通道',
  },
  {
    en: 'depth is one channel of 16 bits, this has {channels} of {depth}',
    de: 'Tiefe ist ein Kanal mit 16 Bit, dieses Bild hat {channels} mit {depth}',
    zh: '深度应为一个 16 位通道，而此图像有 {channels} 个 {depth} 通道',
  },
  {
    en: 'its pixels are not all there',
    de: 'seine Pixel sind nicht vollständig',
    zh: '其像素不完整',
  },
  {
    en: 'it does not begin as a PNG, JPEG or TIFF picture',
    de: 'es beginnt nicht wie ein PNG-, JPEG- oder TIFF-Bild',
    zh: '其开头不是 PNG、JPEG 或 TIFF 图像',
  },
  {
    en: "{size} is larger than any depth camera's picture",
    de: '{size} ist größer als das Bild jeder Tiefenkamera',
    zh: '{size} 超过了任何深度相机的图像',
  },
  {
    en: 'it is damaged or no picture ({reason})',
    de: 'es ist beschädigt oder kein Bild ({reason})',
    zh: '它已损坏或不是图像（{reason}）',
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
    en: 'line {line} is not a time stamp in seconds and a file name',
    de: 'Zeile {line} besteht nicht aus Zeitstempel in Sekunden und Dateiname',
    zh: '第 {line} 行不是以秒为单位的时间戳加文件名',
  },
  {
    en: 'line {line} names a file outside of the folder',
    de: 'Zeile {line} nennt eine Datei außerhalb des Ordners',
    zh: '第 {line} 行指向文件夹之外的文件',
  },
  {
    en: 'it is {size}, its colour {file} is {color}',
    de: 'es hat {size}, das Farbbild {file} hat {color}',
    zh: '它的尺寸是 {size}，而彩色图像 {file} 是 {color}',
  },
  {
    en: 'it does not hold fx fy cx cy in pixels',
    de: 'sie enthält nicht fx fy cx cy in Pixeln',
    zh: '其中没有以像素为单位的 fx fy cx cy',
  },
  {
    en: 'it does not begin as a Windows bitmap',
    de: 'sie beginnt nicht wie eine Windows-Bitmap',
    zh: '其开头不是 Windows 位图',
  },
  {
    en: 'only uncompressed bitmaps of 24 bits are read, this has {bits} bits and compression {compression}',
    de: 'nur unkomprimierte Bitmaps mit 24 Bit werden gelesen, diese hat {bits} Bit und Kompression {compression}',
    zh: '只能读取未压缩的 24 位位图，而此图为 {bits} 位、压缩方式 {compression}',
  },
  {
    en: 'its pixels should be at bytes {from} to {to}, it has {length} bytes',
    de: 'ihre Pixel sollten bei Byte {from} bis {to} liegen, sie hat {length} Byte',
    zh: '其像素应位于字节 {from} 至 {to}，而文件有 {length} 字节',
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
    en: 'it is {size}, not 1280×960 or 640×480',
    de: 'es hat {size}, nicht 1280×960 oder 640×480',
    zh: '它的尺寸是 {size}，而不是 1280×960 或 640×480',
  },
  {
    en: 'line {line}, number {column}: {what}',
    de: 'Zeile {line}, Zahl {column}: {what}',
    zh: '第 {line} 行第 {column} 个数：{what}',
  },
  {
    en: 'it is too large for millimetres',
    de: 'sie ist zu groß für Millimeter',
    zh: '作为毫米数过大',
  },
  {
    en: 'only −1 may be negative',
    de: 'nur −1 darf negativ sein',
    zh: '只有 −1 可以是负数',
  },
  {
    en: 'a line has {numbers} numbers',
    de: 'eine Zeile hat {numbers} Zahlen',
    zh: '一行应有 {numbers} 个数',
  },
  {
    en: 'there are {lines} lines',
    de: 'es sind {lines} Zeilen',
    zh: '共应有 {lines} 行',
  },
  {
    en: 'a minus without a number',
    de: 'ein Minus ohne Zahl',
    zh: '负号后没有数字',
  },
  {
    en: 'the line has {column} numbers instead of {expected}',
    de: 'die Zeile hat {column} statt {expected} Zahlen',
    zh: '此行有 {column} 个数，应为 {expected} 个',
  },
  {
    en: 'only whole numbers and tabs are expected',
    de: 'nur ganze Zahlen und Tabulatoren werden erwartet',
    zh: '只应有整数和制表符',
  },
  {
    en: 'it has {lines} lines of readings instead of {expected}',
    de: 'sie hat {lines} statt {expected} Zeilen mit Messwerten',
    zh: '其读数有 {lines} 行，应为 {expected} 行',
  },
];
