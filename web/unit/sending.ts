import { Upload } from 'tus-js-client';

// Small enough to get through proxies that pass nothing on before they have all of it.
const PIECE = 1024 * 1024;
const AGAIN = 5_000;

/** What is heard of a file on its way. */
export type Hearer = {
  progress: (share: number) => void;
  /** The line is away; it goes on by itself. */
  waiting: () => void;
  /** It is there, under an id. */
  done: (id: string) => void;
  /** It cannot go ahead of the form: it goes with it. */
  refused: () => void;
};

/** Sends a file ahead of its form, in pieces, as often as the line needs; the answer ends it. */
export function sendAhead(endpoint: string, file: File, hearer: Hearer): () => void {
  let ended = false;
  let timer = 0;
  const upload = new Upload(file, {
    endpoint,
    chunkSize: PIECE,
    retryDelays: [0, 1000, 3000],
    removeFingerprintOnSuccess: true,
    metadata: { filename: file.name, filetype: file.type },
    onProgress: (sent, whole) => hearer.progress(whole === 0 ? 0 : sent / whole),
    onShouldRetry: (error) => {
      if (!isRefusal(error)) hearer.waiting();
      return !isRefusal(error) && navigator.onLine;
    },
    onSuccess: () => {
      ended = true;
      hearer.done((upload.url ?? '').replace(/^.*\//, ''));
    },
    onError: (error) => {
      if (ended) return;
      if (isRefusal(error)) {
        ended = true;
        return hearer.refused();
      }
      hearer.waiting();
      timer = window.setTimeout(goOn, AGAIN);
    },
  });
  const goOn = () => {
    window.clearTimeout(timer);
    if (!ended) upload.start();
  };
  window.addEventListener('online', goOn);
  resume(upload).then(goOn, goOn);
  return () => {
    window.clearTimeout(timer);
    const gone = ended && upload.url !== null ? Upload.terminate(upload.url) : upload.abort(true);
    ended = true;
    void gone.catch(() => {}); // the server forgets it after a day all the same
  };
}

/** The same file chosen again goes on where it stopped, also after a closed page. */
async function resume(upload: Upload): Promise<void> {
  const [before] = await upload.findPreviousUploads();
  if (before !== undefined) upload.resumeFromPreviousUpload(before);
}

function isRefusal(error: Error): boolean {
  const answer: unknown = Reflect.get(error, 'originalResponse');
  if (typeof answer !== 'object' || answer === null || !('getStatus' in answer)) return false;
  const status = typeof answer.getStatus === 'function' ? Number(answer.getStatus()) : 0;
  return status >= 400 && status < 500 && status !== 409 && status !== 423;
}
