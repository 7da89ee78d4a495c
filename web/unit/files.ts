import { wallClock } from '../../clock.ts';
import { camera, takesPhotos } from './camera.ts';
import { button, element, liveLine, sizeWords, unfold } from './dom.ts';
import { sendAhead } from './sending.ts';
import { LARGE_PHOTO, shrunk } from './shrink.ts';

const LARGEST = 20 * 1024 * 1024;

/** A file that lies with the server and waits for its form. */
export type SentFile = { id: string; name: string; size: number; field: string; at: number };

/** A file that was chosen and did not come to the server. */
export type LostFile = Pick<SentFile, 'name' | 'size' | 'field'>;

/** A chosen file for whose sake the form waits. */
export type HeldFile = { name: string; why: string; row: Element; drop: () => void };

/** The files of a form. */
export type FormFiles = {
  /** Those that lie with the server already. */
  sent: () => SentFile[];
  /** Those that would be gone with the page. */
  unsent: () => LostFile[];
  /** Shows files from before this page; how many of them belong to it. */
  restore: (sent: SentFile[], lost: LostFile[]) => number;
  /** Those that the server will not get: without a word of the user the form may not go. */
  refused: () => HeldFile[];
  clear: () => void;
  onChange: (hear: () => void) => void;
  /** Some would be lost if the browser sent the form by itself. */
  needsScript: () => boolean;
  /** Waits until none is on its way. */
  whole: (say: (words: string, held: HeldFile[]) => void) => Promise<void>;
  /** Those that go with the form itself. */
  besides: () => { field: string; file: File }[];
};

type Item = {
  field: string;
  name: string;
  size: number;
  row: HTMLLIElement;
  state: 'going' | 'waiting' | 'sent' | 'beside' | 'refused';
  file: File | null;
  sent: SentFile | null;
  stop: () => void;
};

const clock = wallClock();

