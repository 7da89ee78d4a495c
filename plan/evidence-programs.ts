// Which files are programs, or bring one along that runs with a double click.

import { endingOf } from './evidence-files.ts';

const PROGRAMS = new RegExp(
  [
    'application/(?:',
    [
      'x-msdownload',
      'vnd\\.microsoft\\.portable-executable',
      'x-dosexec',
      'x-elf',
      'x-mach-binary',
      'x-msi',
      'java-vm',
      'java-archive',
      'wasm',
      'x\\.ms\\.shortcut',
      'x-ms-shortcut',
      'vnd\\.android\\.package-archive',
      'x-deb',
      'x-rpm',
      'x-google-chrome-extension',
      'x-xpinstall',
      'vnd\\.ms-htmlhelp',
      'x-ms-regedit',
      'x-apple-diskimage',
      'x-iso9660-image',
      'x-shockwave-flash',
      'x-lua-bytecode',
      'x-script',
    ].join('|'),
    ')$',
  ].join(''),
);

// What Outlook blocks, by Microsoft's list
// (https://support.microsoft.com/office/434752e1-02d3-4e90-9124-8b81e49a8519), without its temporary
// files.
const BLOCKED = `ade adp app appcontent-ms application appref-ms appx asp aspx asx bas bat bgi cab cer chm
  cmd cnt com cpl crt csh der diagcab exe fxp gadget grp hlp hpj hta htc img inf ins iso isp its jar jnlp
  js jse ksh library-ms lnk mad maf mag mam maq mar mas mat mau mav maw mcf mda mdb mde mdt mdw mdz msc
  msh msh1 msh2 mshxml msh1xml msh2xml msi msix msixbundle msp mst msu ops osd pcd pif pl plg prf prg
  printerexport ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psdm1 pssc pst py pyc pyo pyw pyz pyzw reg scf scr
  sct search-ms settingcontent-ms shb shs theme udl url vb vbe vbp vbs vhd vhdx vsmacros vsw webpnp
  website ws wsb wsc wsf wsh xbap xll xnk cdxml`;

// What Microsoft's filters of mail add to it, and what attacks have used since: queries, add-ins and
// notes that Office opens, disks, packages of other systems, what lies on web servers.
const ALSO = `appinstaller appxbundle msm dll ocx sys drv vxd elf dex macho kext uif iqy oqy rqy dqy odc slk
  one onepkg ppa ppam xla xlam wll xlm searchconnector-ms themepack deskthemepack rdp diagcfg diagpkg
  psm1 hxs vmdk vdi udf apk ipa deb rpm dmg pkg run sh bash zsh command desktop webloc scpt class air xap
  crx xpi swf rb php jsp jspx ashx asmx mjs cjs`;

const ENDINGS = new Set(`${BLOCKED} ${ALSO}`.split(/\s+/));

/**
 * True of a program by its bytes, or of a name that a double click runs, also where the bytes are text.
 * @example isProgram({ name: '报表.pdf.iso', mediaType: 'application/octet-stream' }) // true
 */
export function isProgram({ name, mediaType }: { name: string; mediaType: string }): boolean {
  return PROGRAMS.test(mediaType) || ENDINGS.has(endingOf(name));
}
