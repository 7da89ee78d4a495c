import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { officesOfLink } from '../db/unit-desk.ts';
import { InputError, SpentLinkError } from '../plan/errors.ts';
import type { AppParts } from './app.ts';
import { linksPath } from './desk.ts';
import { isOurs, statusOf } from './errors.ts';
import { messagePage } from './pages.ts';

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
  const page = (reply: FastifyReply, status: number, lines: string[]) =>
    reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(messagePage(path, TITLES[status] ?? '系统暂时不能办理', lines));
  app.setNotFoundHandler((_request, reply) =>
    page(reply, 404, ['没有这个页面，请从邮件里的链接重新打开。']),
  );
  app.setErrorHandler(async (error: FastifyError, _request, reply) => {
    const status = statusOf(error);
    return page(reply, status, await linesOf(parts, error, status));
  });
}

async function linesOf(parts: AppParts, error: FastifyError, status: number): Promise<string[]> {
  if (status >= 500 && !isOurs(error))
    return ['系统暂时不能办理，您填写的内容没有收下，请稍后再试。'];
  if (error instanceof SpentLinkError) {
    const offices = await officesOfLink(parts.commander.db, error.linkId);
    const whom = offices.length === 0 ? '发出通知的办公室' : offices.join('或');
    return [`${error.message}。`, `请联系${whom}，由其重新发送链接。`];
  }
  if (error instanceof InputError) return error.faults;
  if (status === 413) return ['提交的内容超过了上限，请减少文件或分几次报送。'];
  return [isOurs(error) ? `${error.message}。` : '请返回上一页刷新后再办理。'];
}
