export const lock = {
  nothingEnrolled: {
    title: '还没有人录入',
    detail: '录入面容后即可使用锁定功能。',
  },
  locked: '已锁定',
  looking: '正在识别…',
  hello: '{name}，你好',
  notRecognised: '无法识别',
  refusals: {
    stranger: '请正对相机，再试一次。',
    undecided: 'Depthlock 无法确定。请靠近一点，到光线均匀的地方，正对相机。',
    'not-turned': '头部没有按要求转动。请慢慢地再试一次。',
    'eyes-not-seen': '没有看到你睁开的眼睛。请靠近一点，到光线均匀的地方，看向相机。',
  },
  picture: {
    title: '看起来像一张照片',
    detail: 'Depthlock 只为真实的面容解锁。如果是你本人，请露出整张脸并正对相机。',
  },
  triesLeft:
    '{count, plural, =0 {下次将需要输入 PIN。} =1 {还可以试一次。} other {还可以试 # 次。}}',
  tooMany: {
    tries: '尝试次数过多',
    pictures: '照片次数过多',
    detail: '请用 PIN 解锁。',
  },
  pinNeeded: {
    start: {
      title: '请先输入 PIN',
      detail: '启动后首次只能用 PIN 解锁，之后就可以用面容。',
    },
    unused: {
      title: '已有两天未解锁',
      detail: '这次请用 PIN，之后面容可再次解锁。',
    },
    'old-pin': {
      title: '请再输入一次 PIN',
      detail: '你将近一周没有用过 PIN。输入后面容可再次解锁。',
    },
  },
  noCamera: '没有相机',
  retryIn: '{time} 后可以重试',
  usePin: '使用 PIN',
  usePassphrase: '使用密码短语',
  useRecoveryCode: '使用恢复码',
  open: '打开',
  back: '返回',
  pad: {
    label: 'PIN 键盘：输入数字后按回车键',
    title: '输入 PIN',
    backToFace: '返回面容识别',
    erase: '删除最后一位',
    typed: '{count, plural, other {已输入 # 位}}',
  },
  passphrase: {
    title: '输入密码短语',
    label: '密码短语',
  },
  recovery: {
    enter: '共八组，每组四个字母和数字，如你所记。',
    codeIsRight: '恢复码正确。现在请设置新的 PIN。',
    newPin: '新 PIN',
    whosePin: '谁的 PIN',
    setAndOpen: '设置并打开',
  },
  closed: {
    'pin-needed': '请输入 PIN',
    'key-lost': '找不到密钥',
    unanchored: '这是你的面容数据吗？',
    missing: '存储的面容不见了',
    damaged: '存储的面容已损坏',
    foreign: '这不是你存储的面容',
    older: '这是旧的面容数据',
    'newer-version': '由更新版本的 Depthlock 存储',
    unreadable: '无法读取存储的面容',
  },
  openPrevious: '打开上次更改之前的副本',
  startOver: {
    ask: '重新开始…',
    title: '要重新开始吗？',
    consequence:
      '剩余的面容和 PIN 将被永久抹掉，之后没有任何人录入。录制会在其文件夹中另行保存。如果确定，请输入“{typed}”。',
    type: '输入 {typed}',
    keep: '保留',
    now: '重新开始',
  },
} as const;
