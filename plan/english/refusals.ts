/** Why something cannot be done, in general and with a duty. */
export const REFUSALS: Record<string, string> = {
  // of any request
  请登录: 'Please log in',
  请先设置密码: 'Set a password first',
  没有找到: 'Not found',
  现在不能办理: 'Not possible now',
  没有权限: 'Not allowed',
  内容需要改正: 'Some entries need mending',
  链接已失效: 'The link has expired',
  还没有确认: 'Not confirmed yet',
  请求有误: 'Malformed request',
  '请求的格式不对，服务器读不懂': 'The server cannot read this request',
  没有权限这样做: 'You may not do this',
  '没有这个地址，请核对': 'There is no such address; please check it',
  不支持: 'Not supported',
  这个地址不支持这种操作: 'This address does not take that method',
  不能按要求的格式答复: 'The answer cannot be given in the form asked for',
  内容太大: 'Too large',
  '内容超过了允许的大小，请压缩或分几次':
    'Larger than is allowed: make it smaller, or send it in parts',
  格式不对: 'Wrong format',
  '这里要 JSON（content-type: application/json）':
    'JSON is needed here (content-type: application/json)',
  请求太频繁: 'Too many requests',
  '请求太频繁，请一分钟后再试': 'Too many requests: try again in a minute',
  系统暂时不能办理: 'The system cannot do this now',
  '系统暂时不能办理，请稍后再试': 'The system cannot do this now; try again later',
  '系统暂时不能办理，请稍后再试；仍不行的，请告诉管理员':
    'The system cannot do this now. Try again later; if it still fails, tell an administrator',
  '系统正忙，您的办理还没有得到确认；请稍后刷新查看，没有记上的可以再提交一次，不会重复':
    'The system is busy and has not confirmed your act. Look again shortly; if it was not recorded, send it once more: nothing is done twice',
  '系统刚从备份恢复，这次办理没有记上；请刷新查看后再提交一次':
    'The system was just restored from a backup and your act was not recorded. Look again, then send it once more',
  '该事项的流程没有在运行，这次办理没有记上；系统每小时自动恢复，请稍后再提交，急办请管理员运行 duban reconcile':
    'This duty’s workflow is not running and your act was not recorded. It is mended every hour; if it is urgent, ask an administrator to run duban reconcile',
  '请先设置自己的密码，再使用其他功能': 'Set a password of your own before you go on',
  '没有找到{}：{}': 'Not found: {1} {2}',
  '{}有 {} 处需要改正，未作任何修改：\n{}': '{1}: {2} to mend, and nothing was changed:\n{3}',
  '{} 有 {} 处需要改正，未作任何修改：\n{}': '{1}: {2} to mend, and nothing was changed:\n{3}',
  这个链接已过有效期: 'This link has expired',
  这个链接已停用: 'This link was revoked',

  // logging in
  '还没有登录，或者登录已经过期，请重新登录':
    'You are not logged in, or no longer: please log in again',
  只有系统管理员能这样做: 'Only administrators may do this',
  '接口密钥不对、已过期或已停用，请管理员重新发一个':
    'The key is wrong, expired or disabled: ask an administrator for a new one',
  '这里只能登录后使用，不能用接口密钥': 'Keys do not open this: log in',
  '接口密钥没有“{}”的权限': 'The key does not open “{1}”',
  '这个请求不是从督办系统的页面发出的，没有办理':
    'This request did not come from a page of Duban, so nothing was done',
  '上传文件的请求应带有 x-duban: 1，没有办理':
    'A request with files needs the header x-duban: 1, so nothing was done',
  '登录名或密码不对。连续输错 5 次，这个登录名会锁定 15 分钟，再错加倍，锁定时密码对了也不能登录；忘记密码的，请管理员重置':
    'Wrong login name or password. After five wrong ones in a row the name is locked for 15 minutes, then for twice as long each time, even for the right password. If you have forgotten it, ask an administrator to reset it',
  '登录链接已经用过、过期或停用，请管理员重新发一个':
    'The login link was used, has expired or was disabled: ask an administrator for a new one',
  原密码不对: 'The old password is wrong',
  '原密码连续输错，账号暂时锁定，请稍后再试':
    'The old password was wrong too often and the account is locked for a while: try again later',
  接口密钥不能改密码: 'A key cannot change a password',
  密码: 'Password',
  登录: 'Login',
  '密码至少 {} 个字符，可以用一句自己记得住的话':
    'A password has at least {1} characters; a sentence that you remember will do',
  '密码至多 {} 个字符': 'A password has at most {1} characters',
  密码不能就是登录名: 'The password must not be the login name',
  '这个密码太常见，容易被猜到，请换一个': 'This password is too common to be safe: choose another',
  '登录名应为 2 至 50 个字母、数字或汉字，中间可以有 . _ - @':
    'A login name has 2 to 50 letters or figures, with . _ - @ between them',

  // fields
  没有填: 'missing',
  '应为{}': 'should be {1}',
  '应为 {} 之一': 'should be one of {1}',
  '{} 之一': 'one of {1}',
  '至少 {}': 'at least {1}',
  '至少 {} 个字符': 'at least {1} characters',
  '至少 {} 项': 'at least {1}',
  '不能小于 {}': 'no less than {1}',
  '至多 {}': 'at most {1}',
  '至多 {} 个字符': 'at most {1} characters',
  '至多 {} 项': 'at most {1}',
  '不能大于 {}': 'no more than {1}',
  '不认识 {}': 'unknown: {1}',
  '应为存在的日期，写成 YYYY-MM-DD': 'should be a day that exists, written YYYY-MM-DD',
  个字符: 'characters',
  项: 'items',
  文字: 'text',
  数字: 'a number',
  整数: 'a whole number',
  '是或否（true、false）': 'true or false',
  列表: 'a list',
  一组内容: 'an object',
  请写明: 'Please say',
  请写明理由: 'Give a reason',
  '请写明理由，例如 属于号召，无法核验': 'Give a reason, for instance: a call, nothing to verify',
  '应为 8 至 100 个字母、数字或 . _ : -': 'should be 8 to 100 letters, figures or . _ : -',
  '应写成 YYYY-MM': 'should be written YYYY-MM',
  '“{}”不是存在的日期，应写成 YYYY-MM-DD': '“{1}” is not a day that exists; write YYYY-MM-DD',
  '日期 {} 已经过去': 'The day {1} is past',
  '日期 {} 太晚，不能晚于 {}': 'The day {1} is too late, {2} is the last',
  文件: 'File',
  附件: 'Attachment',
  表单: 'Form',
  请求: 'Request',
  账号: 'Account',
  人员: 'Person',
  事项: 'Duty',
  方案: 'Plan',
  任务: 'Task',
  句子: 'Sentence',
  通知: 'Notice',
  消息: 'Message',
  推送: 'Webhook',
  群: 'Group',
  接口密钥: 'Key',

  // files
  '请用 multipart/form-data 上传': 'Send it as multipart/form-data',
  没有选择文件: 'No file was chosen',
  '文件超过 5 MB，请核对是不是选错了': 'The file is larger than 5 MB: is it the right one?',
  '一次最多附 {} 个文件，“{}”没有收下': 'At most {1} files at once: “{2}” was not taken',
  '“{}”是空文件，请重新选择': '“{1}” is empty: choose it again',
  '“{}”超过 {} MB，请压缩后再传': '“{1}” is larger than {2} MB: make it smaller first',
  '附件 {} 没有上传，或已经用过': 'Attachment {1} was not sent, or was used already',
  '“{}”是程序，不能作为佐证（快捷方式、磁盘映像等打开就会运行的也算）；请传文档、照片、PDF、音频或视频，软件界面请截图':
    '“{1}” is a program and no evidence. Send a document, photograph, PDF, sound or film; of a screen, a picture',
  '“{}”是带脚本的网页，打开时会运行程序，不能收；请打印成 PDF 或截图再传':
    '“{1}” is a web page with scripts, which would run: print it as a PDF or send a picture of it',

  // who may do what
  '{}只能由单位自己办理': '“{1}” is for the unit alone',
  '{}只能由单位自己办理（办公室可代填）':
    '“{1}” is for the unit alone (the office may enter it for the unit)',
  '只能由单位自己办理（办公室可代填）':
    'is for the unit alone (the office may enter it for the unit)',
  '{}由责任单位自己办理': '“{1}” is for the responsible unit alone',
  '{}须由督办该事项的{}办理': '“{1}” is for the {2} of this duty',
  '须由督办该事项的{}办理': 'is for the {1} of this duty',
  '{}，{}不是': '{1}; {2} is not',
  您: 'you',
  任何方案: 'any plan',
  '方案 {} ': 'plan {1}',
  '方案 {}': 'plan {1}',
  或: 'or',
  '{}或{}': '{1} or {2}',
  '{}不是{}的{}，不能{}': '{1} is not {3} of {2}, so this is not possible: {4}',
  '{}不是方案 {} 的协调员，不能{}':
    '{1} is not a coordinator of plan {2}, so this is not possible: {3}',
  处理专报: 'deal with the weekly list',
  '有几位同名人员（{}），请用编号或邮箱指明':
    'Several people have this name ({1}): name the number or mailbox',
  '该事项不由本单位办理，不能{}': 'Not your unit’s duty, so this is not possible: {1}',
  '该事项没有可以{}的单位': 'This duty has no unit for: {1}',
  '请写明是哪个单位（命令行用 --to）：{}': 'Say which unit (--to on the command line): {1}',
  '该事项不由您的单位办理，不能{}；协调员代填须写明 behalf':
    'Not your unit’s duty, so this is not possible: {1}. A coordinator who enters it for the unit gives “behalf”',
  只有方案的牵头办公室可以查看: 'For the plan’s own office alone',
  '您不是该方案牵头单位的协调员，只能查看，不能审改':
    'You are not a coordinator of the plan’s office: you may look, and change nothing',
  这件事由该方案的牵头办公室办理: 'This is for the plan’s own office',
  '{}由协调员、督办领导或系统管理员办理':
    '{1}: for coordinators, supervising leaders and administrators',
  由协调员和系统管理员办理: 'For coordinators and administrators',
  '现在不能由您{}': 'You may not do this now: {1}',
  该事项没有督办单位: 'No office supervises this duty',

  // what a duty does not allow
  '该事项在督办开始前到期，或者报的是此前的情况，只列出，不在这里办理':
    'Due before supervision began, or of the time before: it is listed only, nothing is done with it here',
  '督办开始前已到期，只列出，不办理': 'Due before supervision began: listed only',
  '该事项{}，不能{}': 'State of the duty: {1}. Not possible now: {2}',
  '该事项{}，不需重新启动': 'State of the duty: {1}. It need not be reopened',
  '该事项{}，不再上报': 'State of the duty: {1}. It no longer goes up',
  '方案已暂停，恢复后再{}': 'The plan is paused. After it is resumed: {1}',
  '方案已经结束，不能重新启动其中的事项': 'The plan has ended: nothing of it can be reopened',
  '已过告知的预计完成时间，请申请延期':
    'The day on which you expected to be done is past: ask for an extension',
  '该事项刚刚结束，请稍后再重新启动': 'The duty has just ended: reopen it a little later',
  '{}须写明到哪一天': '{1}: say until which day',
  '{}须写明是哪一天': '{1}: say on which day',
  '{}须写明数字': '{1}: give a number',
  '{}须写明单位': '{1}: name a unit',
  '填报的数字不能为 0': 'The number must not be 0',
  期初数不能是负数: 'The opening number must not be negative',
  '已经提出退回，请等候办公室答复': 'It was declined already: wait for the office’s answer',
  单位没有提出退回: 'The unit has not declined it',
  该事项已经暂停: 'The duty is paused already',
  该事项没有暂停: 'The duty is not paused',
  '该事项已暂停，恢复后再{}': 'The duty is paused. After it is resumed: {1}',
  该事项的时限不取决于其他事项: 'The due date of this duty does not depend on an event',
  '该事项没有数量要求，不需填期初数': 'Nothing is counted here, so there is no opening number',
  '还有 {} 份纸质件没有收件登记，不能销号':
    '{1} papers are not recorded as received: it cannot be closed',
  没有待收的纸质件: 'No paper is awaited',
  '该事项已暂停，恢复时时限自动顺延，不需申请延期':
    'The duty is paused; its due date moves when it is resumed, so no extension is needed',
  '已有一项延期申请在等待答复，请等候办公室答复':
    'A request for an extension is waiting already: wait for the office’s answer',
  申请延期须写明延至哪一天: 'Say until which day you ask',
  没有待答复的延期申请: 'No request for an extension is waiting',
  '该事项已暂停，恢复后再催办': 'The duty is paused: urge after it is resumed',
  '单位提出不属于本单位职责，请先答复，再催办':
    'The unit says that this is not its business: answer that before urging',
  '单位申请了延期，请先答复，再催办':
    'The unit has asked for an extension: answer that before urging',
  '该事项已经催办过，一个工作日只催办一次': 'Urged already: once a working day is all',
  '该事项{}已经催办过，一个工作日只催办一次，请在下一个工作日再催':
    'Urged already ({1}): once a working day is all, so urge again on the next',
  '该事项没有数量要求，请用“报进展”': 'Nothing is counted here: use “report progress”',
  '更正后的合计为 {}，不能小于 0': 'The corrected sum would be {1}; it cannot be less than 0',
  '要求 {}，已填报 {}，还差 {}，不能报办结；如已完成请补填数量':
    '{1} asked for, {2} entered, {3} short: it is not complete. If it is done, enter the rest first',
  '该事项由对方办理，不发催办；请用商请函与对方办公室联系':
    'The other side does this and is not urged: write its office a letter',
  '该事项由本办公室自己办理，不需催办': 'The office does this itself: no need to urge',
  '领导机关和领导不发催办，请当面或电话沟通':
    'Leading bodies and leaders are not urged by message: speak or telephone',
  '文件只是建议，不发催办；需要过问的请电话沟通':
    'The document only advises it, so nobody is urged: telephone if need be',
  '文字请控制在 {} 字以内，更长的内容请作为附件': 'At most {1} characters: attach what is longer',
  请选择请哪个单位配合: 'Choose the unit to ask',
  请写明进展情况: 'Say how it goes',
  '请写明遇到什么困难、需要什么支持': 'Say what the difficulty is and what would help',
  请写明延期理由: 'Say why an extension is needed',
  请写明需要对方配合什么: 'Say what the other unit is to do',
  请写明为什么不属于本单位职责: 'Say why it is not your unit’s business',
  '请写明情况，或附上佐证材料': 'Say how it went, or attach evidence',
  '请选择延至哪一天（要是日历上有的日期）': 'Choose a day that exists',
  延至的日期须在今天之后: 'The new day must be after today',
  '延至的日期须在现时限{}之后': 'The new day must be after the due date {1}',
  请选择预计哪一天完成: 'Choose the day on which you expect to be done',
  预计完成的日期不能早于今天: 'The expected day must not be before today',
  请选择是哪一天做的: 'Choose the day on which it was done',
  日期不能晚于今天: 'The day must not be after today',
  '请用数字填写数量，例如 2': 'Enter a number, for instance 2',
  '数量不能为 0': 'The number must not be 0',
  数量不能是负数: 'The number must not be negative',
  请写明承办人姓名: 'Name the colleague',
  请至少写明承办人的电话或邮箱: 'Give the colleague’s telephone or mailbox',
  '电话“{}”不像号码': '“{1}” does not look like a telephone number',
  '邮箱“{}”不完整': '“{1}” is not a whole mailbox',
  'text 写明理由或内容': 'text: the reason or what it is about',
  'until 写明日期': 'until: a day',
  'on 写明是哪一天': 'on: the day',
  'amount 写明数字': 'amount: a number',
  'toUnitId 写明单位': 'toUnitId: a unit',
  'source 写明方式（telephone、wechat、paper、oa、mail、sms）':
    'source: the way (telephone, wechat, paper, oa, mail, sms)',
  '符合条件的超过 {} 项，只取前 {} 项': 'More than {1} match: only the first {2} are taken',
  '该事项本来就由{}办理': 'It is {1}’s duty already',
  '{}属于另一方，不能由本方改交': '{1} stands on the other side and cannot be given this',
  '{}（告知人：{}）': '{1} (told by {2})',

  '请用 --period 写明': 'Say which period',
  代填: 'Enter for the unit',
  '来信 {} 已经处理过，不需再办': 'Message {1} was dealt with already',
  '“{}”应写成 计划:序号，例如 1:2.1': '“{1}” should be written plan:number, such as 1:2.1',

  // acts on many
  批量办理: 'Acts on many',
  '请写 ids（哪几项）或 query（符合条件的全部），写其中一个':
    'Give ids (which) or query (all that match), one of them',
  'kind（怎样办）和 as（以谁的身份：office、behalf、unit）要一起写':
    'kind (which act) and as (office, behalf, unit) go together',
  'toUnitId（改交哪个单位）只在 kind 为 reassign 时写': 'toUnitId goes with kind reassign only',
  '没有编号为 {} 的单位，请刷新后重新选择': 'There is no unit {1}: refresh and choose again',
  '该事项现在不需要{}': 'Not needed here now: {1}',
  '可以{}的有几个单位，请选定代哪个单位填：{}':
    'Several units may do this ({1}): choose for which you enter it: {2}',
  '{}现在不由{}办理，只能代这些单位填：{}':
    '{2} does not do this now ({1}); you may enter it for: {3}',
  这个单位: 'this unit',
  '{}代填': 'entered by {1}',
  '{}（{}）代填': 'entered by {1} ({2})',
  督办办公室: 'the supervising office',
  '苹果手机照片（HEIC），浏览器看不了，请下载后看':
    'iPhone photograph (HEIC), which browsers do not show: download it',
};
