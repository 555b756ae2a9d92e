/** Files of other programs that are not imported: what they are, and what to do instead. */
import type { Said } from '../said.ts';

export const FOREIGN_FILES: readonly Said[] = [
  {
    en: '{file} cannot be imported: it is {what}. {instead}',
    de: '{file} kann nicht importiert werden: Das ist {what}. {instead}',
    zh: '无法导入 {file}，其类型为：{what}。{instead}',
  },
  {
    en: 'a pointer of Git LFS, which stands for a file that was not downloaded',
    de: 'ein Zeiger von Git LFS, der für eine nicht heruntergeladene Datei steht',
    zh: 'Git LFS 指针，代表尚未下载的文件',
  },
  {
    en: 'Run “git lfs pull” in that repository, then try it again.',
    de: 'Führe in diesem Repository „git lfs pull“ aus, dann versuch es noch einmal.',
    zh: '请在该仓库中运行“git lfs pull”，然后重试。',
  },
  {
    en: 'a pointer of git-annex, which stands for a file that was not downloaded',
    de: 'ein Zeiger von git-annex, der für eine nicht heruntergeladene Datei steht',
    zh: 'git-annex 指针，代表尚未下载的文件',
  },
  {
    en: 'Run “git annex get” in that repository, then try it again.',
    de: 'Führe in diesem Repository „git annex get“ aus, dann versuch es noch einmal.',
    zh: '请在该仓库中运行“git annex get”，然后重试。',
  },
  {
    en: 'it is a pointer of Git LFS, and the file itself was not downloaded: run “git lfs pull” in that repository',
    de: 'das ist ein Zeiger von Git LFS, und die Datei selbst wurde nicht heruntergeladen: führe in diesem Repository „git lfs pull“ aus',
    zh: '它是 Git LFS 指针，文件本身尚未下载：请在该仓库中运行“git lfs pull”',
  },
  {
    en: 'a bag of ROS 1',
    de: 'ein Bag von ROS 1',
    zh: 'ROS 1 的 bag',
  },
  {
    en: 'Turn it into a bag of ROS 2 in MCAP, for example with “rosbags-convert --src in.bag --dst out --dst-storage mcap”, and import that.',
    de: 'Wandle ihn in einen Bag von ROS 2 in MCAP um, zum Beispiel mit „rosbags-convert --src in.bag --dst out --dst-storage mcap“, und importiere diesen.',
    zh: '请将它转换为 MCAP 格式的 ROS 2 bag，例如使用“rosbags-convert --src in.bag --dst out --dst-storage mcap”，然后导入转换结果。',
  },
  {
    en: 'a bag of ROS 2 in SQLite',
    de: 'ein Bag von ROS 2 in SQLite',
    zh: 'SQLite 格式的 ROS 2 bag',
  },
  {
    en: 'Turn it into MCAP with “ros2 bag convert”, and import that.',
    de: 'Wandle ihn mit „ros2 bag convert“ in MCAP um, und importiere das Ergebnis.',
    zh: '请用“ros2 bag convert”将它转换为 MCAP，然后导入转换结果。',
  },
  {
    en: 'a recording of OpenNI (.oni)',
    de: 'eine Aufnahme von OpenNI (.oni)',
    zh: 'OpenNI 录像（.oni）',
  },
  {
    en: 'Play it with OpenNI and save its frames as pictures, for example with PCL’s pcl_openni_image or OpenCV, and import their folder.',
    de: 'Spiele sie mit OpenNI ab, speichere ihre Bilder einzeln, zum Beispiel mit pcl_openni_image von PCL oder mit OpenCV, und importiere deren Ordner.',
    zh: '请用 OpenNI 播放它，并将各帧存为图像（例如使用 PCL 的 pcl_openni_image 或 OpenCV），然后导入图像所在的文件夹。',
  },
  {
    en: 'a Matroska film, as the recorder of Azure Kinect writes (.mkv)',
    de: 'ein Matroska-Film, wie ihn das Aufnahmeprogramm der Azure Kinect schreibt (.mkv)',
    zh: 'Azure Kinect 录制程序写出的 Matroska 影片（.mkv）',
  },
  {
    en: 'Save its frames as pictures, for example with Open3D’s “azure_kinect_mkv_reader.py --input in.mkv --output folder”, and import that folder.',
    de: 'Speichere seine Bilder einzeln, zum Beispiel mit „azure_kinect_mkv_reader.py --input in.mkv --output folder“ von Open3D, und importiere diesen Ordner.',
    zh: '请将各帧存为图像，例如使用 Open3D 的“azure_kinect_mkv_reader.py --input in.mkv --output folder”，然后导入该文件夹。',
  },
  {
    en: 'a recording of Kinect Studio (.xef)',
    de: 'eine Aufnahme von Kinect Studio (.xef)',
    zh: 'Kinect Studio 录像（.xef）',
  },
  {
    en: 'Play it in Kinect Studio and save the frames as pictures, for example with “xef2mat” or KinectXEFTools, and import their folder.',
    de: 'Spiele sie in Kinect Studio ab, speichere die Bilder einzeln, zum Beispiel mit „xef2mat“ oder KinectXEFTools, und importiere deren Ordner.',
    zh: '请在 Kinect Studio 中播放它，并将各帧存为图像（例如使用“xef2mat”或 KinectXEFTools），然后导入图像所在的文件夹。',
  },
  {
    en: 'a film (AVI), as “fakenect-record -ffmpeg” makes: its depth went through a lossy codec and is gone',
    de: 'ein Film (AVI), wie ihn „fakenect-record -ffmpeg“ erzeugt: Seine Tiefe ist durch die verlustbehaftete Kompression verloren',
    zh: '由“fakenect-record -ffmpeg”生成的影片（AVI）：其深度经过有损编码，已经丢失',
  },
  {
    en: 'Record again without -ffmpeg, so that each frame is a picture.',
    de: 'Nimm noch einmal ohne -ffmpeg auf, damit jedes Bild eine eigene Datei ist.',
    zh: '请不带 -ffmpeg 重新录制，使每一帧都是一张图像。',
  },
  {
    en: 'a film (MP4)',
    de: 'ein Film (MP4)',
    zh: '影片（MP4）',
  },
  {
    en: 'A film holds no depth. Import the pictures that it was made of.',
    de: 'Ein Film enthält keine Tiefe. Importier die Bilder, aus denen er gemacht wurde.',
    zh: '影片中没有深度。请导入制作它所用的图像。',
  },
  {
    en: 'a log of ElasticFusion (.klg)',
    de: 'ein Log von ElasticFusion (.klg)',
    zh: 'ElasticFusion 日志（.klg）',
  },
  {
    en: 'Save its frames as pictures, for example with klg2png, and import their folder.',
    de: 'Speichere seine Bilder einzeln, zum Beispiel mit klg2png, und importiere deren Ordner.',
    zh: '请将各帧存为图像，例如使用 klg2png，然后导入图像所在的文件夹。',
  },
  {
    en: 'a recording of ScanNet (.sens)',
    de: 'eine Aufnahme von ScanNet (.sens)',
    zh: 'ScanNet 录像（.sens）',
  },
  {
    en: 'Save its frames as pictures with ScanNet’s SensReader, and import their folder.',
    de: 'Speichere ihre Bilder einzeln mit SensReader von ScanNet, und importiere deren Ordner.',
    zh: '请用 ScanNet 的 SensReader 将各帧存为图像，然后导入图像所在的文件夹。',
  },
  {
    en: 'a recording of a ZED camera (.svo)',
    de: 'eine Aufnahme einer ZED-Kamera (.svo)',
    zh: 'ZED 相机的录像（.svo）',
  },
  {
    en: 'Save its frames as pictures with the ZED SDK’s “ZED_SVO_Export”, and import their folder.',
    de: 'Speichere ihre Bilder einzeln mit „ZED_SVO_Export“ aus dem ZED SDK, und importiere deren Ordner.',
    zh: '请用 ZED SDK 的“ZED_SVO_Export”将各帧存为图像，然后导入图像所在的文件夹。',
  },
  {
    en: 'an HDF5 file',
    de: 'eine HDF5-Datei',
    zh: 'HDF5 文件',
  },
  {
    en: 'Save its frames as 16-bit PNG pictures, and import their folder.',
    de: 'Speichere die Bilder daraus einzeln als PNG mit 16 Bit, und importiere deren Ordner.',
    zh: '请将各帧存为 16 位 PNG 图像，然后导入图像所在的文件夹。',
  },
  {
    en: 'a MATLAB file',
    de: 'eine MATLAB-Datei',
    zh: 'MATLAB 文件',
  },
  {
    en: 'an array of NumPy',
    de: 'ein Array von NumPy',
    zh: 'NumPy 数组',
  },
  {
    en: 'a PLY file: points or a mesh, without the grid of the camera’s pictures',
    de: 'eine PLY-Datei: Punkte oder ein Netz, ohne das Raster der Kamerabilder',
    zh: 'PLY 文件：只有点或网格，没有相机图像的像素排列',
  },
  {
    en: 'Import the pictures or the organised PCD cloud that it was made of.',
    de: 'Importier die Bilder oder die geordnete PCD-Punktwolke, aus denen sie gemacht wurde.',
    zh: '请导入生成它所用的图像或有序 PCD 点云。',
  },
  {
    en: 'an archive',
    de: 'ein Archiv',
    zh: '压缩包',
  },
  {
    en: 'Unpack it, then import what was in it.',
    de: 'Entpacke es, dann importiere, was darin war.',
    zh: '请先解压，然后导入其中的内容。',
  },
  {
    en: 'Save depth as 16-bit PNG pictures and colour as PNG or JPEG, and import their folder.',
    de: 'Speichere Tiefe als 16-Bit-PNG-Bilder und Farbe als PNG oder JPEG, und importiere ihren Ordner.',
    zh: '请将深度保存为 16 位 PNG 图像，彩色保存为 PNG 或 JPEG，然后导入其文件夹。',
  },
  {
    en: 'a picture of a phone (HEIC or AVIF)',
    de: 'ein Bild eines Telefons (HEIC oder AVIF)',
    zh: '手机图像（HEIC 或 AVIF）',
  },
  {
    en: 'a picture of OpenEXR',
    de: 'ein Bild von OpenEXR',
    zh: 'OpenEXR 图像',
  },
  {
    en: 'Save its depth as a TIFF or PFM picture of 32-bit fractions, and import that.',
    de: 'Speichere seine Tiefe als TIFF- oder PFM-Bild mit 32-Bit-Kommazahlen, und importiere das.',
    zh: '请将其深度保存为 32 位浮点的 TIFF 或 PFM 图像，然后导入。',
  },
  {
    en: 'a picture of WebP, GIF or JPEG 2000',
    de: 'ein Bild von WebP, GIF oder JPEG 2000',
    zh: 'WebP、GIF 或 JPEG 2000 图像',
  },
  {
    en: 'a mesh or a cloud without the grid of the camera’s pictures',
    de: 'ein Netz oder eine Punktwolke ohne das Raster der Kamerabilder',
    zh: '没有相机图像像素排列的网格或点云',
  },
  {
    en: 'a file of bare numbers, which says neither their size nor their meaning',
    de: 'eine Datei bloßer Zahlen, die weder deren Größe noch deren Bedeutung nennt',
    zh: '只有数字的文件，既没有说明大小，也没有说明含义',
  },
  {
    en: 'an archive of arrays of NumPy',
    de: 'ein Archiv von NumPy-Arrays',
    zh: 'NumPy 数组压缩包',
  },
  {
    en: '{file} cannot be imported: it is empty. Copy or record it again.',
    de: '{file} kann nicht importiert werden: Die Datei ist leer. Kopiere oder nimm sie noch einmal auf.',
    zh: '无法导入 {file}：文件为空。请重新复制或录制。',
  },
  {
    en: 'it is a pointer of git-annex, and the file itself was not downloaded: run “git annex get” in that repository',
    de: 'das ist ein Zeiger von git-annex, und die Datei selbst wurde nicht heruntergeladen: führe in diesem Repository „git annex get“ aus',
    zh: '它是 git-annex 指针，文件本身尚未下载：请在该仓库中运行“git annex get”',
  },
];
