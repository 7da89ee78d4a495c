import { wallClock } from '../../clock.ts';
import { button, element, liveLine, unfold } from './dom.ts';
import { defaultOf, type Field, typedFields } from './fields.ts';
import type { FormFiles, LostFile, SentFile } from './files.ts';
import { keep, kept, keptKeys } from './store.ts';

// What was typed and not yet taken, so that a dropped line or a closed page costs nobody a text.

const DAY = 86_400_000;
const LASTS = 30 * DAY;
// a little less than the server keeps files that no form brought
const FILES_LAST = 20 * 3_600_000;
const SENT = 'sent';

type Draft = {
  at: number;
  /** By field: what stood there, and what was typed instead. */
  fields: Record<string, { was: string; is: string }>;
  files: SentFile[];
  /** Chosen, and not with the server when the page went. */
  lost: LostFile[];
};

const clock = wallClock();

/** Keeps what is typed into a form, and offers it again. */
export function keepDraft(
  form: HTMLFormElement,
  files: FormFiles,
): { save: () => void; forget: () => void } {
  const key = keyOf(form);
  let timer = 0;
  let done = false;
  const save = () => {
    window.clearTimeout(timer);
    if (!done && form.isConnected) write(key, drafted(form, read(key), files));
  };
  const later = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, 300);
  };
  form.addEventListener('input', later);
  form.addEventListener('change', later);
  files.onChange(later);
  window.addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', save);
  restore(form, key, files);
  return {
    save: () => {
      save();
      keep(SENT, key, 'session');
    },
    forget: () => {
      done = true;
      keep(key, null);
    },
  };
}

/** Forgets what lies for too long. */
export function forgetOldDrafts(): void {
  for (const key of keptKeys()) {
    const draft = read(key);
    if (draft !== null && clock.now() - draft.at > LASTS) keep(key, null);
  }
}

/** Forgets the draft of a form that was sent without the script and taken. */
export function forgetSent(): void {
  const key = kept(SENT, 'session');
  keep(SENT, null, 'session');
  if (key !== null && /[?&]done=/.test(location.search)) keep(key, null);
}

function restore(form: HTMLFormElement, key: string, files: FormFiles): void {
  const draft = read(key);
  if (draft === null) return;
  const sent = draft.files.filter(({ at }) => clock.now() - at < FILES_LAST);
  const old = draft.files.filter((file) => !sent.includes(file));
  const lost = [...draft.lost, ...old];
  const shown = files.restore(sent, lost);
  // what the server filled in after a refusal is what was typed last
  if (document.querySelector('.fault') !== null) return;
  const fields = typedFields(form);
  const restored = Object.entries(draft.fields).filter(([name, { was, is }]) => {
    const field = fields.get(name);
    if (field === undefined || defaultOf(field) !== was || field.value !== was) return false;
    field.value = is;
    if (field.value === is) unfold(field);
    return field.value === is;
  });
  if (restored.length + shown === 0) return;
  const told = liveLine('note');
  told.append(
    element('span', '', `已恢复 ${whenWords(draft.at)} 未提交的内容 `),
    button('清除', () => {
      for (const [name, field] of fields) if (name in draft.fields) reset(field);
      files.clear();
      keep(key, null);
      told.remove();
    }),
  );
  unfold(form);
  form.prepend(told);
}

function reset(field: Field): void {
  field.value = defaultOf(field);
}

function drafted(form: HTMLFormElement, before: Draft | null, held: FormFiles): Draft | null {
  const fields: Draft['fields'] = { ...before?.fields };
  for (const [name, field] of typedFields(form)) {
    const was = before?.fields[name]?.was ?? defaultOf(field);
    if (field.value === was) delete fields[name];
    else fields[name] = { was, is: field.value };
  }
  const [files, lost] = [held.sent(), held.unsent()];
  if (Object.keys(fields).length + files.length + lost.length === 0) return null;
  return { at: clock.now(), fields, files, lost };
}

/** Pages in between go on to the same address: it is the same form. */
function keyOf(form: HTMLFormElement): string {
  const { pathname, search } = new URL(form.action, location.href);
  return `draft${pathname}${search}`;
}

function read(key: string): Draft | null {
  const text = kept(key);
  if (text === null || !key.startsWith('draft')) return null;
  try {
    const draft: Draft = JSON.parse(text);
    return typeof draft.at === 'number'
      ? { ...draft, files: draft.files ?? [], lost: draft.lost ?? [] }
      : null;
  } catch {
    return null;
  }
}

function write(key: string, draft: Draft | null): void {
  keep(key, draft === null ? null : JSON.stringify(draft));
}

/** The hour of today, else the day too. */
function whenWords(at: number): string {
  const [then, today] = [new Date(at), new Date(clock.now())];
  const hour = `${two(then.getHours())}:${two(then.getMinutes())}`;
  if (then.toDateString() === today.toDateString()) return hour;
  return `${then.getMonth() + 1}月${then.getDate()}日 ${hour}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