/** Sends the files that are chosen in a form at once, and shows how far each is. */
export function watchFiles(form: HTMLFormElement): FormFiles {
  const items: Item[] = [];
  const hearers: (() => void)[] = [];
  const endpoint = endpointOf(form);
  const told = liveLine('unseen');
  let count = 0;
  const changed = () => hearers.forEach((hear) => hear());

  for (const input of fileFields(form)) {
    if (endpoint !== null) watch(input, endpoint);
  }

  function watch(input: HTMLInputElement, to: string): void {
    const list = element('ul', 'files');
    input.after(list);
    const choose = (files: FileList | null) => {
      for (const file of Array.from(files ?? [])) {
        replaceRefused(input.name, file.name);
        void add(input.name, list, to, file);
      }
    };
    input.addEventListener('change', () => {
      choose(input.files);
      input.value = '';
    });
    if (takesPhotos(input)) list.after(camera(choose));
  }

  async function add(field: string, list: Element, to: string, file: File): Promise<void> {
    const item = shown(field, list, file.name, file.size);
    if (file.size === 0) return refuse(item, '是空文件，请重新选择');
    const smaller = await shrunk(file).catch(() => null);
    if (smaller === null && file.size > LARGEST) return refuse(item, '超过 20 MB，请压缩后再传');
    if (!items.includes(item)) return;
    begin(item, to, smaller ?? file);
    if (smaller === null) return;
    const words = `照片超过 ${LARGE_PHOTO / 1024 / 1024} MB，已从 ${sizeWords(file.size)} 缩小到 ${sizeWords(smaller.size)} 再传`;
    const line = element('small', '', `${words} `);
    if (file.size <= LARGEST) {
      const original = button('改传原图', () => {
        item.stop();
        item.row.querySelector('progress')?.remove();
        forget(item);
        line.remove();
        begin(item, to, file);
      });
      line.append(original);
    }
    item.row.append(line);
  }

  function begin(item: Item, to: string, file: File): void {
    const bar = element('progress');
    bar.max = 1;
    bar.setAttribute('aria-label', `${file.name} 的上传进度`);
    item.row.insertBefore(bar, item.row.children[1] ?? null);
    Object.assign(item, { file, state: 'going', name: file.name, size: file.size });
    say(item, '正在上传');
    item.stop = sendAhead(to, file, {
      progress: (share) => {
        bar.value = share;
        item.state = 'going';
        say(item, `正在上传 ${Math.floor(share * 100)}%`);
      },
      waiting: () => {
        item.state = 'waiting';
        say(item, '没有连上，恢复后接着传');
        told.textContent = `${item.name} 没有连上，恢复后接着传`;
      },
      done: (id) => {
        bar.remove();
        settle(item, { id, name: file.name, size: file.size, field: item.field, at: clock.now() });
      },
      refused: () => {
        bar.remove();
        item.state = 'beside';
        say(item, '将随表单一起提交');
        changed();
      },
    });
  }

  function settle(item: Item, sent: SentFile): void {
    forget(item);
    const hidden = element('input');
    hidden.type = 'hidden';
    hidden.name = `upload-${count}`;
    hidden.value = `${sent.field}/${sent.id}`;
    count += 1;
    item.row.append(hidden);
    Object.assign(item, { sent, state: 'sent', file: null });
    say(item, '已上传');
    told.textContent = `${sent.name} 已上传`;
    changed();
  }

  function shown(field: string, list: Element, name: string, size: number): Item {
    const row = element('li');
    row.append(element('span', '', `${name}（${sizeWords(size)}）`), element('small', 'said'));
    const item: Item = {
      field,
      name,
      size,
      row,
      state: 'going',
      file: null,
      sent: null,
      stop: () => {},
    };
    const remove = button('去掉', () => drop(item));
    remove.setAttribute('aria-label', `去掉 ${name}`);
    row.append(remove);
    list.append(row);
    items.push(item);
    if (!told.isConnected) form.append(told);
    return item;
  }

  function drop(item: Item): void {
    item.stop();
    item.row.remove();
    leave(item);
    changed();
  }

  function leave(item: Item): void {
    const place = items.indexOf(item);
    if (place !== -1) items.splice(place, 1);
  }

  /** It stands in the list with the reason, and the form stays until it is taken out. */
  function refuse(item: Item, why: string): void {
    item.state = 'refused';
    say(item, why);
    told.textContent = `${item.name} ${why}`;
  }

  /** The same file chosen again, mended or at last, takes the place of the one that did not come. */
  function replaceRefused(field: string, name: string): void {
    for (const item of items.slice()) {
      if (item.state === 'refused' && item.field === field && item.name === name) drop(item);
    }
  }

  function held(states: Item['state'][]): HeldFile[] {
    return items
      .filter(({ state }) => states.includes(state))
      .map((item) => ({
        name: item.name,
        why: item.row.querySelector('.said')?.textContent ?? '',
        row: item.row,
        drop: () => drop(item),
      }));
  }

  /** A row for a file from before this page; null where its field is gone. */
  function again({ field, name, size }: LostFile): Item | null {
    const input = fileFields(form).find((each) => each.name === field);
    const list = input?.nextElementSibling;
    if (input === undefined || list == null) return null;
    unfold(input);
    return shown(field, list, name, size);
  }

  return {
    sent: () => items.flatMap(({ sent }) => (sent === null ? [] : [sent])),
    unsent: () =>
      items
        .filter(({ sent }) => sent === null)
        .map(({ field, name, size }) => ({ field, name, size })),
    restore: (sent, lost) => {
      const before = items.length;
      for (const file of sent) {
        const item = again(file);
        if (item !== null) settle(item, file);
      }
      for (const file of lost) {
        const item = again(file);
        if (item !== null) refuse(item, '没有传上，请重新选择');
      }
      return items.length - before;
    },
    refused: () => held(['refused']),
    clear: () => {
      for (const item of items.slice()) drop(item);
    },
    onChange: (hear) => hearers.push(hear),
    needsScript: () => items.some(({ state }) => state !== 'sent'),
    whole: (speak) =>
      new Promise((resolve) => {
        const look = () => {
          const left = going(items);
          if (left === 0) return resolve();
          const away = items.some(({ state }) => state === 'waiting');
          speak(
            away
              ? '没有连上，内容已保存在这台设备上；恢复后接着传附件，传完自动提交'
              : `还有 ${left} 个附件在上传，传完自动提交……`,
            held(['waiting']),
          );
          window.setTimeout(look, 300);
        };
        look();
      }),
    besides: () =>
      items.flatMap(({ state, field, file }) =>
        state === 'beside' && file !== null ? [{ field, file }] : [],
      ),
  };
}

function fileFields(form: HTMLFormElement): HTMLInputElement[] {
  return Array.from(form.querySelectorAll<HTMLInputElement>('input[type="file"]'));
}

function going(items: Item[]): number {
  return items.filter(({ state }) => state === 'going' || state === 'waiting').length;
}

function forget(item: Item): void {
  item.row.querySelector('input')?.remove();
  item.sent = null;
}

function say({ row }: Item, words: string): void {
  const line = row.querySelector('.said');
  if (line !== null && line.textContent !== words) line.textContent = words;
}

/** Where the files of a link go; null for forms that are not a link's. */
function endpointOf(form: HTMLFormElement): string | null {
  const found = /^.*\/u\/[^/?#]+/.exec(form.action);
  return found === null ? null : `${found[0]}/uploads`;
}
