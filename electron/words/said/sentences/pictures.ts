/** What of the bytes of a picture, a point cloud or a table of readings is wrong. */
import type { Said } from '../said.ts';

export const PICTURES: readonly Said[] = [
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
    en: '{expected} bytes of pixels are promised at byte {at}, {there} are there',
    de: 'bei Byte {at} sind {expected} Byte an Pixeln versprochen, {there} sind da',
    zh: '字节 {at} 处应有 {expected} 字节的像素，实有 {there} 字节',
  },
  {
    en: 'it has {channels} channels',
    de: 'es hat {channels} Kanäle',
    zh: '它有 {channels} 个通道',
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
  {
    en: 'it does not hold the intrinsics, a rotation and a translation. Copy it again; without depth.cal and rgb.cal the usual ones of the set are assumed',
    de: 'sie enthält nicht die intrinsischen Parameter, eine Drehung und eine Verschiebung. Kopiere sie noch einmal; ohne depth.cal und rgb.cal werden die üblichen des Datensatzes angenommen',
    zh: '其中没有内参、旋转和平移。请重新复制；如果没有 depth.cal 和 rgb.cal，则采用该数据集的常用参数',
  },
  {
    en: 'it has only {bytes} bytes',
    de: 'sie hat nur {bytes} Byte',
    zh: '它只有 {bytes} 字节',
  },
  {
    en: 'it ends at byte {at}, before its last pixel',
    de: 'sie endet bei Byte {at}, vor ihrem letzten Pixel',
    zh: '它在字节 {at} 处结束，早于最后一个像素',
  },
  {
    en: '{count} empty pixels at byte {at} are more than are left',
    de: '{count} leere Pixel bei Byte {at} sind mehr, als noch übrig sind',
    zh: '字节 {at} 处的 {count} 个空像素多于剩余的像素',
  },
  {
    en: '{count} readings at byte {at} are more than are there',
    de: '{count} Messwerte bei Byte {at} sind mehr, als da sind',
    zh: '字节 {at} 处的 {count} 个读数多于实有的数量',
  },
  {
    en: 'there is an empty stretch at byte {at}',
    de: 'bei Byte {at} ist ein leerer Abschnitt',
    zh: '字节 {at} 处有一段是空的',
  },
  {
    en: 'it is {size}, the other clouds are {others}',
    de: 'sie hat {size}, die anderen Wolken haben {others}',
    zh: '它的尺寸是 {size}，其他点云是 {others}',
  },
  {
    en: '{count} numbers of points are promised at byte {at}, {there} are there',
    de: 'bei Byte {at} sind {count} Zahlen von Punkten versprochen, {there} sind da',
    zh: '字节 {at} 处应有 {count} 个点数值，实有 {there} 个',
  },
  {
    en: "its {count} points are in no order (HEIGHT 1): the grid of the camera's picture is gone. Save the organised cloud",
    de: 'ihre {count} Punkte sind ungeordnet (HEIGHT 1): das Raster des Kamerabilds ist verloren. Speichere die geordnete Wolke',
    zh: '其 {count} 个点是无序的（HEIGHT 1）：相机图像的像素排列已丢失。请保存有序点云',
  },
  {
    en: "its {count} points are more than a depth camera's picture has",
    de: 'ihre {count} Punkte sind mehr, als das Bild einer Tiefenkamera hat',
    zh: '其 {count} 个点多于深度相机图像的像素',
  },
  {
    en: 'its header names no fields',
    de: 'ihr Kopf nennt keine Felder',
    zh: '其文件头没有列出字段',
  },
  {
    en: 'its field {name} of {count} numbers of type {type} in {bytes} bytes is not one of the format',
    de: 'ihr Feld {name} mit {count} Zahlen vom Typ {type} in {bytes} Byte gehört nicht zum Format',
    zh: '其字段 {name} 有 {count} 个 {type} 类型、{bytes} 字节的数，不属于该格式',
  },
  {
    en: 'it has no field z, only {names}',
    de: 'sie hat kein Feld z, nur {names}',
    zh: '它没有字段 z，只有 {names}',
  },
  {
    en: 'it does not begin as a PNG picture',
    de: 'es beginnt nicht wie ein PNG-Bild',
    zh: '其开头不是 PNG 图像',
  },
  {
    en: 'its largest value is {maximum}: 8 bits are too few for depth. Save the depth with 16 bits',
    de: 'sein größter Wert ist {maximum}: 8 Bit sind zu wenig für Tiefe. Speichere die Tiefe mit 16 Bit',
    zh: '其最大值是 {maximum}：8 位不足以表示深度。请以 16 位保存深度',
  },
  {
    en: 'it does not begin as a {kind} picture (Netpbm)',
    de: 'es beginnt nicht wie ein {kind}-Bild (Netpbm)',
    zh: '其开头不是 {kind} 图像（Netpbm）',
  },
  {
    en: 'its largest value is {maximum}, not from 1 to 65535',
    de: 'sein größter Wert ist {maximum}, nicht von 1 bis 65535',
    zh: '其最大值是 {maximum}，不在 1 到 65535 之间',
  },
  {
    en: '{count} numbers of pixels are promised, and are not there',
    de: '{count} Zahlen von Pixeln sind versprochen, aber nicht da',
    zh: '应有 {count} 个像素数值，但并不存在',
  },
  {
    en: 'it does not begin as a float map (PFM)',
    de: 'es beginnt nicht wie ein Bild aus Gleitkommazahlen (PFM)',
    zh: '其开头不是浮点图（PFM）',
  },
  {
    en: 'depth is one channel, this has three',
    de: 'Tiefe ist ein Kanal, dieses Bild hat drei',
    zh: '深度应为一个通道，而此图像有三个',
  },
  {
    en: 'colour of {depth} channels is not read',
    de: 'Farbe mit Kanälen vom Typ {depth} wird nicht gelesen',
    zh: '不支持读取通道类型为 {depth} 的彩色图像',
  },
  {
    en: '8 bits, too few for depth',
    de: '8 Bit, zu wenig für Tiefe',
    zh: '8 位，不足以表示深度',
  },
  {
    en: 'depth is one channel of 16 bits, or of 32-bit fractions; this has {channels} of {bits}',
    de: 'Tiefe ist ein Kanal mit 16 Bit oder mit Gleitkommazahlen von 32 Bit; hier sind es {channels} mit {bits}',
    zh: '深度应为一个 16 位或 32 位浮点通道；此图像有 {channels} 个通道：{bits}',
  },
];
