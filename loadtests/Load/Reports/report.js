// Shows the values under the pointer. The page is complete without it.
for (const figure of document.querySelectorAll('figure.chart')) {
  const svg = figure.querySelector('svg');
  const lines = [...figure.querySelectorAll('polyline')].map((line) => ({
    name: line.dataset.name,
    places: line.getAttribute('points').split(' ').map((point) => Number(point.split(',')[0])),
    values: line.dataset.values.split(' '),
  }));
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.hidden = true;
  figure.append(tip);
  svg.addEventListener('pointerleave', () => { tip.hidden = true; });
  svg.addEventListener('pointermove', (event) => {
    const box = svg.getBoundingClientRect();
    const place = ((event.clientX - box.left) / box.width) * 600;
    tip.replaceChildren(...lines.flatMap(({ name, places, values }) => {
      let nearest = 0;
      places.forEach((p, i) => { if (Math.abs(p - place) < Math.abs(places[nearest] - place)) nearest = i; });
      if (Math.abs(places[nearest] - place) > 30) return [];
      const row = document.createElement('div');
      row.textContent = `${name}: ${values[nearest]}`;
      return [row];
    }));
    tip.hidden = tip.childElementCount === 0;
    const outer = figure.getBoundingClientRect();
    const x = event.clientX - outer.left;
    tip.style.left = x > outer.width / 2 ? '' : `${x + 14}px`;
    tip.style.right = x > outer.width / 2 ? `${outer.width - x + 14}px` : '';
    tip.style.top = `${event.clientY - outer.top - 10}px`;
  });
}
