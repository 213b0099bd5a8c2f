// What the public pages can do better where there is JavaScript: suggestions under the search box, and the service points
// sorted by where the reader is. Every page is complete without it. Sentences come from the page, in its language.
import { suggest } from './suggest.mjs';
import { sortByDistance } from './near.mjs';

for (const form of document.querySelectorAll('form[data-suggest]')) suggest(form);
for (const button of document.querySelectorAll('button[data-near]')) sortByDistance(button);
