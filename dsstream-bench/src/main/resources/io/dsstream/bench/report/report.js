/* Draws the charts of the figures' data-chart, which Chart.java writes. All text is set as text. */
'use strict';
(() => {
  const SVG = 'http://www.w3.org/2000/svg';
  const DECADES = 30; // an axis whose largest value is so many times its smallest is logarithmic
  const COLOURS = 6;
  const MARKS = ['M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0', 'M-4-4h8v8h-8z', 'M0-5.5L5 3.5H-5z',
    'M0-5.5L5.5 0L0 5.5L-5.5 0z', 'M-5-3.5H5L0 5.5z', 'M-5-2h3v-3h4v3h3v4h-3v3h-4v-3h-3z'];
  const compact = new Intl.NumberFormat('en', {notation: 'compact', maximumSignificantDigits: 3});
  const pen = document.createElement('canvas').getContext('2d');
  const names = ['dsstream']; // in the order of their colours, the same in every chart
  let charts = 0;

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

  function widthOf(text, weight = 400, size = 13) {
    pen.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
    return pen.measureText(text).width;
  }

  const widest = (texts, weight) => Math.max(0, ...texts.map(text => widthOf(text, weight)));

  const line = (parent, kind, x1, y1, x2, y2) => add(parent, 'line', {class: kind, x1, y1, x2, y2});

  /** Round numbers from 0 to at most max, some count of them. */
  function roundTicks(max, count) {
    const rough = max / count;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(m => m * power).find(s => s >= rough);
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
    const left = narrow ? 0 : widest(bars.map(bar => bar.name), 600) + 12;
    const end = bar => Math.max(bar.value, bar.high);
    const perUnit = Math.min(
      ...bars.map(bar => (width - left - widthOf(bar.label, 600) - 10) / end(bar)));
    const place = value => left + value * perUnit;
    const grid = add(svg, 'g', {});
    let y = 0;
    let group = '';
    for (const bar of bars) {
      if (bar.group !== group) {
        group = bar.group;
        add(svg, 'text', {class: 'strong', x: 0, y: y + 18}, group);
        y += 26;
      }
      y = drawBar(svg, bar, unit, {left, narrow, place, y});
    }
    const visible = (width - left) / perUnit;
    for (const tick of roundTicks(visible, width < 600 ? 3 : 6)) {
      const label = compact.format(tick);
      const x = place(tick);
      line(grid, tick ? 'grid' : 'axis', x, 0, x, y);
      if (tick) {
        const middle = Math.min(x, width - widthOf(label) / 2);
        add(svg, 'text', {class: 'soft', x: middle, y: y + 16, 'text-anchor': 'middle'}, label);
      }
    }
    add(svg, 'text', {class: 'soft', x: left, y: y + 16}, '0');
    add(svg, 'text', {class: 'soft', x: (left + width) / 2, y: y + 34, 'text-anchor': 'middle'}, unit);
    return y + 40;
  }

  function drawBar(svg, bar, unit, {left, narrow, place, y}) {
    const ours = isOurs(bar.name) ? ' ours' : '';
    const weight = ours ? 'strong' : '';
    const height = 16;
    const top = y + (narrow ? 20 : 4);
    const middle = top + height / 2;
    const name = narrow ? {x: 0, y: y + 15} : {x: left - 10, y: middle + 4.5, 'text-anchor': 'end'};
    add(svg, 'text', {class: weight, ...name}, bar.name);
    const end = place(bar.value);
    const rect = add(svg, 'rect',
      {class: 'bar' + ours, x: left, y: top, width: Math.max(1, end - left), height});
    add(rect, 'title', {}, `${bar.name}: ${bar.label} ${unit}`);
    if (bar.high > bar.low) {
      const [low, high] = [place(bar.low), place(bar.high)];
      add(svg, 'path', {class: 'whisker',
        d: `M${low} ${middle}H${high}M${low} ${middle - 4}v8M${high} ${middle - 4}v8`});
    }
    const x = Math.max(end, place(bar.high)) + 6;
    add(svg, 'text', {class: 'value ' + weight, x, y: middle + 4.5}, bar.label);
    return top + height + 4;
  }

  function lines(svg, {x: xTitle, unit, categories, limit, series}, width) {
    const points = series.flatMap(one => one.points);
    const values = points.flatMap(point => [point.y, point.low, point.high]);
    if (limit) values.push(limit.value);
    const height = 240;
    const [top, bottom] = [26, height - 44];
    const yScale = scale(values, bottom, top, true);
    const left = widest(yScale.ticks.map(tick => compact.format(tick))) + 8;
    const right = width - widest(series.map(one => one.name), 600) - 16;
    const xScale = scale(points.map(point => point.x), left + 10, right - 4, false);
    const xTicks = [...new Set(points.map(point => point.x))].sort((a, b) => a - b);
    add(svg, 'text', {class: 'soft', x: 0, y: 12}, unit);
    for (const tick of yScale.ticks) {
      const y = yScale.place(tick);
      line(svg, 'grid', left, y, right, y);
      add(svg, 'text', {class: 'soft', x: left - 6, y: y + 4, 'text-anchor': 'end'},
        compact.format(tick));
    }
    line(svg, 'axis', left, bottom, right, bottom);
    let taken = -Infinity;
    for (const tick of xTicks) {
      const label = categories[tick] ?? compact.format(tick);
      const x = xScale.place(tick);
      line(svg, 'axis', x, bottom, x, bottom + 4);
      const half = widthOf(label) / 2;
      if (x - half < taken) continue;
      taken = x + half + 6;
      add(svg, 'text', {class: 'soft', x, y: bottom + 17, 'text-anchor': 'middle'}, label);
    }
    add(svg, 'text', {class: 'soft', x: (left + right) / 2, y: height - 8, 'text-anchor': 'middle'},
      xTitle + (xScale.log && !categories.length ? ' (logarithmic)' : ''));
    if (limit) {
      const y = yScale.place(limit.value);
      line(svg, 'limit', left, y, right, y);
      add(svg, 'text', {class: 'limit', x: left + 4, y: y - 5}, limit.label);
    }
    drawSeries(svg, series, {xScale, yScale, right, top, bottom, categories, unit});
    return height;
  }

  function drawSeries(svg, series, {xScale, yScale, right, top, bottom, categories, unit}) {
    const places = ends(series.map(one => yScale.place(one.points.at(-1).y)), top, bottom);
    series.forEach((one, i) => {
      const colour = colourOf(one.name);
      const group = add(svg, 'g', {class: 'series c' + colour});
      const at = one.points.map(point => [xScale.place(point.x), yScale.place(point.y)]);
      add(group, 'path', {d: 'M' + at.map(p => p.join(' ')).join('L')});
      one.points.forEach((point, j) => {
        const [x, y] = at[j];
        if (point.high > point.low) {
          const [low, high] = [yScale.place(point.low), yScale.place(point.high)];
          add(group, 'path', {class: 'range', d: `M${x} ${low}V${high}M${x - 3} ${low}h6M${x - 3} ${high}h6`});
        }
        const mark = add(group, 'path',
          {class: 'mark', d: MARKS[colour], transform: `translate(${x} ${y})`});
        const where = categories[point.x] ?? compact.format(point.x);
        add(mark, 'title', {}, `${one.name}, ${where}: ${point.y.toLocaleString('en')} ${unit}`);
      });
      add(group, 'text', {x: right + 8, y: places[i] + 4.5}, one.name);
    });
  }

  /** Where labels go that want to stand at these heights, a line apart. */
  function ends(wanted, top, bottom) {
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
