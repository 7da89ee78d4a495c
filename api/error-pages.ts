import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { officesOfLink } from '../db/unit-desk.ts';
import { InputError, SpentLinkError } from '../plan/errors.ts';
import type { AppParts } from './app.ts';
import { linksPath } from './desk.ts';
import { isOurs, statusOf } from './errors.ts';
import { type Message, messagePage } from './pages.ts';

const TITLES: Record<number, string> = {
  400: '请求不完整',
  403: '不能办理',
  404: '没有找到',
  409: '现在不能办理',
  410: '链接已失效',
  413: '内容太大',
  415: '表单格式不对',
  422: '需要改正',
};

/** Under a link every answer is a page in Chinese, also when something is wrong. */
export function errorPages(app: FastifyInstance, parts: AppParts): void {
  const path = linksPath(parts);
  const page = (reply: FastifyReply, status: number, message: Message) =>
    reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(messagePage(path, TITLES[status] ?? '系统暂时不能办理', message));
  app.setNotFoundHandler((_request, reply) =>
    page(reply, 404, { lines: ['没有这个页面，请从邮件里的链接重新打开。'] }),
  );
  app.setErrorHandler(async (error: FastifyError, _request, reply) => {
    const status = statusOf(error);
    if (error instanceof SpentLinkError) return page(reply, status, await spent(parts, error));
    return page(reply, status, { lines: linesOf(error, status) });
  });
}

/** A link that opens nothing any more says what to do next: it is never a dead end. */
async function spent(parts: AppParts, { linkId, why, message }: SpentLinkError): Promise<Message> {
  const offices = await officesOfLink(parts.commander.db, linkId);
  const whom =
    offices.length === 0 ? '发出通知的办公室' : offices.map(({ name }) => name).join('或');
  if (why === 'revoked') {
    const lines = [
      `${message}：岗位已经换人，或者链接已由办公室收回。`,
      `请联系${whom}，由其重新发送链接。`,
    ];
    return { lines, offices };
  }
  const lines = [
    `${message}。`,
    '点下面的按钮，新链接会发到登记的联系人的手机或邮箱。',
    `联系人已经更换，或者收不到的，请联系${whom}。`,
  ];
  return { lines, offices, again: `${new URL(parts.signer.address(linkId)).pathname}/again` };
}

function linesOf(error: FastifyError, status: number): string[] {
  if (status >= 500 && !isOurs(error))
    return ['系统暂时不能办理，您填写的内容没有收下，请稍后再试。'];
  if (error instanceof InputError) return error.faults;
  if (status === 413) return ['提交的内容超过了上限，请减少文件或分几次报送。'];
  return [isOurs(error) ? `${error.message}。` : '请返回上一页刷新后再办理。'];
}
