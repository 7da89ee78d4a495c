// Every table, by the noun that it belongs to; drizzle-kit reads them here.
export { plan, side, task, partyName, partyNameUnit, planUnit } from './schema/plan.ts';
export { documentImport, reviewEdit } from './schema/review.ts';
export {
  unit,
  collective,
  collectiveUnit,
  person,
  post,
  handler,
  leave,
  contactCheck,
} from './schema/address-book.ts';
export { occurrence, party, entry, returnRow, receipt } from './schema/occurrence.ts';
export { event, eventFile, file, note } from './schema/event.ts';
export { change, changeRow, calendarYear } from './schema/change.ts';
export { notice, weeklyList, listItem, letter } from './schema/notice.ts';
export { call, circular, circularStep, circularCheck } from './schema/office.ts';
export { message, attempt, deliveryReport, chatGroup, bucket } from './schema/message.ts';
export { inbound } from './schema/inbound.ts';
export { link, device } from './schema/link.ts';
export { setting, heartbeat } from './schema/installation.ts';
export {
  account,
  accountIdentity,
  session,
  loginLink,
  apiToken,
  accessLog,
} from './schema/account.ts';
export { webhook, webhookDelivery } from './schema/webhook.ts';
export { divisionRound, divisionAsk, divisionAnswer, doubtDecision } from './schema/division.ts';
