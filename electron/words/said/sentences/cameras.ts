/** Cameras: their names, and why one cannot be used or has stopped. */
import type { Said } from '../said.ts';

export const CAMERAS: readonly Said[] = [
  {
    en: 'Kinect for Xbox One (Microsoft driver)',
    de: 'Kinect für Xbox One (Microsoft-Treiber)',
    zh: 'Kinect for Xbox One（微软驱动）',
  },
  {
    en: 'Kinect for Xbox One (libfreenect2)',
    de: 'Kinect für Xbox One (libfreenect2)',
    zh: 'Kinect for Xbox One（libfreenect2）',
  },
  {
    en: 'Kinect for Xbox One',
    de: 'Kinect für Xbox One',
    zh: 'Kinect for Xbox One',
  },
  {
    en: 'Kinect for Xbox 360',
    de: 'Kinect für Xbox 360',
    zh: 'Kinect for Xbox 360',
  },
  {
    en: 'Virtual Kinect (demo)',
    de: 'Virtuelle Kinect (Demo)',
    zh: '虚拟 Kinect（演示）',
  },
  {
    en: 'Virtual Kinect v1',
    de: 'Virtuelle Kinect v1',
    zh: '虚拟 Kinect v1',
  },
  {
    en: 'Virtual Kinect v2',
    de: 'Virtuelle Kinect v2',
    zh: '虚拟 Kinect v2',
  },
  {
    en: '{camera} stopped sending frames. {advice}',
    de: '{camera} sendet keine Bilder mehr. {advice}',
    zh: '{camera} 不再发送图像。{advice}',
  },
  {
    en: 'The camera could not be started ({detail}). {advice}',
    de: 'Die Kamera konnte nicht gestartet werden ({detail}). {advice}',
    zh: '无法启动相机（{detail}）。{advice}',
  },
  {
    en: 'Unplug it and plug it in again; Depthlock will carry on by itself.',
    de: 'Ziehe den Stecker und stecke ihn wieder ein; Depthlock macht von selbst weiter.',
    zh: '请拔下后重新插上，Depthlock 会自动继续。',
  },
  {
    en: 'Depthlock will start it again by itself; if that does not help, restart Depthlock.',
    de: 'Depthlock startet sie von selbst neu; hilft das nicht, starte Depthlock neu.',
    zh: 'Depthlock 会自动重新启动它；如果无效，请重新启动 Depthlock。',
  },
  {
    en: 'Close the recording and play it again.',
    de: 'Schließe die Aufnahme und spiele sie noch einmal ab.',
    zh: '请关闭录像后重新播放。',
  },
  {
    en: '{camera} could not be looked for ({detail}).',
    de: 'Nach {camera} konnte nicht gesucht werden ({detail}).',
    zh: '无法查找 {camera}（{detail}）。',
  },
  {
    en: 'The driver of {camera} does not answer. Unplug the camera and plug it in again; if that does not help, restart the computer.',
    de: 'Der Treiber von {camera} antwortet nicht. Ziehe den Stecker der Kamera und stecke ihn wieder ein; hilft das nicht, starte den Computer neu.',
    zh: '{camera} 的驱动没有响应。请拔下相机后重新插上；如果无效，请重启电脑。',
  },
  {
    en: 'no {library} in {folders}',
    de: 'keine {library} in {folders}',
    zh: '{folders} 中没有 {library}',
  },
  {
    en: 'no {file}',
    de: 'keine {file}',
    zh: '没有 {file}',
  },
  {
    en: "{file} lies in none of the system's folders",
    de: '{file} liegt in keinem der Systemordner',
    zh: '{file} 不在任何系统文件夹中',
  },
  {
    en: '{place} does not belong to root',
    de: '{place} gehört nicht root',
    zh: '{place} 不属于 root',
  },
  {
    en: 'everybody may change {place}',
    de: 'alle dürfen {place} ändern',
    zh: '任何人都可以修改 {place}',
  },
  {
    en: 'you may change {place} as a member of its group',
    de: 'du darfst {place} als Mitglied der Gruppe ändern',
    zh: '你作为所属组的成员可以修改 {place}',
  },
  {
    en: '{place} cannot be looked at',
    de: '{place} kann nicht geprüft werden',
    zh: '无法检查 {place}',
  },
  {
    en: 'FAKENECT_PATH does not name a folder.',
    de: 'FAKENECT_PATH nennt keinen Ordner.',
    zh: 'FAKENECT_PATH 指定的不是文件夹。',
  },
  {
    en: '{file} cannot be read.',
    de: '{file} kann nicht gelesen werden.',
    zh: '无法读取 {file}。',
  },
  {
    en: '{file} is empty.',
    de: '{file} ist leer.',
    zh: '{file} 是空的。',
  },
  {
    en: '{file} has {size} bytes instead of {expected}.',
    de: '{file} hat {size} statt {expected} Byte.',
    zh: '{file} 有 {size} 字节，应为 {expected} 字节。',
  },
  {
    en: '{file} is not a frame of a Kinect v1.',
    de: '{file} ist kein Bild einer Kinect v1.',
    zh: '{file} 不是 Kinect v1 的帧。',
  },
  {
    en: '{file}, which its index names, cannot be read.',
    de: '{file}, im Verzeichnis genannt, kann nicht gelesen werden.',
    zh: '无法读取索引中列出的 {file}。',
  },
  {
    en: 'fakenect is not installed (Debian: libfreenect-bin)',
    de: 'fakenect ist nicht installiert (Debian: libfreenect-bin)',
    zh: '未安装 fakenect（Debian：libfreenect-bin）',
  },
  {
    en: 'it was stopped',
    de: 'sie wurde angehalten',
    zh: '它被停止了',
  },
  {
    en: 'Install it with: brew install libfreenect',
    de: 'Installiere ihn mit: brew install libfreenect',
    zh: '安装命令：brew install libfreenect',
  },
  {
    en: 'On Debian and Ubuntu install it with: sudo apt install libfreenect0.5 (newer releases: libfreenect0.5t64)',
    de: 'Unter Debian und Ubuntu installierst du ihn mit: sudo apt install libfreenect0.5 (neuere Versionen: libfreenect0.5t64)',
    zh: '在 Debian 和 Ubuntu 上的安装命令：sudo apt install libfreenect0.5（较新的版本：libfreenect0.5t64）',
  },
  {
    en: 'Homebrew’s folders belong to you: install it as the administrator into /usr/local/lib.',
    de: 'Die Ordner von Homebrew gehören dir: Installiere ihn als Administrator in /usr/local/lib.',
    zh: 'Homebrew 的文件夹属于你：请以管理员身份将其安装到 /usr/local/lib。',
  },
  {
    en: 'Remove it, and install it from the packages of the system.',
    de: 'Entferne ihn, und installiere ihn aus den Paketen des Systems.',
    zh: '请将其移除，然后从系统软件包安装。',
  },
  {
    en: 'The driver of this Kinect, libfreenect, is not installed. {install}.',
    de: 'Der Treiber dieser Kinect, libfreenect, ist nicht installiert. {install}.',
    zh: '未安装此 Kinect 的驱动 libfreenect。{install}。',
  },
  {
    en: 'The driver of this Kinect, libfreenect, is installed where programs of yours can change it ({detail}), so what it shows might be made up, and it is not loaded. {install}',
    de: 'Der Treiber dieser Kinect, libfreenect, ist dort installiert, wo deine Programme ihn ändern können ({detail}). Seine Bilder könnten gefälscht sein, darum wird er nicht geladen. {install}',
    zh: '此 Kinect 的驱动 libfreenect 安装在你的程序可以修改的位置（{detail}），它显示的内容可能是伪造的，因此不予加载。{install}',
  },
  {
    en: 'The installed libfreenect is of a version that does not fit ({detail}). Install version 0.5.3 or later.',
    de: 'Die installierte Version von libfreenect passt nicht ({detail}). Installiere Version 0.5.3 oder neuer.',
    zh: '已安装的 libfreenect 版本不合适（{detail}）。请安装 0.5.3 或更高版本。',
  },
  {
    en: 'The USB system could not be used ({detail}). Depthlock tries again by itself.',
    de: 'USB konnte nicht verwendet werden ({detail}). Depthlock versucht es von selbst wieder.',
    zh: '无法使用 USB 系统（{detail}）。Depthlock 会自动重试。',
  },
  {
    en: 'A Kinect is plugged in, but you may not use it. Add a udev rule for it (`depthlock devices` prints one), then plug it in again.',
    de: 'Eine Kinect ist angeschlossen, aber du darfst sie nicht verwenden. Füge eine udev-Regel für sie hinzu („depthlock devices“ gibt eine aus), dann stecke sie neu ein.',
    zh: '已接上 Kinect，但你没有使用权限。请为它添加 udev 规则（`depthlock devices` 会给出），然后重新插上。',
  },
  {
    en: 'Another program is using the Kinect. Close it; Depthlock tries again by itself.',
    de: 'Ein anderes Programm verwendet die Kinect. Schließe es; Depthlock versucht es von selbst wieder.',
    zh: '另一个程序正在使用 Kinect。请关闭该程序，Depthlock 会自动重试。',
  },
  {
    en: 'The Kinect does not answer as it should ({detail}). Unplug it, wait a moment, and plug it in again.',
    de: 'Die Kinect antwortet nicht, wie sie soll ({detail}). Ziehe den Stecker, warte kurz, und stecke ihn wieder ein.',
    zh: 'Kinect 响应异常（{detail}）。请拔下，稍等片刻后重新插上。',
  },
  {
    en: 'The Kinect was unplugged. Plug it in again; Depthlock will carry on by itself.',
    de: 'Die Kinect wurde ausgesteckt. Stecke sie wieder ein; Depthlock macht von selbst weiter.',
    zh: 'Kinect 已被拔下。请重新插上，Depthlock 会自动继续。',
  },
  {
    en: 'The Kinect stopped ({detail}). Depthlock tries again by itself; if that does not help, plug it in again.',
    de: 'Die Kinect ist stehen geblieben ({detail}). Depthlock versucht es von selbst wieder; hilft das nicht, stecke sie neu ein.',
    zh: 'Kinect 停止了（{detail}）。Depthlock 会自动重试；如果无效，请重新插拔。',
  },
  {
    en: 'The Kinect has sent no picture for a second. Depthlock starts it again; if that does not help, check its power supply and use another USB port.',
    de: 'Die Kinect hat eine Sekunde lang kein Bild gesendet. Depthlock startet sie neu; hilft das nicht, prüfe ihr Netzteil und nimm einen anderen USB-Anschluss.',
    zh: 'Kinect 已有一秒没有发送图像。Depthlock 会重新启动它；如果无效，请检查它的电源，并换一个 USB 接口。',
  },
  {
    en: 'The driver of the Kinect does not answer. Unplug the Kinect and plug it in again.',
    de: 'Der Treiber der Kinect antwortet nicht. Ziehe den Stecker der Kinect und stecke ihn wieder ein.',
    zh: 'Kinect 的驱动没有响应。请拔下 Kinect 后重新插上。',
  },
  {
    en: 'The recording that stands in for a Kinect cannot be played: {detail}',
    de: 'Die Aufnahme, die eine Kinect vertritt, kann nicht abgespielt werden: {detail}',
    zh: '无法播放代替 Kinect 的录像：{detail}',
  },
  {
    en: 'The recording that stands in for a Kinect has ended. It starts again by itself.',
    de: 'Die Aufnahme, die eine Kinect vertritt, ist zu Ende. Sie beginnt von selbst wieder.',
    zh: '代替 Kinect 的录像已结束，它会自动重新开始。',
  },
  {
    en: 'A Kinect is plugged in, but you may not use it. {help}',
    de: 'Eine Kinect ist angeschlossen, aber du darfst sie nicht verwenden. {help}',
    zh: '已接上 Kinect，但你没有使用权限。{help}',
  },
  {
    en: 'Put these lines into {file}, run “sudo udevadm control --reload-rules”, then unplug the Kinect and plug it in again.',
    de: 'Schreibe diese Zeilen in {file}, führe „sudo udevadm control --reload-rules“ aus, dann stecke die Kinect aus und wieder ein.',
    zh: '请将这几行写入 {file}，运行“sudo udevadm control --reload-rules”，然后拔下 Kinect 再重新插上。',
  },
  {
    en: 'The part of Depthlock that talks to this Kinect is not built. Install a C++ compiler and start Depthlock again.',
    de: 'Der Teil von Depthlock, der mit dieser Kinect spricht, ist nicht gebaut. Installiere einen C++-Compiler und starte Depthlock neu.',
    zh: 'Depthlock 中与此 Kinect 通信的部分尚未构建。请安装 C++ 编译器，然后重新启动 Depthlock。',
  },
  {
    en: 'This Kinect is supported on Linux and macOS only.',
    de: 'Diese Kinect wird nur unter Linux und macOS unterstützt.',
    zh: '此 Kinect 仅在 Linux 和 macOS 上受支持。',
  },
  {
    en: '{file} is of another version. Remove it and start Depthlock again.',
    de: '{file} ist von einer anderen Version. Entferne die Datei und starte Depthlock neu.',
    zh: '{file} 的版本不符。请将其移除，然后重新启动 Depthlock。',
  },
  {
    en: 'The part of Depthlock that talks to this Kinect cannot be loaded ({detail}).',
    de: 'Der Teil von Depthlock, der mit dieser Kinect spricht, kann nicht geladen werden ({detail}).',
    zh: '无法加载 Depthlock 中与此 Kinect 通信的部分（{detail}）。',
  },
  {
    en: 'Install libfreenect2 0.2 or later as https://github.com/OpenKinect/libfreenect2 tells, then start Depthlock again.',
    de: 'Installiere libfreenect2 0.2 oder neuer, wie https://github.com/OpenKinect/libfreenect2 es beschreibt, dann starte Depthlock neu.',
    zh: '请按照 https://github.com/OpenKinect/libfreenect2 的说明安装 libfreenect2 0.2 或更高版本，然后重新启动 Depthlock。',
  },
  {
    en: 'libfreenect2 is used on Linux and macOS only. On Windows the Microsoft driver serves this Kinect.',
    de: 'libfreenect2 wird nur unter Linux und macOS verwendet. Unter Windows ist der Microsoft-Treiber für diese Kinect da.',
    zh: 'libfreenect2 仅用于 Linux 和 macOS。在 Windows 上由微软驱动支持此 Kinect。',
  },
  {
    en: 'The driver of this Kinect, libfreenect2, is not installed here. {install}',
    de: 'Der Treiber dieser Kinect, libfreenect2, ist hier nicht installiert. {install}',
    zh: '此处未安装此 Kinect 的驱动 libfreenect2。{install}',
  },
  {
    en: 'Of libfreenect2 only the headers are installed ({detail}). Install the library too, then start Depthlock again.',
    de: 'Von libfreenect2 sind nur die Header installiert ({detail}). Installiere auch die Bibliothek, dann starte Depthlock neu.',
    zh: '仅安装了 libfreenect2 的头文件（{detail}）。请同时安装库文件，然后重新启动 Depthlock。',
  },
  {
    en: 'The installed libfreenect2 is too old ({detail}). {install}',
    de: 'Das installierte libfreenect2 ist zu alt ({detail}). {install}',
    zh: '已安装的 libfreenect2 版本过旧（{detail}）。{install}',
  },
  {
    en: 'libfreenect2 is installed, but the part of Depthlock that talks to it is not built. Install a C++ compiler and start Depthlock again.',
    de: 'libfreenect2 ist installiert, aber der Teil von Depthlock, der damit spricht, ist nicht gebaut. Installiere einen C++-Compiler und starte Depthlock neu.',
    zh: '已安装 libfreenect2，但 Depthlock 中与其通信的部分尚未构建。请安装 C++ 编译器，然后重新启动 Depthlock。',
  },
  {
    en: 'The part of Depthlock that talks to libfreenect2 could not be built ({detail}). Check the installation of libfreenect2, then start Depthlock again.',
    de: 'Der Teil von Depthlock, der mit libfreenect2 spricht, konnte nicht gebaut werden ({detail}). Prüfe die Installation von libfreenect2, dann starte Depthlock neu.',
    zh: '无法构建 Depthlock 中与 libfreenect2 通信的部分（{detail}）。请检查 libfreenect2 的安装，然后重新启动 Depthlock。',
  },
  {
    en: 'This Depthlock was made without the part that talks to libfreenect2. Start it from its source code (“npm start”) on a computer where libfreenect2 is installed.',
    de: 'Dieses Depthlock wurde ohne den Teil gebaut, der mit libfreenect2 spricht. Starte es aus dem Quellcode („npm start“) auf einem Computer, auf dem libfreenect2 installiert ist.',
    zh: '此 Depthlock 构建时不含与 libfreenect2 通信的部分。请在已安装 libfreenect2 的电脑上从源代码启动（“npm start”）。',
  },
  {
    en: 'libfreenect2 is no longer where it was ({detail}). {install}',
    de: 'libfreenect2 ist nicht mehr, wo es war ({detail}). {install}',
    zh: 'libfreenect2 已不在原来的位置（{detail}）。{install}',
  },
  {
    en: 'libfreenect2 is installed where programs of yours can change it ({detail}), so what it shows might be made up, and it is not loaded. Install it as the administrator into /usr/local, then start Depthlock again.',
    de: 'libfreenect2 ist dort installiert, wo deine Programme es ändern können ({detail}). Seine Bilder könnten gefälscht sein, darum wird es nicht geladen. Installiere es als Administrator in /usr/local, dann starte Depthlock neu.',
    zh: 'libfreenect2 安装在你的程序可以修改的位置（{detail}），它显示的内容可能是伪造的，因此不予加载。请以管理员身份将其安装到 /usr/local，然后重新启动 Depthlock。',
  },
  {
    en: 'The installed libfreenect2 is another than the one that Depthlock was built for ({detail}). Start Depthlock from its source code again, so that it is built anew.',
    de: 'Das installierte libfreenect2 ist ein anderes als das, für das Depthlock gebaut wurde ({detail}). Starte Depthlock noch einmal aus dem Quellcode, damit es neu gebaut wird.',
    zh: '已安装的 libfreenect2 与 Depthlock 构建时所用的不同（{detail}）。请再次从源代码启动 Depthlock，以便重新构建。',
  },
  {
    en: 'The part of Depthlock that talks to libfreenect2 cannot be loaded ({detail}).',
    de: 'Der Teil von Depthlock, der mit libfreenect2 spricht, kann nicht geladen werden ({detail}).',
    zh: '无法加载 Depthlock 中与 libfreenect2 通信的部分（{detail}）。',
  },
  {
    en: 'libfreenect2 could not be set up ({detail}). Depthlock tries again by itself.',
    de: 'libfreenect2 konnte nicht eingerichtet werden ({detail}). Depthlock versucht es von selbst wieder.',
    zh: '无法初始化 libfreenect2（{detail}）。Depthlock 会自动重试。',
  },
  {
    en: 'The installed libfreenect2 cannot decode depth by “{detail}”. Set DEPTHLOCK_FREENECT2_PIPELINE to cpu, opengl or opencl, whichever it was built for, or remove it.',
    de: 'Das installierte libfreenect2 kann Tiefe nicht mit „{detail}“ dekodieren. Setze DEPTHLOCK_FREENECT2_PIPELINE auf cpu, opengl oder opencl, je nachdem, wofür es gebaut wurde, oder entferne die Variable.',
    zh: '已安装的 libfreenect2 无法用“{detail}”解码深度。请将 DEPTHLOCK_FREENECT2_PIPELINE 设为它构建时支持的 cpu、opengl 或 opencl，或移除该变量。',
  },
  {
    en: 'The Kinect does not answer as it should ({detail}). Unplug it, wait a moment, and plug it into another USB 3 port.',
    de: 'Die Kinect antwortet nicht, wie sie soll ({detail}). Ziehe den Stecker, warte kurz, und stecke sie an einen anderen USB-3-Anschluss.',
    zh: 'Kinect 响应异常（{detail}）。请拔下，稍等片刻后插到另一个 USB 3 接口。',
  },
  {
    en: 'The Kinect has sent no picture for a second{detail}. Depthlock starts it again; if that does not help, check its power supply and use another USB 3 port.',
    de: 'Die Kinect hat eine Sekunde lang kein Bild gesendet{detail}. Depthlock startet sie neu; hilft das nicht, prüfe ihr Netzteil und nimm einen anderen USB-3-Anschluss.',
    zh: 'Kinect 已有一秒没有发送图像{detail}。Depthlock 会重新启动它；如果无效，请检查它的电源，并换一个 USB 3 接口。',
  },
  {
    en: '({damaged} damaged ones were left out)',
    de: '({damaged} beschädigte wurden ausgelassen)',
    zh: '（已略去 {damaged} 个损坏的图像）',
  },
  {
    en: 'The Kinect was stopped.',
    de: 'Die Kinect wurde angehalten.',
    zh: 'Kinect 已被停止。',
  },
  {
    en: '{file} is of another version',
    de: '{file} ist von einer anderen Version',
    zh: '{file} 的版本不符',
  },
  {
    en: 'No Kinect answers. Plug it into a USB 3 port and into its power supply; Depthlock will find it by itself. If another program uses it, close that program.',
    de: 'Keine Kinect antwortet. Schließe sie an einen USB-3-Anschluss und an ihr Netzteil an; Depthlock findet sie von selbst. Wenn ein anderes Programm sie verwendet, schließe es.',
    zh: '没有 Kinect 响应。请将它接到 USB 3 接口并接上电源，Depthlock 会自动找到它。如果另一个程序正在使用它，请关闭该程序。',
  },
  {
    en: 'The Kinect sends pictures that Depthlock does not understand ({count} were dropped). Install version 0.3.0 of the package “kinect2”.',
    de: 'Die Kinect sendet Bilder, die Depthlock nicht versteht ({count} wurden verworfen). Installiere Version 0.3.0 des Pakets „kinect2“.',
    zh: 'Kinect 发送了 Depthlock 无法识别的图像（已丢弃 {count} 个）。请安装 0.3.0 版的“kinect2”软件包。',
  },
  {
    en: 'The Kinect delivered a frame without all of its parts.',
    de: 'Die Kinect hat ein unvollständiges Bild geliefert.',
    zh: 'Kinect 发来的帧不完整。',
  },
  {
    en: 'The Microsoft driver refuses to open the Kinect. Close other programs that use it, or restart the computer.',
    de: 'Der Microsoft-Treiber öffnet die Kinect nicht. Schließe andere Programme, die sie verwenden, oder starte den Computer neu.',
    zh: '微软驱动拒绝打开 Kinect。请关闭其他正在使用它的程序，或重启电脑。',
  },
  {
    en: 'The Kinect is in use by another part of Depthlock.',
    de: 'Die Kinect wird von einem anderen Teil von Depthlock verwendet.',
    zh: 'Kinect 正被 Depthlock 的另一部分使用。',
  },
  {
    en: 'The Microsoft driver failed ({detail}). Restart Depthlock.',
    de: 'Der Microsoft-Treiber hat versagt ({detail}). Starte Depthlock neu.',
    zh: '微软驱动出错（{detail}）。请重新启动 Depthlock。',
  },
  {
    en: 'Install the “Kinect for Windows Runtime 2.0” from Microsoft, then start Depthlock again.',
    de: 'Installiere die „Kinect for Windows Runtime 2.0“ von Microsoft, dann starte Depthlock neu.',
    zh: '请安装微软的“Kinect for Windows Runtime 2.0”，然后重新启动 Depthlock。',
  },
  {
    en: 'The package “kinect2” is of a version that Depthlock does not know. Install version 0.3.0.',
    de: 'Das Paket „kinect2“ hat eine Version, die Depthlock nicht kennt. Installiere Version 0.3.0.',
    zh: 'Depthlock 不认识此版本的“kinect2”软件包。请安装 0.3.0 版。',
  },
  {
    en: 'There is a package “kinect2” outside of Depthlock ({file}), which is not loaded: what it shows might be made up. Run “npm install kinect2@0.3.0” in the folder of Depthlock, then start it again.',
    de: 'Außerhalb von Depthlock gibt es ein Paket „kinect2“ ({file}), das nicht geladen wird: Seine Bilder könnten gefälscht sein. Führe „npm install kinect2@0.3.0“ im Ordner von Depthlock aus, dann starte es neu.',
    zh: '在 Depthlock 之外有一个“kinect2”软件包（{file}），它显示的内容可能是伪造的，因此不予加载。请在 Depthlock 的文件夹中运行“npm install kinect2@0.3.0”，然后重新启动。',
  },
  {
    en: 'The Microsoft driver works only on 64-bit PCs (x64); this is Depthlock for {arch}.',
    de: 'Der Microsoft-Treiber läuft nur auf 64-Bit-PCs (x64); dies ist Depthlock für {arch}.',
    zh: '微软驱动仅适用于 64 位 PC（x64）；当前是适用于 {arch} 的 Depthlock。',
  },
  {
    en: 'The package “kinect2” is not installed. Run “npm install kinect2@0.3.0” in the folder of Depthlock, then start it again.',
    de: 'Das Paket „kinect2“ ist nicht installiert. Führe „npm install kinect2@0.3.0“ im Ordner von Depthlock aus, dann starte es neu.',
    zh: '未安装“kinect2”软件包。请在 Depthlock 的文件夹中运行“npm install kinect2@0.3.0”，然后重新启动。',
  },
  {
    en: 'The package “kinect2” has no native part for this computer. Run “npm rebuild kinect2” in the folder of Depthlock, then start it again.',
    de: 'Das Paket „kinect2“ hat keinen nativen Teil für diesen Computer. Führe „npm rebuild kinect2“ im Ordner von Depthlock aus, dann starte es neu.',
    zh: '“kinect2”软件包没有适用于此电脑的原生部分。请在 Depthlock 的文件夹中运行“npm rebuild kinect2”，然后重新启动。',
  },
  {
    en: 'The Microsoft driver could not be loaded ({detail}). {help}',
    de: 'Der Microsoft-Treiber konnte nicht geladen werden ({detail}). {help}',
    zh: '无法加载微软驱动（{detail}）。{help}',
  },
  {
    en: 'The package “kinect2” could not be loaded ({detail}). {help}',
    de: 'Das Paket „kinect2“ konnte nicht geladen werden ({detail}). {help}',
    zh: '无法加载“kinect2”软件包（{detail}）。{help}',
  },
  {
    en: 'This frame does not fit the camera that the recording names ({detail}). The other frames can still be played.',
    de: 'Dieses Bild passt nicht zur Kamera, die die Aufnahme nennt ({detail}). Die anderen Bilder lassen sich abspielen.',
    zh: '此帧与录像中注明的相机不符（{detail}）。其他帧仍可播放。',
  },
  {
    en: 'the picture at yaw {yaw}, pitch {pitch} is damaged',
    de: 'das Bild bei Gierwinkel {yaw}, Nickwinkel {pitch} ist beschädigt',
    zh: '偏航 {yaw}、俯仰 {pitch} 处的图像已损坏',
  },
  {
    en: 'it has no picture number {index}',
    de: 'ein Bild Nummer {index} gibt es darin nicht',
    zh: '其中没有第 {index} 号图像',
  },
  {
    en: 'it is larger than {most} bytes',
    de: 'sie ist größer als {most} Byte',
    zh: '它超过 {most} 字节',
  },
  {
    en: 'it is not an atlas file',
    de: 'es ist keine Atlas-Datei',
    zh: '它不是图集文件',
  },
  {
    en: 'it has version {version} of the format, this program reads {own}',
    de: 'sie hat Version {version} des Formats, dieses Programm liest {own}',
    zh: '其格式版本为 {version}，此程序可读取的是 {own}',
  },
  {
    en: 'its header is cut off',
    de: 'der Kopf ist abgeschnitten',
    zh: '文件头不完整',
  },
  {
    en: 'its header is damaged',
    de: 'der Kopf ist beschädigt',
    zh: '文件头已损坏',
  },
  {
    en: 'it is cut off',
    de: 'sie ist abgeschnitten',
    zh: '文件不完整',
  },
  {
    en: 'it is not there',
    de: 'sie ist nicht da',
    zh: '它不存在',
  },
  {
    en: 'it cannot be read ({code})',
    de: 'sie kann nicht gelesen werden ({code})',
    zh: '无法读取（{code}）',
  },
  {
    en: 'The virtual person in {file} cannot be shown: {reason}. Reinstall Depthlock to restore the file.',
    de: 'Die virtuelle Person in {file} kann nicht gezeigt werden: {reason}. Installiere Depthlock neu, um die Datei wiederherzustellen.',
    zh: '无法显示 {file} 中的虚拟人物：{reason}。请重新安装 Depthlock 以恢复该文件。',
  },
  {
    en: 'there is no virtual person “{id}” in {list}',
    de: 'in {list} gibt es keine virtuelle Person „{id}“',
    zh: '{list} 中没有虚拟人物“{id}”',
  },
  {
    en: '{file} is not there',
    de: '{file} ist nicht da',
    zh: '{file} 不存在',
  },
  {
    en: '{file} is damaged',
    de: '{file} ist beschädigt',
    zh: '{file} 已损坏',
  },
  {
    en: '{file} is not the file that was delivered',
    de: '{file} ist nicht die mitgelieferte Datei',
    zh: '{file} 不是随附的原始文件',
  },
  {
    en: 'The virtual people cannot be shown: {reason}. Reinstall Depthlock to restore them.',
    de: 'Die virtuellen Personen können nicht gezeigt werden: {reason}. Installiere Depthlock neu, um sie wiederherzustellen.',
    zh: '无法显示虚拟人物：{reason}。请重新安装 Depthlock 以恢复它们。',
  },
  {
    en: 'The mask cannot be shown: {file} is missing or damaged. Reinstall Depthlock to restore it.',
    de: 'Die Maske kann nicht gezeigt werden: {file} fehlt oder ist beschädigt. Installiere Depthlock neu, um sie wiederherzustellen.',
    zh: '无法显示面具：{file} 缺失或已损坏。请重新安装 Depthlock 以恢复它。',
  },
  {
    en: 'A generic mask was asked for without a generic face.',
    de: 'Eine neutrale Maske wurde verlangt, aber es gibt kein neutrales Gesicht.',
    zh: '请求了通用面具，但没有通用面容。',
  },
  {
    en: 'No scene is set.',
    de: 'Es ist keine Szene eingestellt.',
    zh: '未设置场景。',
  },
  {
    en: 'its thread ended with code {code}',
    de: 'ihr Thread endete mit Code {code}',
    zh: '其线程以代码 {code} 结束',
  },
  {
    en: 'The virtual Kinect was stopped.',
    de: 'Die virtuelle Kinect wurde angehalten.',
    zh: '虚拟 Kinect 已被停止。',
  },
  {
    en: 'The virtual Kinect stopped unexpectedly ({detail}). Choose it again to restart it.',
    de: 'Die virtuelle Kinect ist unerwartet stehen geblieben ({detail}). Wähle sie noch einmal, um sie neu zu starten.',
    zh: '虚拟 Kinect 意外停止（{detail}）。请重新选择它以再次启动。',
  },
  {
    en: 'No Kinect for Xbox 360 was found. Plug in its USB cable and its power supply; Depthlock will find it automatically.',
    de: 'Keine Kinect für Xbox 360 gefunden. Schließe ihr USB-Kabel und ihr Netzteil an; Depthlock findet sie von selbst.',
    zh: '未找到 Kinect for Xbox 360。请接上它的 USB 线和电源，Depthlock 会自动找到它。',
  },
  {
    en: 'No Kinect for Xbox One was found. Plug it into a USB 3 port and into its power supply; Depthlock will find it automatically.',
    de: 'Keine Kinect für Xbox One gefunden. Schließe sie an einen USB-3-Anschluss und an ihr Netzteil an; Depthlock findet sie von selbst.',
    zh: '未找到 Kinect for Xbox One。请将它接到 USB 3 接口并接上电源，Depthlock 会自动找到它。',
  },
  {
    en: 'Works on Windows only.',
    de: 'Läuft nur unter Windows.',
    zh: '仅适用于 Windows。',
  },
];
