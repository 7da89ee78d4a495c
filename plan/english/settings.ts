/** Rules, rest days, channels, accounts, webhooks; faults of machines and networks. */
export const SETTINGS: Record<string, string> = {
  // rules
  全机构: 'all plans',
  全机构的规则: 'rules over all plans',
  '每个工作日从几点起发：时': 'each working day from: hour',
  '每个工作日从几点起发：分': 'each working day from: minute',
  每位联系人每月至多几封邮件: 'mails to a contact each month',
  '每位联系人每月至多几条短信（0 为不发）': 'text messages to a contact each month (0: none)',
  早上的消息在几分钟内错开发出: 'minutes over which the morning’s messages are spread',
  几个工作日内的提醒并入已要发出的邮件:
    'working days whose reminders join a mail that leaves anyway',
  专报至多列几项: 'duties on the weekly list',
  '{} 应为 {} 至 {} 的整数，现为 {}': '{1} should be a whole number from {2} to {3}; it is {4}',
  '{} 应为若干个天数，例如 [10,3,0]，现为 {}':
    '{1} should be some numbers of days, such as [10,3,0]; it is {2}',
  '{} 有重复的天数：{}': '{1} names a day twice: {2}',
  '{} 应为 {}，现为 {}': '{1} should be {2}; it is {3}',
  '{} 应为 true 或 false，现为 {}': '{1} should be true or false; it is {2}',
  '{} 应为一个对象，现为 {}': '{1} should be an object; it is {2}',
  '没有“{}”这一项': 'There is no “{1}”',
  '没有“{}”这一项；可用：{}': 'There is no “{1}”; these are: {2}',
  '{} 至少要有一级，现为 {}': '{1} needs a step at least; it is {2}',
  '{} 各级的天数应逐级增加，现为 {}': 'The days of {1} must grow from step to step; they are {2}',
  '{} 是全机构的规则，各方案合计执行；请用 duban policy office --set {}=… 设置':
    '{1} is a rule over all plans; set it with duban policy office --set {2}=…',
  '{} 由各方案自己设置；请用 duban policy 方案编号 --set {}=…':
    '{1} is set for each plan; use duban policy <plan> --set {2}=…',
  ' 或 ': ' or ',
  方案的规则由其协调员或督办领导调整:
    'A plan’s rules are for its coordinator or supervising leader',

  // rest days
  节假日: 'Rest days',
  节假日的表: 'Table of rest days',
  '{} 年的安排': 'Rest days of {1}',
  '年份 {} 不对': '{1} is no year that can be entered',
  '须写明依据的通知文号，例如 国办发明电〔2026〕1号':
    'Give the number of the notice, such as 国办发明电〔2026〕1号',
  '须写明依据的通知文号，例如 --source 国办发明电〔2026〕1号':
    'Give the number of the notice, such as 国办发明电〔2026〕1号',
  '“{}”不是存在的日期或时段，应写成 2027-01-01 或 2027-01-01..2027-01-03':
    '“{1}” is no day or span that exists; write 2027-01-01 or 2027-01-01..2027-01-03',
  '{} 不在 {} 年': '{1} is not in {2}',
  '{} 既列为休息又列为上班': '{1} stands as rest day and as working day',
  '{} 是{}，本来就上班，不用列为调休上班': '{1} is a {2} and a working day anyway: no make-up day',
  '{} 是周{}，本来就上班，不用列为调休上班':
    '{1} is a weekday ({2}) and a working day anyway: no make-up day',
  '休息日里没有{}（{}）': 'No {1} among the rest days ({2})',
  '只有 {} 个休息日，请核对是否列全': 'Only {1} rest days: are these all?',
  日期: 'date',
  '没有找到列“日期”和“类型”（休 或 班）': 'No columns 日期 and 类型 (休 or 班)',
  '第 {} 行 类型：应为 休 或 班，现为“{}”': 'Row {1}, kind: should be 休 or 班, it is “{2}”',

  // channels
  '{}群“{}”，{}': '{1} group “{2}”: {3}',
  还没有试发: 'not tried yet',
  '还没有试发，暂不发送': 'not tried yet, nothing is sent',
  '{}，暂不发送': '{1}, nothing is sent',
  '停发：{}': 'stopped: {1}',
  '可以发，尚未发过': 'ready, nothing sent yet',
  '正常，最近一次 {}': 'works, last post {1}',
  '还没有登记工作群：在群里添加机器人，登记它的 Webhook 地址':
    'No group is registered: add a robot to the group and register its webhook',
  'duban groups add（不用环境变量）': 'duban groups add (no environment variable)',
  '同时 {} 条，每分钟至多 {} 条': '{1} at once, at most {2} a minute',
  '服务器 {}，{}，发件人 {}': 'server {1}, {2}, from {3}',
  令牌登录: 'login by token',
  不登录: 'no login',
  '没有设置 DKIM 签名': 'no DKIM signature',
  'DKIM 签名 {}': 'DKIM signature {1}',
  '不收回信（没有 IMAP_URL）': 'answers are not read (no IMAP_URL)',
  '收信 {}': 'answers from {1}',
  '没有登记管理员（ADMIN_EMAIL）': 'no administrator (ADMIN_EMAIL)',
  '出错时告知 {} 位管理员': '{1} administrators hear of faults',
  '没有发信服务器：设置 SMTP_URL、MAIL_FROM': 'No mail server: set SMTP_URL and MAIL_FROM',
  '不收回信：设置 IMAP_URL，单位可以直接回复邮件办理':
    'Answers are not read: set IMAP_URL, so that units can act by answering',
  '邮件没有签名，容易进垃圾箱：设置 DKIM_…':
    'Mails are not signed and easily taken for spam: set DKIM_…',
  '出错时没有人知道：设置 ADMIN_EMAIL': 'Nobody hears of faults: set ADMIN_EMAIL',
  '没有短信服务商：设置 SMS_PROVIDER、SMS_SIGN 和服务商的密钥；没有邮箱的人现在收不到通知':
    'No provider of text messages: set SMS_PROVIDER, SMS_SIGN and its keys; people without mailbox get nothing now',
  '缺少模板编号：设置 {}': 'Template numbers are missing: set {1}',
  '回执靠查询，晚几分钟才知道送达没有：设置 SMS_CALLBACK_PATH':
    'Receipts are asked for and come some minutes late: set SMS_CALLBACK_PATH',
  '{}，签名【{}】': '{1}, signature 【{2}】',
  '没有模板编号：{}': 'no template number: {1}',
  '没有设置回调，回执靠查询': 'no callback, receipts are asked for',
  回执和回复由回调接收: 'receipts and answers come by callback',
  '没有设置 {}，这类短信不发，只发邮件': '{1} is not set: no such text messages, only mail',
  '没有设置 {}': '{1} is not set',
  '不是大陆手机号，短信发不出去': 'No mainland mobile: no text message is possible',
  '{}每分钟至多 {} 条': '{1}: at most {2} a minute',
  '全文 {} 个字，超过{}的限制': '{1} characters, more than {2} takes',
  '已经有一个同名的群“{}”，先停用（duban groups end）或换一个名称':
    'There is a group “{1}” already: end it, or choose another name',
  '在群机器人的设置里复制 Webhook 地址，以 https:// 开头':
    'copy the webhook from the robot’s settings; it begins with https://',
  '{}不是地址；{}': '{1} is no address; {2}',
  '{}看不出是哪个系统的群机器人，{}': '{1} does not tell whose robot it is; {2}',
  '{}不是{}的地址（应以 https://{} 开头）；':
    '{1} is no address of {2} (it should begin with https://{3});',
  '{}不是{}的地址（应以 https://{} 开头）；{}':
    '{1} is no address of {2} (it should begin with https://{3}); {4}',
  ' 或 https://': ' or https://',
  '单位专属部署的，请先把它的地址写进 CHAT_ORIGINS（见 .env.example）':
    'for a server of your own, name it in CHAT_ORIGINS first (see .env.example)',
  渠道由协调员和系统管理员查看试发: 'Channels are for coordinators and administrators',
  '渠道由协调员和系统管理员查看、试发': 'Channels are for coordinators and administrators',
  这里看不到渠道的设置: 'The settings of channels cannot be seen here',
  已发到群里: 'Posted to the group',
  试发的消息: 'Test message',
  '您没有登记可用的邮箱，不能试发给自己；请先在通讯录里补上':
    'No mailbox of yours works, so you cannot send to yourself: enter one in the address book',
  '您没有登记手机号码，不能试发给自己；请先在通讯录里补上':
    'No mobile of yours is registered, so you cannot send to yourself: enter one in the address book',
  请写明发到哪个群: 'Name the group',
  应为邮箱地址: 'should be a mailbox',
  应为大陆手机号: 'should be a mainland mobile',
  收件人: 'Receiver',
  '{}，现为“{}”': '{1}; it is “{2}”',
  '短信还没有设置（SMS_PROVIDER）': 'Text messages are not set up (SMS_PROVIDER)',
  '请核对 Webhook 地址、加签密钥、关键词和 IP 白名单':
    'check the webhook, its secret, keywords and the list of allowed addresses',
  '没有发出：{}；{}': 'Not sent: {1}; {2}',
  '对方答复 {}': 'It answered {1}',
  '没有送到：{}': 'Did not arrive: {1}',
  '对方答复 410，不再接收': 'It answered 410: it wants no more',
  对方连续五天没有接收: 'It has taken nothing for five days',
  这里不能试发: 'Nothing can be tried here',
  对方已接收: 'Taken',
  推送地址: 'Address',
  '应为 http:// 或 https:// 开头的地址':
    'should be an address that begins with http:// or https://',
  '地址里不要写用户名和密码，核对签名即可':
    'no user and password in the address: the signature proves who sends',
  '地址里不要有 # 后面的部分': 'nothing behind a # in the address',

  // faults of networks
  '对方的证书已经过期，请对方更新证书': 'Its certificate has expired: it must be renewed there',
  '对方的证书还没有生效，请核对本机的时间':
    'Its certificate is not valid yet: check this machine’s clock',
  '对方证书上的名称与地址不符，请按证书上的名称填写地址（邮件也可用 server-name=）':
    'Its certificate has another name: use the name of the certificate (for mail, server-name= too)',
  '对方的证书不被信任；单位自己的证书，邮件用 ca= 指明，其他用 NODE_EXTRA_CA_CERTS':
    'Its certificate is not trusted; for one of your own use ca= (mail) or NODE_EXTRA_CA_CERTS',
  '两边的加密方式不符，请核对端口和地址的开头（如 smtp 与 smtps、http 与 https）':
    'The two sides encrypt differently: check the port and how the address begins (smtp or smtps, http or https)',
  'DNS 没有答复，请检查本机的 DNS 设置和网络':
    'DNS does not answer: check its settings and the network',
  '找不到这个主机名，请核对地址和本机的 DNS 设置': 'No such host: check the address and DNS',
  '对方没有在这个端口接听，请核对地址和端口，并看对方的服务是否在运行':
    'Nobody listens on that port: check address and port, and that the other service runs',
  '网络到不了对方，请检查本机的网络、路由和防火墙':
    'Not reachable: check network, routes and firewall',
  '等不到答复，请检查地址、端口、网络和防火墙':
    'No answer in time: check address, port, network and firewall',
  '连接中途断开，请检查网络和防火墙，稍后再试':
    'The connection broke: check network and firewall, try again later',
  '这个端口已被占用，请换一个': 'The port is taken: use another',
  '网络请求没有成功，请检查地址和网络': 'The request failed: check address and network',

  // accounts
  '登录名“{}”已经有人使用，请换一个': 'The login name “{1}” is taken: choose another',
  '这位人员已有账号，登录名是“{}”': 'This person has an account; the login name is “{1}”',
  '这是最后一位系统管理员，不能{}；请先让另一位成为管理员':
    'This is the last administrator, so you cannot {1}: make somebody else one first',
  '这个账号已停用，请先恢复': 'This account is disabled: enable it first',
  截止日期已经过去: 'The last day is past',
  '至多用 {} 年，到期再换新的': 'At most {1} years; make a new one then',

  // templates of short messages
  '在服务商处申请模板“{}”，把编号填入 {}':
    'have the template “{1}” approved by the provider, and put its number into {2}',
  '模板 {}': 'template {1}',
  '模板 {}（{}）': 'template {1} ({2})',
  已审核通过: 'approved',
  '已审核通过，但有 {} 个变量，应为 {} 个': 'approved, but with {1} variables instead of {2}',
  '按“{}”重新申请': 'apply again with “{1}”',
  正在审核: 'under review',
  '等待服务商审核，此前只发邮件': 'wait for the provider’s review; only mail until then',
  '审核未通过：{}': 'not approved: {1}',
  '按审核意见修改后重新申请；在此之前只发邮件': 'mend it and apply again; only mail until then',
  '检查 SMS_KEY_ID、SMS_KEY_SECRET 和它的短信权限':
    'check SMS_KEY_ID, SMS_KEY_SECRET and what they may do',
  '查不到审核状态：{}': 'the state of review is not known: {1}',
  'PUBLIC_URL 是 {}：邮件里的链接只有本机能打开，手机打不开':
    'PUBLIC_URL is {1}: links in mails open on this machine alone, on no phone',
  'PUBLIC_URL 是 {}：邮件里的链接只有同一内网能打开，外网的手机打不开':
    'PUBLIC_URL is {1}: links in mails open in the same network alone, on no phone outside',
};
