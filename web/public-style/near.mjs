// Service points by distance from where the reader is. The browser tells the position to this script only; it is sent to
// nobody.
const kEarth = 6371; // km, mean radius

export function sortByDistance(button) {
  if (!navigator.geolocation) return;
  const list = document.getElementById(button.dataset.near);
  const status = document.getElementById(button.dataset.status);
  button.hidden = false;
  button.addEventListener('click', () => {
    status.textContent = button.dataset.waiting;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        sort(list, coords, button.dataset.distance);
        status.textContent = button.dataset.done;
      },
      () => (status.textContent = button.dataset.failed),
      { timeout: 15_000, maximumAge: 600_000 },
    );
  });
}

function sort(list, from, words) {
  const points = [...list.children].map((point) => ({ point, km: distance(from, point.dataset) }));
  points.sort((a, b) => a.km - b.km);
  for (const { point, km } of points) {
    const shown = point.querySelector('.mc-points__distance');
    const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    if (Number.isFinite(km)) shown.textContent = words.replace('{km}', km.toLocaleString(document.documentElement.lang, digits));
    list.append(point);
  }
}

// Along the sphere; a point without a position comes last.
function distance(from, { lat, lon }) {
  if (lat === undefined) return Infinity;
  const radians = (degrees) => (degrees * Math.PI) / 180;
  const [toLat, toLon] = [radians(lat / 1e6), radians(lon / 1e6)];
  const [fromLat, fromLon] = [radians(from.latitude), radians(from.longitude)];
  const half = Math.sin((toLat - fromLat) / 2) ** 2 + Math.cos(fromLat) * Math.cos(toLat) * Math.sin((toLon - fromLon) / 2) ** 2;
  return 2 * kEarth * Math.asin(Math.min(1, Math.sqrt(half)));
}
