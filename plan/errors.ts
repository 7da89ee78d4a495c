/** A file that cannot be read as a plan; `where` names the file and, if known, the line or part. */
export class DocumentError extends Error {
  override name = 'DocumentError';
  readonly where: string;
  constructor(where: string, message: string, options?: ErrorOptions) {
    super(`${where}：${message}`, options);
    this.where = where;
  }
}

/** Configuration that cannot work; `faults` names every bad variable at once. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly faults: string[];
  constructor(faults: string[]) {
    super(`配置有误：\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/** Something that was asked for by an id or name that does not exist. */
export class NotFoundError extends Error {
  override name = 'NotFoundError';
  constructor(kind: string, id: string) {
    super(`没有找到${kind}：${id}`);
  }
}

/** A command that the present state does not allow; the message is for the person who gave it. */
export class RefusedError extends Error {
  override name = 'RefusedError';
}

/** A command that nobody has answered yet: it may be taken still, and giving it again is harmless. */
export class PendingError extends Error {
  override name = 'PendingError';
  constructor(
    options?: ErrorOptions,
    message = '系统正忙，您的办理还没有得到确认；请稍后刷新查看，没有记上的可以再提交一次，不会重复',
  ) {
    super(message, options);
  }
}

/** A command that this person may not give. */
export class ForbiddenError extends Error {
  override name = 'ForbiddenError';
}

/** Nobody is logged in, or the attempt to log in was refused. */
export class LoginError extends Error {
  override name = 'LoginError';
}

/** Somebody is logged in who must choose a password of his own before anything else. */
export class PasswordDueError extends Error {
  override name = 'PasswordDueError';
  constructor() {
    super('请先设置自己的密码，再使用其他功能');
  }
}

/** Input rows with faults: nothing of the input was applied. */
export class InputError extends Error {
  override name = 'InputError';
  readonly faults: string[];
  constructor(what: string, faults: string[], options?: ErrorOptions) {
    super(
      `${what}${/[!-~]$/.test(what) ? ' ' : ''}有 ${faults.length} 处需要改正，未作任何修改：\n${faults.map((f) => `  - ${f}`).join('\n')}`,
      options,
    );
    this.faults = faults;
  }
}

/** Input of a form with faults, each with the field that it lies in. */
export class FieldsError extends InputError {
  override name = 'FieldsError';
  readonly fields: { at: string; says: string }[];
  constructor(what: string, fields: { at: string; says: string }[]) {
    super(
      what,
      fields.map(({ says }) => says),
    );
    this.fields = fields;
  }
}

/** A link that opened a list once and opens none now; its id finds whom to ask. */
export class SpentLinkError extends Error {
  override name = 'SpentLinkError';
  readonly linkId: string;
  readonly why: 'expired' | 'revoked';
  constructor(linkId: string, why: 'expired' | 'revoked') {
    super(why === 'expired' ? '这个链接已过有效期' : '这个链接已停用');
    this.linkId = linkId;
    this.why = why;
  }
}

/** The first cause of an error: a failed query's own message would repeat names and addresses. */
export function rootCause(error: Error): Error {
  return error.cause instanceof Error ? rootCause(error.cause) : error;
}
