import { BarChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
} from 'echarts/components';
import { type ECharts, init, use as equip } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { OUTCOMES } from '../api/ledger-query.ts';

equip([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

export type Outcome = (typeof OUTCOMES)[number];

/** How much of something turned out how. */
export type OutcomeBar = { name: string } & Record<Outcome, number>;

type ChartProps = {
  /** What is seen, in words; the numbers stand in a table beside it. */
  label: string;
  bars: OutcomeBar[];
  /** A bar lies under the other, for long names; else they stand side by side. */
  isLying?: boolean;
  onOpen: (bar: number, outcome: Outcome) => void;
};

const COLOURS: Record<Outcome, string> = {
  onTime: '--light-green',
  late: '--light-yellow',
  overdue: '--light-red',
  open: '--light-grey',
};

/** Each part has a pattern of its own, for those who cannot tell the colours apart and for grey paper. */
const PATTERNS: Record<Outcome, object | null> = {
  onTime: null,
  late: { rotation: Math.PI / 4, dashArrayX: [1, 0], dashArrayY: [2, 6] },
  overdue: { symbol: 'rect', symbolSize: 1, dashArrayX: [3, 3], dashArrayY: [3, 3] },
  open: { symbol: 'circle', symbolSize: 0.7, dashArrayX: [5, 5], dashArrayY: [5, 4] },
};

const LYING = 28;
const STANDING = 320;
const AROUND = 92;
const NARROW = 560;

/**
 * Bars made of the four outcomes; a part opens what it counts. Whoever sees no chart or has no mouse has
 * the same figures and links in the table beside it.
 */
export function OutcomeChart({ label, bars, isLying = false, onOpen }: ChartProps) {
  const { t } = useTranslation();
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const height = isLying ? bars.length * LYING + AROUND : STANDING;
  const open = useEffectEvent((bar: number, part: number) => {
    const outcome = OUTCOMES[part];
    if (outcome !== undefined) onOpen(bar, outcome);
  });
  const draw = useEffectEvent(() => {
    if (holder.current === null || chart.current === null) return;
    const look = lookOf(holder.current);
    const named = OUTCOMES.map((outcome) => t(`outcome.${outcome}`));
    chart.current.resize();
    chart.current.setOption(optionOf({ label, bars, isLying, named, look }), { notMerge: true });
    chart.current.getZr().flush();
    scaleToPaper(holder.current);
  });
  useEffect(() => {
    if (holder.current === null) return;
    const made = init(holder.current, null, { renderer: 'svg' });
    chart.current = made;
    made.on('click', ({ dataIndex, seriesIndex }) => open(dataIndex, seriesIndex ?? -1));
    const size = new ResizeObserver(() => draw());
    size.observe(holder.current);
    const scheme = new MutationObserver(() => draw());
    scheme.observe(document.documentElement, { attributeFilter: ['data-scheme'] });
    const paper = window.matchMedia('print');
    const redraw = () => draw();
    paper.addEventListener('change', redraw);
    return () => {
      paper.removeEventListener('change', redraw);
      scheme.disconnect();
      size.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => draw(), [label, bars, isLying, t]);
  return <div className="chart" ref={holder} style={{ height }} />;
}

type ChartLook = {
  width: number;
  text: string;
  line: string;
  card: string;
  font: string;
  parts: string[];
};

/** The page's own colours and letters; a chart cannot read variables by itself. */
function lookOf(element: HTMLElement): ChartLook {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    width: element.clientWidth,
    text: colour('--text'),
    line: colour('--line'),
    card: colour('--card'),
    font: style.fontFamily,
    parts: OUTCOMES.map((outcome) => colour(COLOURS[outcome])),
  };
}

type Drawn = Required<Pick<ChartProps, 'label' | 'bars' | 'isLying'>> & {
  named: string[];
  look: ChartLook;
};

function optionOf({ label, bars, isLying, named, look }: Drawn) {
  const names = {
    type: 'category',
    data: bars.map(({ name }) => name),
    inverse: isLying,
    axisLabel: { interval: isLying ? 0 : 'auto', color: look.text, ...lengthOf(look, isLying) },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: look.line } },
  };
  const numbers = {
    type: 'value',
    minInterval: 1,
    axisLabel: { color: look.text },
    splitLine: { lineStyle: { color: look.line } },
  };
  return {
    animation: false, // nothing moves for anybody
    textStyle: { fontFamily: look.font, color: look.text },
    aria: { enabled: true, label: { description: label } },
    legend: { left: 0, top: 0, selectedMode: false, textStyle: { color: look.text } },
    // on a phone the names of the parts take two lines
    grid: { left: 4, right: 20, top: look.width < NARROW ? 64 : 40, bottom: 4 },
    xAxis: isLying ? numbers : names,
    yAxis: isLying ? names : numbers,
    tooltip: tipOf(look),
    series: OUTCOMES.map((outcome, place) => ({
      type: 'bar',
      stack: 'all',
      name: named[place],
      barMaxWidth: isLying ? 18 : 36,
      data: bars.map((bar) => bar[outcome] || null), // nothing is drawn of none
      itemStyle: {
        color: look.parts[place],
        borderColor: look.card,
        borderWidth: 1,
        // a colour of the page, so that it stands out in the light and in the dark
        decal: PATTERNS[outcome] === null ? null : { ...PATTERNS[outcome], color: look.card },
      },
    })),
  };
}

/** Long names are cut, on a phone earlier: the table has them whole. */
function lengthOf({ width }: ChartLook, isLying: boolean) {
  return isLying ? { width: width < NARROW ? 96 : 180, overflow: 'truncate' } : {};
}

type Hovered = { name: string; seriesName: string; value: number | null };

/** Drawn as a part of the picture: the content policy lets no markup with styles in. */
function tipOf({ card, line, text, font }: ChartLook) {
  return {
    renderMode: 'richText',
    trigger: 'axis',
    confine: true,
    axisPointer: { type: 'shadow' },
    backgroundColor: card,
    borderColor: line,
    textStyle: { color: text, fontFamily: font },
    formatter: (hovered: Hovered[]) =>
      [
        hovered[0]?.name ?? '',
        ...hovered
          .filter(({ value }) => Boolean(value))
          .map((each) => `${each.seriesName} ${each.value}`),
      ].join('\n'),
  };
}

/** Lets a narrower sheet of paper make the whole picture smaller. */
function scaleToPaper(holder: HTMLElement): void {
  const picture = holder.querySelector('svg');
  if (picture === null) return;
  const { width, height } = picture;
  picture.setAttribute('viewBox', `0 0 ${width.baseVal.value} ${height.baseVal.value}`);
}
