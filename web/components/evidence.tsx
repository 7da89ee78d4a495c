import { Button, Modal } from 'antd';
import { type MouseEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceFile } from '../api/client.ts';
import { site } from '../api/site.ts';

/** What is shown in the page; anything else is downloaded. */
const SHOWN_HERE = /^(image\/(png|jpeg|webp)|application\/pdf)$/;

function addressOf({ id }: EvidenceFile): string {
  return `${site}/api/v1/files/${encodeURIComponent(id)}`;
}

function isShown({ mediaType }: EvidenceFile): boolean {
  return SHOWN_HERE.test(mediaType);
}

function isImage(file: EvidenceFile): boolean {
  return isShown(file) && file.mediaType.startsWith('image/');
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
  const shown = files.filter(isShown);
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
            {isShown(file) ? (
              <a
                href={`${addressOf(file)}?inline=true`}
                target="_blank"
                rel="noreferrer"
                title={t('evidence.view', { name: file.name })}
                onClick={(event) => look(event, file)}
              >
                {isImage(file) ? (
                  <img src={`${addressOf(file)}?inline=true`} alt="" loading="lazy" />
                ) : (
                  <span className="file-kind" aria-hidden="true">
                    PDF
                  </span>
                )}
                {file.name}
              </a>
            ) : (
              <a href={addressOf(file)} onClick={seen}>
                <span className="file-kind" aria-hidden="true">
                  {file.name.split('.').at(-1)?.slice(0, 5).toUpperCase()}
                </span>
                {file.name}
              </a>
            )}
          </li>
        ))}
      </ul>
      {open !== null && (
        <Viewer files={shown} place={open} go={setOpen} close={() => setOpen(null)} />
      )}
    </>
  );
}

type ViewerProps = {
  files: EvidenceFile[];
  place: number;
  go: (place: number) => void;
  close: () => void;
};

/** One piece of evidence, large; nothing in it can run. */
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
          <a href={`${address}?inline=true`} target="_blank" rel="noreferrer">
            {t('evidence.newTab')}
          </a>
          <a href={address}>{t('evidence.download')}</a>
        </div>
      }
    >
      <div className="viewer">
        {isImage(file) ? (
          <img src={`${address}?inline=true`} alt={file.name} />
        ) : (
          <iframe key={file.id} src={`${address}?inline=true`} title={file.name} />
        )}
      </div>
    </Modal>
  );
}
