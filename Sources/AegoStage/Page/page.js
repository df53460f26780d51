// Elements of the page by their id, and texts in them.

export const at = (id) => document.getElementById(id);

/** Writes a text where it is another one: a screen reader hears changes only. */
export function write(id, text) {
  const element = at(id);
  if (element.textContent !== text) element.textContent = text;
}
