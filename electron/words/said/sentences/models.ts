/** Models, the encoder and its engines, and the thread they run on. */
import type { Said } from '../said.ts';

export const MODELS: readonly Said[] = [
  {
    en: 'The model "eyes" holds no weights that this version of Depthlock understands, so open eyes cannot be told from closed ones. Reinstall Depthlock, or run `git checkout assets/models`.',
    de: 'Das Modell „eyes“ enthält keine Gewichte, die diese Version von Depthlock versteht; offene Augen lassen sich nicht von geschlossenen unterscheiden. Installiere Depthlock neu, oder führe „git checkout assets/models“ aus.',
    zh: '模型“eyes”不含此版本 Depthlock 能理解的权重，因此无法分辨眼睛是睁是闭。请重新安装 Depthlock，或运行 `git checkout assets/models`。',
  },
  {
    en: 'Reinstall Depthlock, or restore the folder assets/models.',
    de: 'Installiere Depthlock neu, oder stelle den Ordner assets/models wieder her.',
    zh: '请重新安装 Depthlock，或恢复 assets/models 文件夹。',
  },
  {
    en: '{fault} It says how sure Depthlock must be, so nobody is recognised without it. {remedy}',
    de: '{fault} Sie legt fest, wie sicher Depthlock sein muss; ohne sie wird niemand erkannt. {remedy}',
    zh: '{fault}它规定了 Depthlock 需要多大把握，缺少它就无法识别任何人。{remedy}',
  },
  {
    en: 'so nobody can be recognised. {remedy}',
    de: 'darum kann niemand erkannt werden. {remedy}',
    zh: '因此无法识别任何人。{remedy}',
  },
  {
    en: "The encoder's card ({file}) is missing, {remedy}",
    de: 'Die Karte des Encoders ({file}) fehlt, {remedy}',
    zh: '缺少编码器的说明卡（{file}），{remedy}',
  },
  {
    en: '{reason} It holds the thresholds, and is not used, {remedy}',
    de: '{reason} Sie enthält die Schwellen und wird nicht verwendet, {remedy}',
    zh: '{reason}其中有阈值，未予采用，{remedy}',
  },
  {
    en: "The encoder's card ({file}) is damaged, {remedy}",
    de: 'Die Karte des Encoders ({file}) ist beschädigt, {remedy}',
    zh: '编码器的说明卡（{file}）已损坏，{remedy}',
  },
  {
    en: 'TensorFlow ({package}) cannot be loaded: {reason} So nobody can be recognised with the engine tfjs-node. Choose the engine onnxruntime, which gives the same answers, or unpack libtensorflow 2.9.1 into node_modules/@tensorflow/tfjs-node/deps and run `npm rebuild @tensorflow/tfjs-node --ignore-scripts=false`.',
    de: 'TensorFlow ({package}) kann nicht geladen werden: {reason} Mit der Engine tfjs-node kann also niemand erkannt werden. Wähle die Engine onnxruntime, die dieselben Antworten gibt, oder entpacke libtensorflow 2.9.1 nach node_modules/@tensorflow/tfjs-node/deps und führe „npm rebuild @tensorflow/tfjs-node --ignore-scripts=false“ aus.',
    zh: '无法加载 TensorFlow（{package}）：{reason}因此无法用 tfjs-node 引擎识别任何人。请选择结果相同的 onnxruntime 引擎，或将 libtensorflow 2.9.1 解压到 node_modules/@tensorflow/tfjs-node/deps，并运行 `npm rebuild @tensorflow/tfjs-node --ignore-scripts=false`。',
  },
  {
    en: 'no reason given',
    de: 'kein Grund genannt',
    zh: '未说明原因',
  },
  {
    en: 'TensorFlow.js cannot run the encoder "{encoder}". {reason} So nobody can be recognised with the engine tfjs-node. Choose the engine onnxruntime.',
    de: 'TensorFlow.js kann den Encoder „{encoder}“ nicht ausführen. {reason} Mit der Engine tfjs-node kann also niemand erkannt werden. Wähle die Engine onnxruntime.',
    zh: 'TensorFlow.js 无法运行编码器“{encoder}”。{reason}因此无法用 tfjs-node 引擎识别任何人。请选择 onnxruntime 引擎。',
  },
  {
    en: 'There is no encoder called “{name}” in {folder}. Choose one of: {known}.',
    de: 'In {folder} gibt es keinen Encoder namens „{name}“. Wähle einen von diesen: {known}.',
    zh: '{folder} 中没有名为“{name}”的编码器。请从中选择：{known}。',
  },
  {
    en: '{name} (the default)',
    de: '{name} (Standard)',
    zh: '{name}（默认）',
  },
  {
    en: 'so no face can be measured. Reinstall Depthlock, or restore the folder assets/models.',
    de: 'darum kann kein Gesicht gemessen werden. Installiere Depthlock neu, oder stelle den Ordner assets/models wieder her.',
    zh: '因此无法测量面容。请重新安装 Depthlock，或恢复 assets/models 文件夹。',
  },
  {
    en: 'The reference head ({file}) is missing, {remedy}',
    de: 'Der Referenzkopf ({file}) fehlt, {remedy}',
    zh: '缺少参考头部（{file}），{remedy}',
  },
  {
    en: '{reason} It is not used, {remedy}',
    de: '{reason} Sie wird nicht verwendet, {remedy}',
    zh: '{reason}未予采用，{remedy}',
  },
  {
    en: 'The reference head (mean-head.json) is damaged, {remedy}',
    de: 'Der Referenzkopf (mean-head.json) ist beschädigt, {remedy}',
    zh: '参考头部（mean-head.json）已损坏，{remedy}',
  },
  {
    en: 'The model "face-relief" holds no weights that this version of Depthlock understands, so faces cannot be told from pictures. Reinstall Depthlock, or run `git checkout assets/models`.',
    de: 'Das Modell „face-relief“ enthält keine Gewichte, die diese Version von Depthlock versteht; Gesichter lassen sich nicht von Bildern unterscheiden. Installiere Depthlock neu, oder führe „git checkout assets/models“ aus.',
    zh: '模型“face-relief”不含此版本 Depthlock 能理解的权重，因此无法区分真人面容与图片。请重新安装 Depthlock，或运行 `git checkout assets/models`。',
  },
  {
    en: 'The model "head-shape" holds no weights that this version of Depthlock understands, so the shape of heads cannot be told apart. Reinstall Depthlock, or run `git checkout assets/models`.',
    de: 'Das Modell „head-shape“ enthält keine Gewichte, die diese Version von Depthlock versteht; Kopfformen lassen sich nicht unterscheiden. Installiere Depthlock neu, oder führe „git checkout assets/models“ aus.',
    zh: '模型“head-shape”不含此版本 Depthlock 能理解的权重，因此无法区分头部形状。请重新安装 Depthlock，或运行 `git checkout assets/models`。',
  },
  {
    en: 'Reinstall Depthlock, or run `git checkout assets/models`.',
    de: 'Installiere Depthlock neu, oder führe „git checkout assets/models“ aus.',
    zh: '请重新安装 Depthlock，或运行 `git checkout assets/models`。',
  },
  {
    en: 'A model of your own is listed and repaired by `npx tsx training/ship/renew-models.ts`.',
    de: 'Ein eigenes Modell wird mit „npx tsx training/ship/renew-models.ts“ eingetragen und repariert.',
    zh: '你自己的模型可用 `npx tsx training/ship/renew-models.ts` 登记和修复。',
  },
  {
    en: 'The model "{name}" is not there for TensorFlow.js.',
    de: 'Das Modell „{name}“ gibt es nicht für TensorFlow.js.',
    zh: '没有适用于 TensorFlow.js 的模型“{name}”。',
  },
  {
    en: 'The list of models {file} is missing.',
    de: 'Die Liste der Modelle {file} fehlt.',
    zh: '缺少模型列表 {file}。',
  },
  {
    en: 'The list of models {file} is damaged.',
    de: 'Die Liste der Modelle {file} ist beschädigt.',
    zh: '模型列表 {file} 已损坏。',
  },
  {
    en: '{file} does not name the model "{name}".',
    de: '{file} nennt das Modell „{name}“ nicht.',
    zh: '{file} 中没有列出模型“{name}”。',
  },
  {
    en: 'The model "{name}" is missing: {file} cannot be read.',
    de: 'Das Modell „{name}“ fehlt: {file} kann nicht gelesen werden.',
    zh: '缺少模型“{name}”：无法读取 {file}。',
  },
  {
    en: 'The model "{name}" is not the one that models.json names: {file} is damaged, or was replaced (its SHA-256 begins with {found}, not with {listed}).',
    de: 'Das Modell „{name}“ ist nicht das, das models.json nennt: {file} ist beschädigt oder wurde ersetzt (ihr SHA-256 beginnt mit {found}, nicht mit {listed}).',
    zh: '模型“{name}”与 models.json 所列的不同：{file} 已损坏或被替换（其 SHA-256 以 {found} 开头，而不是 {listed}）。',
  },
  {
    en: '1 number',
    de: '1 Zahl',
    zh: '1 个数',
  },
  {
    en: '{numbers} numbers',
    de: '{numbers} Zahlen',
    zh: '{numbers} 个数',
  },
  {
    en: 'The model "{name}" is broken: {numbers} among its weights are no finite numbers, so whatever it says is worthless.',
    de: 'Das Modell „{name}“ ist kaputt: {numbers} unter seinen Gewichten sind nicht endlich, darum ist wertlos, was es sagt.',
    zh: '模型“{name}”已损坏：其权重中有 {numbers}不是有限数，因此结果毫无意义。',
  },
  {
    en: 'The model "{name}" would be slow: {numbers} among its weights are so small (denormal) that processors of Intel compute them 10 to 20 times slower.',
    de: 'Das Modell „{name}“ wäre langsam: {numbers} unter seinen Gewichten sind so klein (denormal), dass Intel-Prozessoren sie 10- bis 20-mal langsamer rechnen.',
    zh: '模型“{name}”会很慢：其权重中有 {numbers}过小（非规格化数），Intel 处理器计算它们要慢 10 到 20 倍。',
  },
  {
    en: 'The model "{name}" cannot be loaded ({reason}).',
    de: 'Das Modell „{name}“ kann nicht geladen werden ({reason}).',
    zh: '无法加载模型“{name}”（{reason}）。',
  },
  {
    en: 'onnxruntime for {system} on {processor} has no provider “{provider}”, so nothing was computed. Leave it away to compute on the processor; CUDA is for Linux, DirectML (dml) for Windows, Core ML (coreml) for macOS.',
    de: 'onnxruntime für {system} auf {processor} hat keinen Provider „{provider}“; es wurde also nichts berechnet. Lass ihn weg, um auf dem Prozessor zu rechnen; CUDA gibt es für Linux, DirectML (dml) für Windows, Core ML (coreml) für macOS.',
    zh: '{processor} 上 {system} 版的 onnxruntime 没有“{provider}”执行提供程序，因此未进行任何计算。去掉该选项即可用处理器计算；CUDA 适用于 Linux，DirectML（dml）适用于 Windows，Core ML（coreml）适用于 macOS。',
  },
  {
    en: '{start} ({reason}). Nothing was computed. {remedy}',
    de: '{start} ({reason}). Es wurde nichts berechnet. {remedy}',
    zh: '{start}（{reason}）。未进行任何计算。{remedy}',
  },
  {
    en: 'The encoder cannot run on CUDA',
    de: 'Der Encoder kann nicht auf CUDA laufen',
    zh: '编码器无法在 CUDA 上运行',
  },
  {
    en: 'The encoder cannot run on DirectML',
    de: 'Der Encoder kann nicht auf DirectML laufen',
    zh: '编码器无法在 DirectML 上运行',
  },
  {
    en: 'The encoder cannot run on Core ML',
    de: 'Der Encoder kann nicht auf Core ML laufen',
    zh: '编码器无法在 Core ML 上运行',
  },
  {
    en: 'It needs an NVIDIA card, CUDA 12 with cuDNN 9, and onnxruntime’s CUDA libraries, which Depthlock does not bring (docs/scale.md). Leave the provider away to compute on the processor.',
    de: 'Dazu braucht es eine NVIDIA-Karte, CUDA 12 mit cuDNN 9 und die CUDA-Bibliotheken von onnxruntime, die Depthlock nicht mitbringt (docs/scale.md). Lass den Provider weg, um auf dem Prozessor zu rechnen.',
    zh: '这需要 NVIDIA 显卡、CUDA 12 与 cuDNN 9，以及 Depthlock 未附带的 onnxruntime CUDA 库（docs/scale.md）。去掉该选项即可用处理器计算。',
  },
  {
    en: 'It needs a graphics card with DirectX 12 and its driver. Leave the provider away to compute on the processor.',
    de: 'Dazu braucht es eine Grafikkarte mit DirectX 12 und ihren Treiber. Lass den Provider weg, um auf dem Prozessor zu rechnen.',
    zh: '这需要支持 DirectX 12 的显卡及其驱动程序。去掉该选项即可用处理器计算。',
  },
  {
    en: 'Leave the provider away to compute on the processor.',
    de: 'Lass den Provider weg, um auf dem Prozessor zu rechnen.',
    zh: '去掉该选项即可用处理器计算。',
  },
  {
    en: '{problem} Faces cannot be recognised without it. {remedy}',
    de: '{problem} Ohne es können Gesichter nicht erkannt werden. {remedy}',
    zh: '{problem}缺少它就无法识别面容。{remedy}',
  },
  {
    en: 'It is not used, so faces cannot be recognised.',
    de: 'Es wird nicht verwendet, darum können Gesichter nicht erkannt werden.',
    zh: '未予采用，因此无法识别面容。',
  },
  {
    en: 'Face recognition could not start ({detail}). Install Depthlock again; if that does not help, restart the computer.',
    de: 'Die Gesichtserkennung konnte nicht starten ({detail}). Installiere Depthlock neu; hilft das nicht, starte den Computer neu.',
    zh: '面容识别无法启动（{detail}）。请重新安装 Depthlock；如果无效，请重启电脑。',
  },
  {
    en: 'exit code {code}',
    de: 'Exit-Code {code}',
    zh: '退出代码 {code}',
  },
  {
    en: 'no message',
    de: 'keine Meldung',
    zh: '无消息',
  },
];
