/** The lock, PINs, enrolment, tests, programs at lock and unlock, and the engine that judges. */
import type { Said } from '../said.ts';

export const LOCK: readonly Said[] = [
  {
    en: 'That is longer than {most} characters. Choose a shorter one.',
    de: 'Das ist länger als {most} Zeichen. Wähle etwas Kürzeres.',
    zh: '超过了 {most} 个字符。请选一个更短的。',
  },
  {
    en: 'That has characters that cannot be typed again.',
    de: 'Das enthält Zeichen, die sich nicht noch einmal tippen lassen.',
    zh: '其中有无法再次输入的字符。',
  },
  {
    en: 'A passphrase has at least {characters} characters; a PIN has digits only.',
    de: 'Eine Passphrase hat mindestens {characters} Zeichen; eine PIN nur Ziffern.',
    zh: '密码短语至少 {characters} 个字符；PIN 只能是数字。',
  },
  {
    en: 'A passphrase has at least one letter; a PIN has digits only.',
    de: 'Eine Passphrase hat mindestens einen Buchstaben; eine PIN nur Ziffern.',
    zh: '密码短语至少要有一个字母；PIN 只能是数字。',
  },
  {
    en: 'A PIN has at least {digits} digits: {more} more.',
    de: 'Eine PIN hat mindestens {digits} Ziffern: noch {more}.',
    zh: 'PIN 至少 {digits} 位：还差 {more} 位。',
  },
  {
    en: 'Too few different digits: that is guessed first. Choose another.',
    de: 'Zu wenige verschiedene Ziffern: Das wird zuerst geraten. Wähle eine andere.',
    zh: '不同的数字太少，很容易被猜到。请另选一个。',
  },
  {
    en: 'Digits in a row are guessed first. Choose another.',
    de: 'Ziffern der Reihe nach werden zuerst geraten. Wähle eine andere.',
    zh: '连续的数字很容易被猜到。请另选一个。',
  },
  {
    en: 'The same digits again and again are guessed first. Choose another.',
    de: 'Immer dieselben Ziffern werden zuerst geraten. Wähle eine andere.',
    zh: '重复的数字很容易被猜到。请另选一个。',
  },
  {
    en: 'That is a date, and dates are guessed first. Choose another.',
    de: 'Das ist ein Datum, und Daten werden zuerst geraten. Wähle eine andere.',
    zh: '这是日期，而日期很容易被猜到。请另选一个。',
  },
  {
    en: 'A line on the pad is guessed first. Choose another.',
    de: 'Eine Linie auf dem Tastenfeld wird zuerst geraten. Wähle eine andere.',
    zh: '键盘上的连线很容易被猜到。请另选一个。',
  },
  {
    en: 'Too few different characters: that is guessed first. Choose another.',
    de: 'Zu wenige verschiedene Zeichen: Das wird zuerst geraten. Wähle eine andere.',
    zh: '不同的字符太少，很容易被猜到。请另选一个。',
  },
  {
    en: 'That is one of the passphrases guessed first. Choose another.',
    de: 'Das ist eine der Passphrasen, die zuerst geraten werden. Wähle eine andere.',
    zh: '这是最容易被猜到的密码短语之一。请另选一个。',
  },
  {
    en: 'A name is guessed first. Choose something that has nothing to do with it.',
    de: 'Ein Name wird zuerst geraten. Wähle etwas, das nichts damit zu tun hat.',
    zh: '名字很容易被猜到。请选一个与名字无关的。',
  },
  {
    en: 'Lock the session too',
    de: 'Auch die Sitzung sperren',
    zh: '同时锁定会话',
  },
  {
    en: 'Unlock the session too',
    de: 'Auch die Sitzung entsperren',
    zh: '同时解锁会话',
  },
  {
    en: 'Lock Windows too',
    de: 'Auch Windows sperren',
    zh: '同时锁定 Windows',
  },
  {
    en: 'Turn the display off, which locks the Mac',
    de: 'Bildschirm ausschalten, was den Mac sperrt',
    zh: '关闭显示器（会锁定 Mac）',
  },
  {
    en: 'That looks like a flat picture, so nothing was kept. Start again with your own face in front of the camera.',
    de: 'Das sieht nach einem flachen Bild aus, darum wurde nichts behalten. Fange noch einmal an, mit deinem eigenen Gesicht vor der Kamera.',
    zh: '看起来像一张平面图片，因此没有保留任何内容。请将你自己的脸对准相机，重新开始。',
  },
  {
    en: 'Another person came into view, so nothing was kept. Start again with only you in front of the camera.',
    de: 'Eine andere Person kam ins Bild, darum wurde nichts behalten. Fange noch einmal an, mit nur dir vor der Kamera.',
    zh: '有其他人进入了画面，因此没有保留任何内容。请在相机前只有你一人时重新开始。',
  },
  {
    en: 'A second face came into view, so nothing was kept. Start again with only you in front of the camera.',
    de: 'Ein zweites Gesicht kam ins Bild, darum wurde nichts behalten. Fange noch einmal an, mit nur dir vor der Kamera.',
    zh: '画面中出现了第二张脸，因此没有保留任何内容。请在相机前只有你一人时重新开始。',
  },
  {
    en: 'The camera was changed, so nothing was kept. Start again with this camera.',
    de: 'Die Kamera wurde gewechselt, darum wurde nichts behalten. Fange mit dieser Kamera noch einmal an.',
    zh: '相机已更换，因此没有保留任何内容。请用这台相机重新开始。',
  },
  {
    en: 'It shows nobody who looks at the camera, still and near enough, for a second.',
    de: 'Sie zeigt niemanden, der eine Sekunde lang ruhig und nah genug in die Kamera sieht.',
    zh: '其中没有人在足够近的距离静止地看着相机达一秒。',
  },
  {
    en: '{file} enrols nobody. {reason} Record somebody who looks at the camera and then turns the head round, twice.',
    de: '{file} registriert niemanden. {reason} Nimm jemanden auf, der in die Kamera sieht und dann den Kopf kreisen lässt, zweimal.',
    zh: '{file} 无法用于录入。{reason}请录制一个人先看着相机，再转动头部两圈的画面。',
  },
  {
    en: '{reason} Start again.',
    de: '{reason} Fange noch einmal an.',
    zh: '{reason}请重新开始。',
  },
  {
    en: 'A test needs the camera for itself, and it is not free or delivers no pictures now. Close what uses it, then start again.',
    de: 'Ein Test braucht die Kamera für sich, und sie ist nicht frei oder liefert gerade keine Bilder. Schließe, was sie verwendet, dann fange noch einmal an.',
    zh: '测试需要独占相机，而相机目前被占用或没有提供图像。请关闭正在使用它的程序，然后重新开始。',
  },
  {
    en: 'A test is about whoever opened the lock, and nobody has. Enrol, unlock, then start again.',
    de: 'Ein Test gilt der Person, die das Schloss geöffnet hat, und das war niemand. Registriere dich, entsperre, dann fange noch einmal an.',
    zh: '测试针对的是打开锁的人，但还没有人打开过。请录入、解锁，然后重新开始。',
  },
  {
    en: 'You enrolled with a real camera, and the virtual Kinect opens nothing of that. Choose your camera in Settings, then start again.',
    de: 'Du bist mit einer echten Kamera registriert, und die virtuelle Kinect öffnet davon nichts. Wähle deine Kamera in den Einstellungen, dann fange noch einmal an.',
    zh: '你是用真实相机录入的，虚拟 Kinect 无法解锁。请在“设置”中选择你的相机，然后重新开始。',
  },
  {
    en: 'Nobody stands before the virtual Kinect. Choose the person who enrolled in its panel, then start again.',
    de: 'Vor der virtuellen Kinect steht niemand. Wähle in ihrem Bedienfeld die registrierte Person, dann fange noch einmal an.',
    zh: '虚拟 Kinect 前没有人。请在其面板中选择已录入的人，然后重新开始。',
  },
  {
    en: 'There are no numbers: no test has come to its end.',
    de: 'Es gibt keine Zahlen: Noch kein Test ist zu Ende gegangen.',
    zh: '没有数据：还没有完成过测试。',
  },
  {
    en: '{problem} Nothing was kept of the enrolment.',
    de: '{problem} Von der Registrierung wurde nichts behalten.',
    zh: '{problem}没有保留任何录入内容。',
  },
  {
    en: 'What runs at lock and unlock could not be saved ({reason}), so nothing was changed.',
    de: 'Was beim Sperren und Entsperren läuft, konnte nicht gespeichert werden ({reason}), darum wurde nichts geändert.',
    zh: '无法保存锁定和解锁时运行的内容（{reason}），因此没有任何更改。',
  },
  {
    en: '“{file}” is not the full path of a program. Write it from the root on, such as /usr/bin/loginctl.',
    de: '„{file}“ ist nicht der ganze Pfad eines Programms. Schreibe ihn von der Wurzel an, etwa /usr/bin/loginctl.',
    zh: '“{file}”不是程序的完整路径。请从根目录写起，例如 /usr/bin/loginctl。',
  },
  {
    en: 'Scripts for the command prompt cannot be run without it. Choose a program (.exe).',
    de: 'Skripte für die Eingabeaufforderung laufen nicht ohne sie. Wähle ein Programm (.exe).',
    zh: '命令提示符脚本离开命令提示符无法运行。请选择程序（.exe）。',
  },
  {
    en: '“{file}” is no program.',
    de: '„{file}“ ist kein Programm.',
    zh: '“{file}”不是程序。',
  },
  {
    en: 'there is no such file',
    de: 'diese Datei gibt es nicht',
    zh: '没有这个文件',
  },
  {
    en: 'it may not be run ({reason})',
    de: 'es darf nicht ausgeführt werden ({reason})',
    zh: '没有运行权限（{reason}）',
  },
  {
    en: '“{file}” cannot be run: {reason}. Check the path.',
    de: '„{file}“ kann nicht ausgeführt werden: {reason}. Prüfe den Pfad.',
    zh: '无法运行“{file}”：{reason}。请检查路径。',
  },
  {
    en: '“{file}” could not be started: {reason}.',
    de: '„{file}“ konnte nicht gestartet werden: {reason}.',
    zh: '无法启动“{file}”：{reason}。',
  },
  {
    en: '“{file}” was ended ({signal}); it may take {seconds} seconds.',
    de: '„{file}“ wurde beendet ({signal}); erlaubt sind {seconds} Sekunden.',
    zh: '“{file}”已被终止（{signal}）；最多允许运行 {seconds} 秒。',
  },
  {
    en: '“{file}” ended with code {code}.',
    de: '„{file}“ endete mit Code {code}.',
    zh: '“{file}”以代码 {code} 结束。',
  },
  {
    en: 'no reason',
    de: 'kein Grund',
    zh: '无原因',
  },
  {
    en: 'Depthlock could not write down that somebody tries to open it, so it judges nobody. Make room on the disk, or make its folder writable, then try again.',
    de: 'Depthlock konnte nicht festhalten, dass jemand es öffnen will, darum beurteilt es niemanden. Schaff Platz auf dem Datenträger, oder mache seinen Ordner beschreibbar, dann versuche es noch einmal.',
    zh: 'Depthlock 无法记下有人尝试解锁，因此不作判断。请腾出磁盘空间，或使其文件夹可写入，然后重试。',
  },
  {
    en: 'That PIN is not right.',
    de: 'Diese PIN stimmt nicht.',
    zh: 'PIN 不正确。',
  },
  {
    en: 'a minute',
    de: 'eine Minute',
    zh: '一分钟',
  },
  {
    en: '{minutes} minutes',
    de: '{minutes} Minuten',
    zh: '{minutes} 分钟',
  },
  {
    en: 'Too many wrong PINs. Wait {time}, then try again.',
    de: 'Zu viele falsche PINs. Warte {time}, dann versuche es noch einmal.',
    zh: 'PIN 错误次数过多。请等待 {time}后重试。',
  },
  {
    en: 'Depthlock is locked. Unlock it first.',
    de: 'Depthlock ist gesperrt. Entsperr es erst.',
    zh: 'Depthlock 已锁定。请先解锁。',
  },
  {
    en: 'This needs your PIN once more: whoever finds Depthlock open must not be able to do it.',
    de: 'Dafür braucht es noch einmal deine PIN: Wer Depthlock offen vorfindet, darf das nicht können.',
    zh: '此操作需要再次输入你的 PIN：不能让碰巧看到 Depthlock 已解锁的人也能操作。',
  },
  {
    en: 'The camera cannot be changed while Depthlock is locked, because somebody is enrolled with a real one. Unlock it first.',
    de: 'Solange Depthlock gesperrt ist, lässt sich die Kamera nicht wechseln, weil jemand mit einer echten registriert ist. Entsperr es erst.',
    zh: '已有人用真实相机录入，因此 Depthlock 锁定时不能更换相机。请先解锁。',
  },
  {
    en: 'That is the PIN of a demo entry. It opens nothing any more, because somebody is enrolled with a real camera.',
    de: 'Das ist die PIN eines Demo-Eintrags. Sie öffnet nichts mehr, weil jemand mit einer echten Kamera registriert ist.',
    zh: '这是演示条目的 PIN。已有人用真实相机录入，因此它不能再解锁。',
  },
  {
    en: 'The camera engine is not running, so this cannot be done now. Choose “Try again” at the top, then repeat it.',
    de: 'Die Kamera-Engine läuft nicht, darum geht das jetzt nicht. Wähle oben „Noch einmal“, dann wiederhole es.',
    zh: '相机引擎没有运行，目前无法执行此操作。请点按顶部的“重试”，然后再来一次。',
  },
  {
    en: '{reason} Depthlock started it again.',
    de: '{reason} Depthlock hat sie neu gestartet.',
    zh: '{reason}Depthlock 已将其重新启动。',
  },
  {
    en: 'The camera engine ended by itself.',
    de: 'Die Kamera-Engine hat sich selbst beendet.',
    zh: '相机引擎自行结束了。',
  },
  {
    en: 'The camera engine met an error it could not handle.',
    de: 'Die Kamera-Engine stieß auf einen Fehler, den sie nicht beheben konnte.',
    zh: '相机引擎遇到了无法处理的错误。',
  },
  {
    en: 'The part that recognises faces stopped working.',
    de: 'Der Teil, der Gesichter erkennt, funktioniert nicht mehr.',
    zh: '识别面容的部分停止了工作。',
  },
  {
    en: 'The camera engine stopped without warning (code {code}).',
    de: 'Die Kamera-Engine blieb ohne Vorwarnung stehen (Code {code}).',
    zh: '相机引擎突然停止（代码 {code}）。',
  },
  {
    en: 'The camera engine stopped answering.',
    de: 'Die Kamera-Engine antwortet nicht mehr.',
    zh: '相机引擎不再响应。',
  },
  {
    en: 'Depthlock is getting ready.',
    de: 'Depthlock macht sich bereit.',
    zh: 'Depthlock 正在准备。',
  },
  {
    en: 'The graphics processor stopped, so pictures are drawn by the main processor now. Recognition is not affected; restart Depthlock if the picture stutters.',
    de: 'Der Grafikprozessor ist ausgefallen, darum zeichnet jetzt der Hauptprozessor die Bilder. Die Erkennung leidet nicht darunter; starte Depthlock neu, wenn das Bild ruckelt.',
    zh: '图形处理器已停止，现在由主处理器绘制图像。识别不受影响；如果画面卡顿，请重新启动 Depthlock。',
  },
  {
    en: 'This Depthlock cannot start with the computer: only an installed one can.',
    de: 'Dieses Depthlock kann nicht mit dem Computer starten: Das kann nur ein installiertes.',
    zh: '此 Depthlock 无法随电脑启动：只有已安装的版本可以。',
  },
  {
    en: 'Whether Depthlock starts when you log in cannot be changed: the file {file} cannot be written ({reason}).',
    de: 'Ob Depthlock bei der Anmeldung startet, lässt sich nicht ändern: Die Datei {file} kann nicht geschrieben werden ({reason}).',
    zh: '无法更改登录时是否启动 Depthlock：无法写入文件 {file}（{reason}）。',
  },
  {
    en: '{reason} It happened {times} times within a minute, so Depthlock stopped trying. {advice} Your PIN works meanwhile.',
    de: '{reason} Das geschah {times}-mal in einer Minute, darum versucht Depthlock es nicht weiter. {advice} Deine PIN geht inzwischen.',
    zh: '{reason}一分钟内发生了 {times} 次，因此 Depthlock 不再尝试。{advice}期间可以使用你的 PIN。',
  },
  {
    en: 'The recording that was playing may be damaged. Choose “Try again”, and play another one.',
    de: 'Die Aufnahme, die gerade lief, ist vielleicht beschädigt. Wähle „Noch einmal“, und spiel eine andere ab.',
    zh: '正在播放的录像可能已损坏。请点按“重试”，然后播放另一段。',
  },
  {
    en: 'Choose “Try again”. If that does not help, restart the computer, or install Depthlock again.',
    de: 'Wähle „Noch einmal“. Hilft das nicht, starte den Computer neu, oder installiere Depthlock neu.',
    zh: '请点按“重试”。如果无效，请重启电脑，或重新安装 Depthlock。',
  },
  {
    en: 'Unplug the {camera} and plug it in again, then choose “Try again”.',
    de: 'Ziehe den Stecker von {camera}, stecke ihn wieder ein, und wähle „Noch einmal“.',
    zh: '请拔下 {camera} 后重新插上，再点按“重试”。',
  },
  {
    en: 'The camera engine stopped, and what it had captured of your face is gone with it. Once the camera is back, start the enrolment again.',
    de: 'Die Kamera-Engine ist stehen geblieben, und was sie von deinem Gesicht erfasst hatte, ist mit ihr weg. Sobald die Kamera wieder da ist, beginne die Registrierung noch einmal.',
    zh: '相机引擎停止了，已采集的面容数据也随之丢失。相机恢复后，请重新开始录入。',
  },
  {
    en: 'The file with the licences is not there. It comes with every installed Depthlock, and lies in its sources as docs/notices.md.',
    de: 'Die Datei mit den Lizenzen ist nicht da. Sie gehört zu jedem installierten Depthlock und liegt im Quellcode als docs/notices.md.',
    zh: '许可证文件不存在。每个已安装的 Depthlock 都附带该文件，在源代码中位于 docs/notices.md。',
  },
  {
    en: 'There is no such folder yet, or this desktop has nothing that opens it: {folder}',
    de: 'Diesen Ordner gibt es noch nicht, oder dieser Desktop kann ihn nicht öffnen: {folder}',
    zh: '尚无此文件夹，或此桌面没有可打开它的程序：{folder}',
  },
  {
    en: 'This face looks like {name}’s, who is enrolled already. If it is {person}, add it to them as another look instead: Settings, People.',
    de: 'Dieses Gesicht sieht aus wie das von {name}, bereits registriert. Wenn es {person} ist, füge es dort als weiteres Aussehen hinzu: Einstellungen, Personen.',
    zh: '这张面容与已录入的 {name} 相似。如果就是 {person}，请改为添加为其另一种外貌：“设置”>“人员”。',
  },
];
