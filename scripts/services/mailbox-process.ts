// `node mailbox-process.ts SMTP_PORT WEB_PORT FOLDER`: the mailbox, as a process of its own.
import { MailDev } from 'maildev';

const [smtpPort, webPort, mailDirectory = ''] = process.argv.slice(2);
const host = '127.0.0.1'; // MailDev's own default is every interface
const mailbox = new MailDev({
  smtp: Number(smtpPort),
  web: Number(webPort),
  ip: host,
  webIp: host,
  silent: true,
  mailDirectory,
});
await mailbox.start();
process.on('SIGTERM', () => void mailbox.stop().finally(() => process.exit(0)));
