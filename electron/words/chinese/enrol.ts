export const enrol = {
  steps: {
    label: '步骤',
    camera: '相机',
    head: '转动头部',
    pin: '姓名和 PIN',
    done: '，已完成',
  },
  ring: '已采集的方向',
  progress: {
    first: '第一圈 · {percent}%',
    second: '第二圈 · {percent}%',
  },
  keepTurning: '请缓慢转动头部，画完一圈。',
  slow: {
    camera: '请非常缓慢地转动头部：相机传来的画面较少。',
    computer: '请非常缓慢地转动头部：这台电脑正忙。',
    unsteady: '请非常缓慢地转动头部：画面时断时续。',
  },
  cannotTurn: '无法转动头部？',
  still: {
    hint: '请看着相机，保持片刻。',
    progress: '不转动头部 · {percent}%',
    undo: '我可以转动头部',
  },
  knownLook: 'Depthlock 已有这种外貌。请戴上或摘下眼镜，或换个光线再试。',
  discard: {
    question: '要舍弃已采集的内容吗？',
    consequence: '那样就没有人录入，头部需要重新转一圈。',
    confirm: '舍弃',
  },
  between: {
    title: '第一圈已完成。',
    text: '再来一圈，让 Depthlock 更好地认识你。',
  },
  finished: {
    title: '录入完成。',
    text: '锁定后看一眼相机，就这么简单。',
    tryIt: '锁定并试一试',
    later: '以后再说',
  },
  stopped: {
    title: '录入已中止',
    again: '重新开始',
    notNow: '暂不',
  },
  announced: {
    first: '第一圈。',
    second: '第二圈。',
    between: '第一圈已完成。请按“继续”开始第二圈。',
    naming: '已采集你的面容。请设置姓名和 PIN。',
    done: '录入完成。',
  },
  naming: {
    title: '就快好了。',
    text: '请填写姓名，并设置 PIN，以备相机看不到你时使用。',
    name: '姓名',
    pin: 'PIN',
    somebodyElse: '这是另一个人：存储',
  },
  look: {
    again: '欢迎回来',
    another: '另一种外貌',
    replaces: '这将替换 {name} 之前的录入。PIN 保持不变。',
    adds: '以后这个样子的 {name} 也能被识别。请为它取个名称。',
    name: '外貌名称',
    example: '戴眼镜',
  },
  tried: {
    title: '成功：{time}',
    text: '这就是识别你面容所用的时间。从现在起，看一眼即可解锁；相机看不到你时，用 PIN 解锁。',
  },
} as const;
