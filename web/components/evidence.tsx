import { Button, Modal } from 'antd';
import { lazy, type MouseEvent, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceFile } from '../api/client.ts';
import { site } from '../api/site.ts';

const Pdf = lazy(async () => ({ default: (await import('./pdf.tsx')).Pdf }));

function addressOf({ id }: EvidenceFile): string {
  return `${site}/api/v1/files/${encodeURIComponent(id)}`;
}

/** Where the browser by itself shows it: a picture that we made; anything else is downloaded. */
function shownAt(file: EvidenceFile): string {
  return file.view === 'picture' ? `${addressOf(file)}?size=screen` : addressOf(file);
}

type FilesProps = {
  files: EvidenceFile[];
  /** The first that somebody looks at, for those who must have looked. */
  seen?: () => void;
};

/** Evidence as thumbnails; a tap opens it large in the page, one after the other. */
export function Files({ files, seen }: FilesProps) {
  const [open, setOpen] = useState<number | null>(null);
  const { t } = useTranslation();
  if (files.length === 0) return null;
  const shown = files.filter(({ view }) => view !== null);
  const look = (event: MouseEvent, file: EvidenceFile) => {
    seen?.();
    // a new window is asked for by the browser's own ways
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setOpen(shown.indexOf(file));
  };
  return (
    <>
      <ul className="files">
        {files.map((file) => (
          <li key={file.id}>
            {file.view === null ? (
              <a href={addressOf(file)} onClick={seen}>
                <Thumbnail file={file} />
                {file.name}
              </a>
            ) : (
              <a
                href={shownAt(file)}
                target="_blank"
                rel="noreferrer"
                title={t('evidence.view', { name: file.name })}
                onClick={(event) => look(event, file)}
              >
                <Thumbnail file={file} />
                {file.name}
              </a>
            )}
            {file.misnamed && (
              <div className="small">{t('evidence.misnamed', { kind: file.kind })}</div>
            )}
            {file.kind === 'HEIC' && <div className="small">{t('evidence.heic')}</div>}
          </li>
        ))}
      </ul>
      {open !== null && (
        <Viewer files={shown} place={open} go={setOpen} close={() => setOpen(null)} />
      )}
    </>
  );
}

/** A picture in small; what is none, or cannot be shown, by its kind. */
function Thumbnail({ file }: { file: EvidenceFile }) {
  const [isBroken, setBroken] = useState(false);
  if (file.view !== 'picture' || isBroken) {
    return (
      <span className="file-kind" aria-hidden="true">
        {file.kind}
      </span>
    );
  }
  return (
    <img
      src={`${addressOf(file)}?size=thumbnail`}
      alt=""
      width={96}
      height={72}
      loading="lazy"
      decoding="async"
      onError={() => setBroken(true)}
    />
  );
}

type ViewerProps = {
  files: EvidenceFile[];
  place: number;
  go: (place: number) => void;
  close: () => void;
};

/** One piece of evidence, large. */
function Viewer({ files, place, go, close }: ViewerProps) {
  const { t } = useTranslation();
  const file = files[place];
  if (file === undefined) return null;
  const address = addressOf(file);
  const step = (by: number) => {
    const next = place + by;
    if (next >= 0 && next < files.length) go(next);
  };
  return (
    <Modal
      open
      title={file.name}
      width="min(1100px, 96vw)"
      onCancel={close}
      footer={
        <div className="viewer-foot">
          <Button disabled={place === 0} onClick={() => step(-1)}>
            {t('evidence.before')}
          </Button>
          <span role="status">{t('evidence.place', { place: place + 1, all: files.length })}</span>
          <Button disabled={place === files.length - 1} onClick={() => step(1)}>
            {t('evidence.after')}
          </Button>
          {file.view === 'picture' && (
            <a href={shownAt(file)} target="_blank" rel="noreferrer">
              {t('evidence.newTab')}
            </a>
          )}
          <a href={address}>{t('evidence.download', { kind: file.kind, size: sizeWords(file) })}</a>
        </div>
      }
    >
      <div className="viewer">
        {file.misnamed && <p role="note">{t('evidence.misnamed', { kind: file.kind })}</p>}
        <Shown key={file.id} file={file} />
      </div>
    </Modal>
  );
}

/** The evidence itself, by the way in which a page can show it. */
function Shown({ file }: { file: EvidenceFile }) {
  const { t } = useTranslation();
  if (file.view === 'picture') return <Picture file={file} />;
  if (file.view !== 'pdf') return <Played file={file} />;
  return (
    <Suspense fallback={<p role="status">{t('state.loading')}</p>}>
      <Pdf address={addressOf(file)} name={file.name} />
    </Suspense>
  );
}

/** A film or a recording, as far as this browser can play it; it is loaded as it is played. */
function Played({ file }: { file: EvidenceFile }) {
  const { t } = useTranslation();
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <p role="alert">{t('evidence.brokenMedia')}</p>;
  const Player = file.view === 'audio' ? 'audio' : 'video';
  return (
    <Player
      controls
      preload="metadata"
      src={addressOf(file)}
      aria-label={file.name}
      onError={() => setBroken(true)}
    />
  );
}

function Picture({ file }: { file: EvidenceFile }) {
  const { t } = useTranslation();
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <p role="alert">{t('evidence.broken')}</p>;
  return <img src={shownAt(file)} alt={file.name} onError={() => setBroken(true)} />;
}

function sizeWords({ size }: EvidenceFile): string {
  const megabytes = size / 1024 / 1024;
  return megabytes < 1
    ? `${Math.max(1, Math.round(size / 1024))} KB`
    : `${megabytes.toFixed(1)} MB`;
}
