import { button as buttonOf, liveLine, unfold } from './dom.ts';
import type { FormFiles, HeldFile } from './files.ts';

const SLOW = 8_000;
const NOT_REACHED = '没有连上，内容已保存在这台设备上，恢复后请再点一次';
const FAILED = '系统暂时不能办理，内容已保存在这台设备上，请稍后再点一次';

/** What becomes of a form that was sent. */
type Outcome = {
  /** The server took it. */
  taken: () => void;
  save: () => void;
  /** The page that came as the answer. */
  show: (html: string) => void;
};

/** Sends a form without leaving the page, and says what is going on; the server sees the same form. */
export function watchSubmit(form: HTMLFormElement, files: FormFiles, outcome: Outcome): void {
  const line = liveLine('note sending');
  let pressed: HTMLButtonElement | null = null;
  let busy = false;
  let missed = 0;
  let held = false;

  form.addEventListener('click', ({ target }) => {
    const found = target instanceof Element ? target.closest('button') : null;
    if (found !== null && found.type === 'submit') pressed = found;
  });
  form.addEventListener('submit', (event) => {
    // a second tap waits for the first
    if (busy) return event.preventDefault();
    outcome.save();
    if (holds()) return event.preventDefault();
    // a line that is there while we fail: the browser may do better
    if (missed > 1 && navigator.onLine && !files.needsScript()) return;
    event.preventDefault();
    busy = true;
    void send(pressed).finally(() => {
      busy = false;
      mark(false);
    });
  });
  files.onChange(() => {
    if (!held || busy || holds()) return;
    say(`还没有提交：请再点一次“${pressed?.textContent ?? '提交'}”`);
  });
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) {
      line.remove();
      busy = false;
    }
  });

  async function send(button: HTMLButtonElement | null): Promise<void> {
    mark(true);
    await files.whole(say);
    // some are refused on their way only
    if (holds()) return;
    say('正在提交……');
    const slow = window.setTimeout(() => say('线路较慢，仍在提交，请不要关闭……'), SLOW);
    try {
      await take(await post(button));
    } catch (error) {
      console.warn(error);
      missed += 1;
      say(NOT_REACHED);
    } finally {
      window.clearTimeout(slow);
    }
  }

  function post(button: HTMLButtonElement | null): Promise<Response> {
    const body = new FormData(form);
    if (button !== null && button.name !== '') body.append(button.name, button.value);
    for (const { field, file } of files.besides()) body.append(field, file, file.name);
    const multipart = form.enctype === 'multipart/form-data';
    return fetch(form.action, {
      method: 'POST',
      body: multipart ? body : fieldsOf(body),
      credentials: 'same-origin',
      headers: { 'x-duban-script': '1' },
    });
  }

  async function take(answer: Response): Promise<void> {
    const to = answer.headers.get('x-duban-to');
    if (to !== null) {
      outcome.taken();
      say('已提交');
      window.location.assign(to);
      // the page goes: nothing may be sent from it meanwhile
      await new Promise((resolve) => window.setTimeout(resolve, 10_000));
      return;
    }
    const page = await answer.text();
    if (answer.status >= 500) return say(FAILED);
    outcome.show(page);
  }

  function say(words: string, waitsFor: HeldFile[] = []): void {
    if (!line.isConnected) (pressed ?? form.lastElementChild)?.after(line);
    const names = waitsFor.map(({ name }) => name).join('/');
    if (line.dataset['said'] === words + names) return;
    line.dataset['said'] = words + names;
    line.textContent = words;
    for (const each of waitsFor) line.append(offer(each, waitsFor.length > 1));
  }

  /** Takes out one of the files for whose sake the form waits. */
  function offer(file: HeldFile, several: boolean): HTMLElement {
    const words = several ? `去掉“${file.name}”` : '去掉这个文件';
    const made = buttonOf(words, () => {
      file.drop();
      (line.querySelector('button') ?? pressed)?.focus();
    });
    if (!several) made.setAttribute('aria-label', `去掉这个文件：${file.name}`);
    return made;
  }

  /** Whether a chosen file would be missing; then it says which, and the form stays. */
  function holds(): boolean {
    const refused = files.refused();
    held = refused.length > 0;
    if (!held) return false;
    for (const { row } of refused) unfold(row);
    const whys = refused.map(({ name, why }) => `“${name}”${why}`).join('；');
    say(`没有提交：${whys}。也可以去掉再提交`, refused);
    return true;
  }

  function mark(sending: boolean): void {
    form.setAttribute('aria-busy', String(sending));
    for (const each of Array.from(form.querySelectorAll('button[type="submit"]'))) {
      each.setAttribute('aria-disabled', String(sending));
    }
  }
}

function fieldsOf(body: FormData): URLSearchParams {
  const fields = new URLSearchParams();
  body.forEach((value, name) => {
    if (typeof value === 'string') fields.append(name, value);
  });
  return fields;
}
