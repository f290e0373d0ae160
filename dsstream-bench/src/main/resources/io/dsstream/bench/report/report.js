/* Draws the charts of the figures' data-chart, which Chart.java writes. All text is set as text. */
'use strict';
(() => {
  const SVG = 'http://www.w3.org/2000/svg';
  const DECADES = 30; // an axis whose largest value is so many times its smallest is logarithmic
  const COLOURS = 6;
  const MARKS = ['M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0', 'M-4-4h8v8h-8z', 'M0-5.5L5 3.5H-5z',
    'M0-5.5L5.5 0L0 5.5L-5.5 0z', 'M-5-3.5H5L0 5.5z', 'M-5-2h3v-3h4v3h3v4h-3v3h-4v-3h-3z'];
  const LINES_HEIGHT = 250;
  const compact = new Intl.NumberFormat('en', {notation: 'compact', maximumSignificantDigits: 3});
  const plain = new Intl.NumberFormat('en', {maximumSignificantDigits: 4});
  const pen = document.createElement('canvas').getContext('2d');
  const names = ['dsstream']; // in the order of their colours, the same in every chart
  let charts = 0;

  const number = value => (value < 1e4 ? plain : compact).format(value);

  /** What there is room for. */
  const short = name => name.length > 24 ? name.slice(0, 23) + '…' : name;

  const isOurs = name => name.startsWith('dsstream');

  function colourOf(name) {
    if (!names.includes(name)) names.push(name);
    const place = names.indexOf(name);
    return place === 0 ? 0 : 1 + (place - 1) % (COLOURS - 1);
  }

  function add(parent, tag, attributes, text) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text !== undefined) element.textContent = text;
    return parent.appendChild(element);
  }

  function widthOf(text, weight = 400) {
    pen.font = `${weight} 13px ${getComputedStyle(document.body).fontFamily}`;
    return pen.measureText(text).width;
  }

  const widest = (texts, weight) => Math.max(0, ...texts.map(text => widthOf(text, weight)));

  const line = (parent, kind, x1, y1, x2, y2) => add(parent, 'line', {class: kind, x1, y1, x2, y2});

  const addMiddle = (parent, x, y, text) =>
    add(parent, 'text', {class: 'soft', x, y, 'text-anchor': 'middle'}, text);

  /** Round numbers from 0 to at most max, some count of them. */
  function roundTicks(max, count) {
    const rough = max / count;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map(m => m * power).find(s => s >= rough);
    return Array.from({length: Math.floor(max / step + 1e-9) + 1}, (_, i) => i * step);
  }

  /** 1, 2, 5, 10 and so on within the bounds; powers of ten alone if those are many. */
  function logTicks(min, max) {
    const digits = max / min > 1e3 ? [1] : [1, 2, 5];
    const ticks = [];
    for (let power = Math.floor(Math.log10(min)); power <= Math.log10(max); power++) {
      ticks.push(...digits.map(digit => digit * 10 ** power));
    }
    return ticks.filter(tick => tick >= min && tick <= max);
  }

  /** From values to places between two ends. */
  function scale(values, from, to, fromZero) {
    const [min, max] = [Math.min(...values), Math.max(...values)];
    if (min > 0 && max / min >= DECADES) {
      const [low, high] = fromZero ? [min / 1.25, max * 1.25] : [min, max];
      const place = v => from + (to - from) * Math.log(v / low) / Math.log(high / low);
      return {place, ticks: logTicks(low, high), log: true};
    }
    const ticks = roundTicks(max || 1, 4);
    const top = fromZero && ticks.at(-1) < max ? ticks.at(-1) + ticks[1] : max || 1;
    const place = v => from + (to - from) * v / top;
    return {place, ticks: top > ticks.at(-1) ? [...ticks, top] : ticks, log: false};
  }

  function bars(svg, {unit, bars}, width) {
    const narrow = width < 480;
    const labels = bars.flatMap(bar => [short(bar.name), short(bar.group)]);
    const left = narrow ? 0 : widest(labels, 600) + 16;
    // A whisker of too few measurements may be endless: it is cut, so that the bars can be seen.
    const most = 1.5 * Math.max(...bars.map(bar => bar.value));
    const end = bar => Math.min(most, Math.max(bar.value, bar.high));
    const perUnit = Math.min(
      ...bars.map(bar => (width - left - widthOf(bar.label, 600) - 10) / end(bar)));
    const place = value => left + value * perUnit;
    const grid = add(svg, 'g', {});
    let y = 0;
    let group = '';
    for (const bar of bars) {
      if (bar.group !== group) {
        group = bar.group;
        y += 26;
        add(svg, 'text', {class: 'strong', x: narrow ? 5 : 0, y: y - 6}, short(group));
      }
      y = drawBar(svg, bar, unit, {left, narrow, place, most, y});
    }
    drawAxis(svg, grid, unit, {left, width, place, perUnit, y});
    return y + 40;
  }

  function drawAxis(svg, grid, unit, {left, width, place, perUnit, y}) {
    for (const tick of roundTicks((width - left) / perUnit, width < 600 ? 4 : 6)) {
      const x = place(tick);
      line(grid, tick ? 'grid' : 'axis', x, 0, x, y);
      const half = widthOf(number(tick)) / 2;
      const middle = Math.min(Math.max(x, half), width - half);
      addMiddle(svg, middle, y + 16, number(tick));
    }
    addMiddle(svg, (left + width) / 2, y + 34, unit);
  }

  function drawBar(svg, bar, unit, {left, narrow, place, most, y}) {
    const ours = isOurs(bar.name) ? ' ours' : '';
    const weight = ours ? 'strong' : '';
    const height = 16;
    const top = y + (narrow ? 20 : 4);
    const middle = top + height / 2;
    const name = narrow ? {x: 5, y: y + 15} : {x: left - 10, y: middle + 4.5, 'text-anchor': 'end'};
    add(svg, 'text', {class: bar.group ? '' : weight, ...name}, short(bar.name));
    const end = place(bar.value);
    const rect = add(svg, 'rect',
      {class: 'bar' + ours, x: left, y: top, width: Math.max(1, end - left), height});
    add(rect, 'title', {}, `${bar.name}: ${bar.label} ${unit}`);
    const high = place(Math.min(most, bar.high));
    if (bar.high > bar.low) {
      const low = place(bar.low);
      const cap = bar.high > most ? '' : `M${high} ${middle - 4}v8`;
      const d = `M${low} ${middle}H${high}M${low} ${middle - 4}v8${cap}`;
      add(svg, 'path', {class: 'whisker', d});
    }
    const x = Math.max(end, high) + 6;
    add(svg, 'text', {class: 'value ' + weight, x, y: middle + 4.5}, bar.label);
    return top + height + 4;
  }

  function lines(svg, chart, width) {
    const points = chart.series.flatMap(one => one.points);
    const levels = points.flatMap(point => [point.y, point.low, point.high]);
    const ends = [...chart.series.map(one => short(one.name)), chart.limit?.label ?? ''];
    const bottom = LINES_HEIGHT - 44;
    const y = scale(chart.limit ? [...levels, chart.limit.value] : levels, bottom, 26, true);
    const left = widest(y.ticks.map(number)) + 8;
    const right = width - widest(ends, 600) - 16;
    const x = scale(points.map(point => point.x), left + 12, right - 4, false);
    const nameX = value => chart.categories[value] ?? number(value);
    const plot = {x, y, left, right, bottom, nameX};
    drawLevels(svg, chart, plot);
    drawSteps(svg, chart, plot, [...new Set(points.map(point => point.x))]);
    drawSeries(svg, chart, plot);
    return LINES_HEIGHT;
  }

  function drawLevels(svg, {unit}, {y, left, right, bottom}) {
    add(svg, 'text', {class: 'soft', x: 0, y: 12}, unit + (y.log ? ', logarithmic' : ''));
    for (const tick of y.ticks) {
      const level = y.place(tick);
      line(svg, 'grid', left, level, right, level);
      const where = {x: left - 6, y: level + 4, 'text-anchor': 'end'};
      add(svg, 'text', {class: 'soft', ...where}, number(tick));
    }
    line(svg, 'axis', left, bottom, right, bottom);
  }

  /** The horizontal axis: a tick for each value that was measured, a label where there is room. */
  function drawSteps(svg, chart, {x, left, right, bottom, nameX}, values) {
    let taken = -Infinity;
    for (const value of values.sort((a, b) => a - b)) {
      const place = x.place(value);
      const half = widthOf(nameX(value)) / 2;
      line(svg, 'axis', place, bottom, place, bottom + 4);
      if (place - half >= taken) {
        taken = place + half + 6;
        addMiddle(svg, place, bottom + 17, nameX(value));
      }
    }
    const title = chart.x + (x.log ? ', logarithmic' : '');
    addMiddle(svg, (left + right) / 2, LINES_HEIGHT - 8, title);
  }

  function drawSeries(svg, {series, limit, unit}, plot) {
    const levels = series.map(one => plot.y.place(one.points.at(-1).y));
    if (limit) levels.push(plot.y.place(limit.value));
    const labels = apart(levels, 26, plot.bottom);
    const x = plot.right + 8;
    if (limit) {
      line(svg, 'limit', plot.left, levels.at(-1), plot.right, levels.at(-1));
      add(svg, 'text', {class: 'limit', x, y: labels.at(-1) + 4.5}, limit.label);
    }
    series.forEach((one, i) => {
      const group = add(svg, 'g', {class: 'series c' + colourOf(one.name)});
      drawLine(group, one, unit, plot);
      add(group, 'text', {x, y: labels[i] + 4.5}, short(one.name));
    });
  }

  function drawLine(group, {name, points}, unit, {x, y, nameX}) {
    const path = points.map(point => x.place(point.x) + ' ' + y.place(point.y)).join('L');
    add(group, 'path', {d: 'M' + path});
    for (const point of points) {
      const [h, low, high] = [x.place(point.x), y.place(point.low), y.place(point.high)];
      if (point.high > point.low) {
        add(group, 'path',
          {class: 'range', d: `M${h} ${low}V${high}M${h - 3} ${low}h6M${h - 3} ${high}h6`});
      }
      const transform = `translate(${h} ${y.place(point.y)})`;
      const mark = add(group, 'path', {class: 'mark', d: MARKS[colourOf(name)], transform});
      add(mark, 'title', {}, `${name}, ${nameX(point.x)}: ${number(point.y)} ${unit}`);
    }
  }

  /** Where labels go that want to stand at these heights, a line apart. */
  function apart(wanted, top, bottom) {
    const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
    const places = [...wanted];
    let free = top;
    for (const i of order) {
      places[i] = Math.max(places[i], free);
      free = places[i] + 15;
    }
    let limit = bottom;
    for (const i of order.reverse()) {
      places[i] = Math.min(places[i], limit);
      limit = places[i] - 15;
    }
    return places;
  }

  function describe({unit, bars, series, categories}) {
    const one = bars
      ? bars.map(bar => `${bar.group} ${bar.name}: ${bar.label}`.trim())
      : series.map(s => s.name + ': ' + s.points
        .map(p => `${categories[p.x] ?? p.x}: ${p.y}`).join(', '));
    return `In ${unit}. ${one.join('; ')}.`;
  }

  function draw(figure) {
    const width = Math.floor(figure.clientWidth);
    if (!width || width === figure.drawn) return;
    figure.drawn = width;
    const chart = JSON.parse(figure.dataset.chart);
    const id = figure.number ??= ++charts;
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-labelledby', `t${id} d${id}`);
    add(svg, 'title', {id: 't' + id}, chart.title);
    add(svg, 'desc', {id: 'd' + id}, describe(chart));
    const height = (chart.bars ? bars : lines)(svg, chart, width);
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    figure.querySelector('svg')?.remove();
    figure.append(svg);
  }

  const watch = new ResizeObserver(entries => entries.forEach(entry => draw(entry.target)));
  for (const figure of document.querySelectorAll('figure')) {
    draw(figure);
    watch.observe(figure);
  }
})();
