/** Path of the rule: its number has to be below that of systemd's own rule for seats (73). */
const UDEV_RULE_FILE = '/etc/udev/rules.d/51-kinect.rules';

/**
 * Every USB device that is part of a Kinect: motor, sound and camera of the Kinect for Xbox 360 (02b0, 02ad, 02ae) and
 * of the first Kinect for Windows (02c2, 02be, 02bf), which Debian's rule leaves out; the Kinect v2 (02c4, 02d8, 02d9).
 */
const PRODUCT_IDS = [
  ...['02b0', '02ad', '02ae'],
  ...['02c2', '02be', '02bf'],
  ...['02c4', '02d8', '02d9'],
];

/** Permits whoever sits at the computer to use a Kinect. */
export const UDEV_RULE = PRODUCT_IDS.map(
  (id) =>
    `SUBSYSTEM=="usb", ATTR{idVendor}=="045e", ATTR{idProduct}=="${id}", MODE="0660", TAG+="uaccess"`,
).join('\n');

/** What to do with the rule. */
export const UDEV_HELP = `Put these lines into ${UDEV_RULE_FILE}, run “sudo udevadm control --reload-rules”, then unplug the Kinect and plug it in again.`;
