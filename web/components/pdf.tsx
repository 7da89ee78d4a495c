import {
  getDocument,
  GlobalWorkerOptions,
  type PDFDocumentProxy,
  type PDFPageProxy,
  RenderingCancelledException,
  type RenderTask,
} from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { site } from '../api/site.ts';

// Read by a library of ours and painted, not by the browser's own viewer: that one runs the scripts of a
// document, and telephones have none.

const FILES = `${site}/desk/pdf`;

// as tall as a browser's canvas may be
const TALLEST = 8000;

GlobalWorkerOptions.workerSrc = `${FILES}/worker.mjs`;

/** A PDF, painted page by page; scripts in it are never run. */
export function Pdf({ address, name }: { address: string; name: string }) {
  const { t } = useTranslation();
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    const task = getDocument({
      url: new URL(address, window.location.href).href,
      withCredentials: true,
      cMapUrl: `${FILES}/cmaps/`,
      cMapPacked: true,
      standardFontDataUrl: `${FILES}/standard_fonts/`,
      wasmUrl: `${FILES}/wasm/`,
      enableXfa: false,
    });
    task.promise.then(setPdf, () => setBroken(true));
    return () => {
      setPdf(null);
      void task.destroy();
    };
  }, [address]);
  if (isBroken) return <p role="alert">{t('evidence.brokenPdf')}</p>;
  if (pdf === null) return <p role="status">{t('state.loading')}</p>;
  return (
    <section
      className="pdf"
      aria-label={name}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that keys scroll it
      tabIndex={0}
    >
      {Array.from({ length: pdf.numPages }, (_, index) => (
        <PdfPage key={index} pdf={pdf} number={index + 1} />
      ))}
    </section>
  );
}

/** A page, painted when it comes near; its words are there for those who hear it read. */
function PdfPage({ pdf, number }: { pdf: PDFDocumentProxy; number: number }) {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [words, setWords] = useState('');
  useEffect(() => {
    const target = canvas.current;
    if (target === null) return;
    let stop = () => {};
    const near = new IntersectionObserver(
      ([seen]) => {
        if (seen?.isIntersecting !== true) return;
        near.disconnect();
        stop = paint(pdf, number, target, setWords);
      },
      { rootMargin: '600px' },
    );
    near.observe(target);
    return () => {
      near.disconnect();
      stop();
    };
  }, [pdf, number]);
  return (
    <figure>
      <canvas
        ref={canvas}
        role="img"
        aria-label={words || t('evidence.page', { number, all: pdf.numPages })}
      />
      <figcaption className="small">{t('evidence.page', { number, all: pdf.numPages })}</figcaption>
    </figure>
  );
}

/** Paints a page as wide as its canvas is shown; answers with what gives it up. */
function paint(
  pdf: PDFDocumentProxy,
  number: number,
  canvas: HTMLCanvasElement,
  say: (words: string) => void,
): () => void {
  let painting: RenderTask | null = null;
  let isOver = false;
  const work = async () => {
    const page = await pdf.getPage(number);
    if (isOver) return;
    const asWritten = page.getViewport({ scale: 1 });
    const wide = (canvas.clientWidth * Math.min(2, window.devicePixelRatio)) / asWritten.width;
    const viewport = page.getViewport({ scale: Math.min(wide, TALLEST / asWritten.height) });
    canvas.width = viewport.width;
    canvas.height = viewport.height;
    painting = page.render({ canvas, viewport });
    await painting.promise;
    say(await wordsOf(page));
  };
  work().catch((error: unknown) => {
    if (!isOver && !(error instanceof RenderingCancelledException))
      canvas.dataset['broken'] = 'true';
  });
  return () => {
    isOver = true;
    painting?.cancel();
  };
}

async function wordsOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  const text = items.map((item) => ('str' in item ? item.str : '')).join(' ');
  return text.replace(/\s+/g, ' ').trim().slice(0, 3000);
}
