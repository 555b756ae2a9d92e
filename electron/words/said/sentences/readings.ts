/** How the numbers of an import are read, who says so, and what of it could not be read. */
import type { Said } from '../said.ts';

export const READINGS: readonly Said[] = [
  {
    en: 'intrinsics: {words}',
    de: 'intrinsische Parameter: {words}',
    zh: '内参：{words}',
  },
  {
    en: 'scale: {words}',
    de: 'Einheit: {words}',
    zh: '单位：{words}',
  },
  {
    en: 'invalid: {words}',
    de: 'ungültig: {words}',
    zh: '无效值：{words}',
  },
  {
    en: 'time: {words}',
    de: 'Zeit: {words}',
    zh: '时间：{words}',
  },
  {
    en: 'registration: {words}',
    de: 'Ausrichtung: {words}',
    zh: '配准：{words}',
  },
  {
    en: '{words} ({from})',
    de: '{words} ({from})',
    zh: '{words}（{from}）',
  },
  {
    en: '{words} (assumed)',
    de: '{words} (angenommen)',
    zh: '{words}（假定）',
  },
  {
    en: 'from its files',
    de: 'aus den Dateien',
    zh: '来自其文件',
  },
  {
    en: 'as the format says',
    de: 'wie das Format es vorgibt',
    zh: '按格式规定',
  },
  {
    en: 'as you said',
    de: 'wie du es angegeben hast',
    zh: '按你的指定',
  },
  {
    en: 'by the name of the camera or data set',
    de: 'nach dem Namen der Kamera oder des Datensatzes',
    zh: '根据相机或数据集的名称',
  },
  {
    en: 'fitted from the points',
    de: 'aus den Punkten berechnet',
    zh: '由点拟合得出',
  },
  {
    en: 'in seconds',
    de: 'in Sekunden',
    zh: '以秒为单位',
  },
  {
    en: 'in milliseconds',
    de: 'in Millisekunden',
    zh: '以毫秒为单位',
  },
  {
    en: 'in microseconds',
    de: 'in Mikrosekunden',
    zh: '以微秒为单位',
  },
  {
    en: 'in nanoseconds',
    de: 'in Nanosekunden',
    zh: '以纳秒为单位',
  },
  {
    en: 'by frame number, 30 a second',
    de: 'nach Bildnummer, 30 in der Sekunde',
    zh: '按帧号，每秒 30 帧',
  },
  {
    en: 'none, so one picture a second',
    de: 'keine, darum ein Bild in der Sekunde',
    zh: '无，因此每秒一张图像',
  },
  {
    en: 'by the device’s clock',
    de: 'nach der Uhr des Geräts',
    zh: '按设备时钟',
  },
  {
    en: 'by arrival',
    de: 'nach dem Eintreffen',
    zh: '按到达时刻',
  },
  {
    en: 'in the names of the files',
    de: 'in den Dateinamen',
    zh: '在文件名中',
  },
  {
    en: 'colour and depth on one grid',
    de: 'Farbe und Tiefe in einem Raster',
    zh: '彩色与深度在同一网格上',
  },
  {
    en: 'depth moved onto the colour by a calibration',
    de: 'Tiefe durch eine Kalibrierung auf die Farbe übertragen',
    zh: '通过标定将深度移到彩色上',
  },
  {
    en: 'fx {fx} fy {fy} cx {cx} cy {cy}',
    de: 'fx {fx} fy {fy} cx {cx} cy {cy}',
    zh: 'fx {fx} fy {fy} cx {cx} cy {cy}',
  },
  {
    en: '{value} means no reading',
    de: '{value} bedeutet keinen Messwert',
    zh: '{value} 表示无读数',
  },
  {
    en: '{values} mean no reading',
    de: '{values} bedeuten keinen Messwert',
    zh: '{values} 均表示无读数',
  },
  {
    en: '{millimetres} mm a unit',
    de: '{millimetres} mm je Einheit',
    zh: '每单位 {millimetres} 毫米',
  },
  {
    en: 'millimetres with their bits rotated by three',
    de: 'Millimeter, deren Bits um drei rotiert sind',
    zh: '位循环移动三位的毫米数',
  },
  {
    en: 'raw disparity of a Kinect v1',
    de: 'rohe Disparität einer Kinect v1',
    zh: 'Kinect v1 的原始视差',
  },
  {
    en: 'Assumed, since nothing says it: {list}.',
    de: 'Angenommen, weil nichts es angibt: {list}.',
    zh: '因无任何说明而假定：{list}。',
  },
  {
    en: 'What you know better can be said with {options}.',
    de: 'Was du besser weißt, kannst du mit {options} angeben.',
    zh: '如果你有更准确的值，可以用 {options} 指明。',
  },
  {
    en: '{one}; {other}',
    de: '{one}; {other}',
    zh: '{one}；{other}',
  },
  {
    en: '--depth or --depth-scale',
    de: '--depth oder --depth-scale',
    zh: '--depth 或 --depth-scale',
  },
  {
    en: '--intrinsics and --depth or --depth-scale',
    de: '--intrinsics und --depth oder --depth-scale',
    zh: '--intrinsics 以及 --depth 或 --depth-scale',
  },
  {
    en: 'intrinsics fx {fx} fy {fy} cx {cx} cy {cy}',
    de: 'intrinsische Parameter fx {fx} fy {fy} cx {cx} cy {cy}',
    zh: '内参 fx {fx} fy {fy} cx {cx} cy {cy}',
  },
  {
    en: 'scale {millimetres} mm a unit',
    de: 'Einheit {millimetres} mm',
    zh: '单位 {millimetres} 毫米',
  },
  {
    en: 'invalid {value} means no reading',
    de: 'ungültig: {value} bedeutet keinen Messwert',
    zh: '无效值：{value} 表示无读数',
  },
  {
    en: 'invalid {values} mean no reading',
    de: 'ungültig: {values} bedeuten keinen Messwert',
    zh: '无效值：{values} 均表示无读数',
  },
  {
    en: 'scale millimetres with their bits rotated by three',
    de: 'Einheit: Millimeter, deren Bits um drei rotiert sind',
    zh: '单位：位循环移动三位的毫米数',
  },
  {
    en: 'scale raw disparity of a Kinect v1',
    de: 'Einheit: rohe Disparität einer Kinect v1',
    zh: '单位：Kinect v1 的原始视差',
  },
  {
    en: 'time by the device’s clock',
    de: 'Zeit nach der Uhr des Geräts',
    zh: '时间按设备时钟',
  },
  {
    en: 'time by arrival',
    de: 'Zeit nach dem Eintreffen',
    zh: '时间按到达时刻',
  },
  {
    en: 'time in the names of the files',
    de: 'Zeit in den Dateinamen',
    zh: '时间在文件名中',
  },
  {
    en: 'registration colour and depth on one grid',
    de: 'Ausrichtung: Farbe und Tiefe in einem Raster',
    zh: '配准：彩色与深度在同一网格上',
  },
  {
    en: 'registration depth moved onto the colour by a calibration',
    de: 'Ausrichtung: Tiefe durch eine Kalibrierung auf die Farbe übertragen',
    zh: '配准：通过标定将深度移到彩色上',
  },
  {
    en: 'time in seconds',
    de: 'Zeit in Sekunden',
    zh: '时间以秒为单位',
  },
  {
    en: 'time in milliseconds',
    de: 'Zeit in Millisekunden',
    zh: '时间以毫秒为单位',
  },
  {
    en: 'time in microseconds',
    de: 'Zeit in Mikrosekunden',
    zh: '时间以微秒为单位',
  },
  {
    en: 'time in nanoseconds',
    de: 'Zeit in Nanosekunden',
    zh: '时间以纳秒为单位',
  },
  {
    en: 'time by frame number, 30 a second',
    de: 'Zeit nach Bildnummer, 30 in der Sekunde',
    zh: '时间按帧号，每秒 30 帧',
  },
  {
    en: '1 frame was left out: {reasons}',
    de: '1 Bild wurde ausgelassen: {reasons}',
    zh: '已略去 1 帧：{reasons}',
  },
  {
    en: '{count} frames were left out: {reasons}',
    de: '{count} Bilder wurden ausgelassen: {reasons}',
    zh: '已略去 {count} 帧：{reasons}',
  },
  {
    en: 'And {count} more.',
    de: 'Und {count} weitere.',
    zh: '另有 {count} 个。',
  },
  {
    en: 'None of {count} can be used. Nothing was written.',
    de: 'Keines von {count} kann verwendet werden. Nichts wurde geschrieben.',
    zh: '{count} 个均无法使用。未写入任何内容。',
  },
  {
    en: 'Nothing was written.',
    de: 'Nichts wurde geschrieben.',
    zh: '未写入任何内容。',
  },
  {
    en: 'There is no frame in {what}.',
    de: 'In {what} gibt es kein Bild.',
    zh: '{what} 中没有帧。',
  },
  {
    en: 'There is no frame in the session.',
    de: 'Die Aufnahme enthält kein Bild.',
    zh: '此录像中没有帧。',
  },
  {
    en: 'There is no frame in {what}. {why}',
    de: 'In {what} gibt es kein Bild. {why}',
    zh: '{what} 中没有帧。{why}',
  },
  {
    en: 'One frame cannot be used: {reason}',
    de: 'Ein Bild kann nicht verwendet werden: {reason}',
    zh: '有一帧无法使用：{reason}',
  },
  {
    en: '{count} frames cannot be used: {reason}',
    de: '{count} Bilder können nicht verwendet werden: {reason}',
    zh: '有 {count} 帧无法使用：{reason}',
  },
  {
    en: 'There is not one reading in the session of “{camera}”, so nothing was written.',
    de: 'In der Aufnahme von „{camera}“ gibt es keinen einzigen Messwert, darum wurde nichts geschrieben.',
    zh: '“{camera}”的这段录像中没有任何读数，因此未写入任何内容。',
  },
  {
    en: 'At {millimetres} mm a unit all of its depth is none, or farther than the 65.5 m that a frame can say. Where that unit is wrong, say --depth or --depth-scale.',
    de: 'Bei {millimetres} mm je Einheit fehlt jede Tiefe, oder sie liegt jenseits der 65,5 m, die ein Bild angeben kann. Ist diese Einheit falsch, gib --depth oder --depth-scale an.',
    zh: '按每单位 {millimetres} 毫米计算，其深度要么全无读数，要么超出一帧能表示的 65.5 米。如果该单位有误，请用 --depth 或 --depth-scale 指明。',
  },
  {
    en: '{file} does not say what its depth means. Tell it with --depth ({encodings}), or with --depth-scale.',
    de: '{file} sagt nicht, was die Tiefenwerte bedeuten. Gib es mit --depth ({encodings}) oder mit --depth-scale an.',
    zh: '{file} 没有说明深度值的含义。请用 --depth（{encodings}）或 --depth-scale 指明。',
  },
  {
    en: '--depth and --depth-scale both say what a unit of depth is. Say one of them.',
    de: '--depth und --depth-scale geben beide an, was eine Einheit der Tiefe ist. Gib nur eines davon an.',
    zh: '--depth 和 --depth-scale 都用于指明深度单位。请只用其中一个。',
  },
  {
    en: '--depth sun would have no effect: {folder} holds point clouds, whose coordinates have no bits to turn. Leave it out.',
    de: '--depth sun hätte keine Wirkung: {folder} enthält Punktwolken, in deren Koordinaten es keine Bits zu drehen gibt. Lass es weg.',
    zh: '--depth sun 不会起作用：{folder} 中是点云，其坐标没有可移动的位。请去掉它。',
  },
  {
    en: '{options} would have no effect: {path} is {kind}, {why}. {advice}',
    de: '{options} hätte keine Wirkung: {path} ist {kind}, {why}. {advice}',
    zh: '{options} 不会起作用：{path} 的类型为“{kind}”，{why}。{advice}',
  },
  {
    en: 'Leave it out.',
    de: 'Lass es weg.',
    zh: '请去掉它。',
  },
  {
    en: 'Leave them out.',
    de: 'Lass sie weg.',
    zh: '请去掉它们。',
  },
  {
    en: 'a sequence of the Biwi Kinect Head Pose Database',
    de: 'eine Sequenz der Biwi Kinect Head Pose Database',
    zh: 'Biwi Kinect Head Pose Database 的一段序列',
  },
  {
    en: 'which is in millimetres and brings its calibration',
    de: 'die in Millimetern ist und ihre Kalibrierung mitbringt',
    zh: '以毫米为单位并自带标定',
  },
  {
    en: 'a folder dataset',
    de: 'ein Ordner-Datensatz',
    zh: '文件夹数据集',
  },
  {
    en: 'whose dataset.json says its camera, and which is in millimetres',
    de: 'dessen dataset.json die Kamera angibt und der in Millimetern ist',
    zh: '其 dataset.json 注明了相机，且以毫米为单位',
  },
  {
    en: 'a fakenect dump',
    de: 'ein fakenect-Dump',
    zh: 'fakenect 转储',
  },
  {
    en: 'whose raw readings and registration are those of a Kinect v1',
    de: 'dessen Rohwerte und Ausrichtung die einer Kinect v1 sind',
    zh: '其原始读数和配准均为 Kinect v1 的',
  },
  {
    en: 'raw depth of a Kinect v1',
    de: 'Rohtiefe einer Kinect v1',
    zh: 'Kinect v1 的原始深度',
  },
  {
    en: 'which says its unit itself',
    de: 'die ihre Einheit selbst angibt',
    zh: '其单位已自行注明',
  },
  {
    en: 'a recording',
    de: 'eine Aufnahme',
    zh: '录像',
  },
  {
    en: 'which says its unit and its values of no reading itself',
    de: 'der seine Einheit und seine Werte ohne Messung selbst angibt',
    zh: '其单位和无读数的取值已自行注明',
  },
  {
    en: 'which says its unit and its calibration itself',
    de: 'die ihre Einheit und ihre Kalibrierung selbst angibt',
    zh: '其单位和标定已自行注明',
  },
  {
    en: 'the VAP RGB-D Face Database',
    de: 'die VAP RGB-D Face Database',
    zh: 'VAP RGB-D Face Database',
  },
  {
    en: 'which is in millimetres of a Kinect v1',
    de: 'die in Millimetern einer Kinect v1 ist',
    zh: '以 Kinect v1 的毫米数为单位',
  },
  {
    en: '--depth-topic and --color-topic',
    de: '--depth-topic und --color-topic',
    zh: '--depth-topic 和 --color-topic',
  },
  {
    en: 'a ROS 2 bag',
    de: 'eine Aufnahme von ROS 2 (Bag)',
    zh: 'ROS 2 bag',
  },
  {
    en: '--depth sun would have no effect: {folder} holds fractions, which have no bits to turn. Leave it out.',
    de: '--depth sun hätte keine Wirkung: {folder} enthält Kommazahlen, deren Bits sich nicht drehen lassen. Lass es weg.',
    zh: '--depth sun 不起作用：{folder} 中是浮点数，没有可旋转的位。请去掉它。',
  },
  {
    en: 'Its calibration seems to be of pictures of another size: the centre {cx}, {cy} lies far from the middle of {width}×{height} pixels. What you know better can be said with --intrinsics.',
    de: 'Die Kalibrierung scheint zu Bildern anderer Größe zu gehören: Der Mittelpunkt {cx}, {cy} liegt weit von der Mitte von {width}×{height} Pixeln. Was du besser weißt, kannst du mit --intrinsics angeben.',
    zh: '其标定似乎属于其他尺寸的图像：主点 {cx}, {cy} 远离 {width}×{height} 像素的中心。如果您有更准确的数据，可用 --intrinsics 指定。',
  },
  {
    en: 'no ROS 2 bag',
    de: 'kein ROS-2-Bag',
    zh: '非 ROS 2 bag',
  },
  {
    en: 'so it has no topics',
    de: 'also ohne Topics',
    zh: '因此没有话题',
  },
  {
    en: 'a session of colour alone',
    de: 'eine Sitzung nur mit Farbe',
    zh: '只有彩色的会话',
  },
  {
    en: 'which has no depth',
    de: 'also ohne Tiefe',
    zh: '没有深度',
  },
];
